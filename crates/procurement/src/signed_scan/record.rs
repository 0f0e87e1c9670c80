//! What a signed scan belongs to: found where the caller sees it, with those who took part in it.

use kernel::{Actor, Permission, Reach, ReachPart, Result, Scope};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    order::{self, OrderId},
    permissions::{ReturnScans, ViewOrders, ViewPurchases, ViewQuotes, ViewReceipts},
    petty::{self, PettyId},
    quote::{self, SheetId},
    receipt::{self, ReceiptId},
    request::{self, RequestId},
};

/// Kinds of records that are signed on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Request,
    Sheet,
    Order,
    Receipt,
    Petty,
}

impl Kind {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Request => request::KIND,
            Self::Sheet => quote::KIND,
            Self::Order => order::KIND,
            Self::Receipt => receipt::KIND,
            Self::Petty => petty::KIND,
        }
    }

    /// What lets somebody see such a record.
    pub const fn seen_by(self) -> &'static str {
        match self {
            Self::Request | Self::Petty => ViewPurchases::INFO.key,
            Self::Sheet => ViewQuotes::INFO.key,
            Self::Order => ViewOrders::INFO.key,
            Self::Receipt => ViewReceipts::INFO.key,
        }
    }
}

/// A record as far as its scans go.
#[derive(Debug)]
pub(super) struct Record {
    pub school_id: Uuid,
    pub kind: Kind,
    pub id: Uuid,
    pub number: String,
    took_part: Vec<Uuid>,
}

impl Record {
    /// The record of this kind with this id inside the scope.
    pub async fn find(db: &impl ConnectionTrait, scope: &Scope, kind: Kind, id: Uuid) -> Result<Self> {
        let (number, took_part) = match kind {
            Kind::Request => {
                let request = request::repo::find(db, scope, RequestId(id)).await?;
                (request.number, vec![request.requester_id])
            }
            Kind::Sheet => {
                let (sheet, request) = quote::find_sheet(db, scope, SheetId(id)).await?;
                (request.number, vec![sheet.opened_by, request.requester_id])
            }
            Kind::Order => {
                let order = order::repo::find(db, scope, OrderId(id)).await?;
                let buyers = order.buyers.iter().map(|buyer| buyer.person_id);
                (order.number, buyers.chain([order.made_by, order.requester_id]).collect())
            }
            Kind::Receipt => {
                let receipt = receipt::repo::find(db, scope, ReceiptId(id)).await?;
                let acceptors = receipt.acceptors.iter().map(|acceptor| acceptor.person_id);
                (receipt.number, acceptors.chain([receipt.made_by]).collect())
            }
            Kind::Petty => {
                let petty = petty::repo::find(db, scope, PettyId(id)).await?;
                (petty.number, vec![petty.handler_id, petty.content.witness_id])
            }
        };
        Ok(Self { school_id: scope.school, kind, id, number, took_part })
    }

    /// Whether somebody may return a scan of it: who keeps the school's purchases, and who took part in this one.
    pub fn is_returned_by(&self, actor: &Actor) -> bool {
        actor.right(ReturnScans::INFO.key).is_some_and(|right| match &right.reach {
            Reach::School => true,
            Reach::Parts(parts) => self.took_part.iter().any(|person| parts.contains(&ReachPart::Own(*person))),
        })
    }
}

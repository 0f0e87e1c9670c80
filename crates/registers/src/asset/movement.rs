//! Cards, or pieces of them, to another place or into other hands (domain.md S8): the only way custody changes.

use std::collections::HashMap;

use campus::{department, location, person};
use kernel::{Grant, Problem, Reply, Result, Text, Tx, audit::Event, idempotency::IdempotencyKey};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::Value;
use uuid::Uuid;

use super::{
    Assets, Status,
    dto::{MoveBody, MoveView, MovedItem},
    entity::{Column, Entity, Model},
    list::{RowModel, views},
    repo,
    service::sees_values,
    split::{Split, write_splits},
    view,
    write::{self, Document},
};
use crate::{RegisterError, event, permissions::MoveAsset};

impl Assets {
    pub async fn move_cards(&self, grant: &Grant<MoveAsset>, body: MoveBody) -> Result<Reply<MoveView>> {
        IdempotencyKey::require(grant.idempotency())?;
        let tx = self.db.begin(grant).await?;
        let aim = Aim::read(&tx, &body).await?;
        let mut found = named(&tx, grant, &body.items).await?;
        let document = Document { kind: "move", id: Some(tx.new_id()) };
        let mut moves = Vec::with_capacity(body.items.len());
        for (at, item) in body.items.iter().enumerate() {
            let at_item = |problem: Problem| problem.under(&format!("/items/{at}"));
            let before = found.remove(&item.asset_id).ok_or_else(|| Problem::reference("/asset_id")).map_err(at_item)?;
            if before.version != item.version {
                return Err(at_item(stale(&before)));
            }
            if let Some(why) = view::stands_still(&before) {
                return Err(Problem::conflict("card_stands_still", why.clone()).field(format!("/items/{at}"), "card_stands_still", why));
            }
            let some = item.quantity.filter(|some| some.thousandths() != before.quantity);
            moves.push(if let Some(pieces) = some {
                let mut split = Split::of(&tx, before, pieces).map_err(at_item)?;
                aim.put_into(&mut split.taken);
                Move::Pieces(Box::new(split))
            } else {
                let mut after = before.clone();
                aim.put_into(&mut after);
                if whereabouts(&after) == whereabouts(&before) {
                    return Err(at_item(RegisterError::NothingChanges.into()));
                }
                Move::Whole(Box::new((before, after)))
            });
        }
        for (at, one) in moves.iter_mut().enumerate() {
            if let Move::Whole(card) = one {
                // Who was faster since it was read was faster all the same (E04).
                let saved = repo::save(&tx, card.1.clone()).await;
                card.1 = saved
                    .map_err(|problem| if problem.code() == "stale" { stale(&card.0).under(&format!("/items/{at}")) } else { problem })?;
            }
        }
        write_splits(&tx, &mut moves.iter_mut().filter_map(Move::pieces).collect::<Vec<_>>(), document).await?;
        let event = moves.iter().fold(Event::new(event::MOVED), |event, one| one.recorded(event, &body.reason));
        let cards: Vec<Model> = moves.into_iter().map(Move::into_moved).collect();
        repo::end_assignments(&tx, cards.iter().map(|row| row.id).collect()).await?;
        write::assign(&tx, &cards, document, Some(&body.reason)).await?;
        let rows = cards.iter().map(RowModel::from).collect();
        let items = views(&tx, grant.school()?, rows, sees_values(grant), grant.context().lang()).await?;
        let id = document.id.unwrap_or_default();
        tx.commit([event], Reply::created(MoveView { id, items })).await
    }
}

/// What one item of a body comes to.
enum Move {
    /// The card as it was and as it is afterwards.
    Whole(Box<(Model, Model)>),
    /// Pieces of it, onto a card of their own.
    Pieces(Box<Split>),
}

impl Move {
    fn pieces(&mut self) -> Option<&mut Split> {
        match self {
            Self::Whole(_) => None,
            Self::Pieces(split) => Some(split),
        }
    }

    fn recorded(&self, event: Event, reason: &str) -> Event {
        match self {
            Self::Whole(card) => {
                let (before, after) = &**card;
                event.changed("asset", after.id, &after.asset_no, &whereabouts(before), &with_reason(after, reason))
            }
            Self::Pieces(split) => split.recorded(event, reason),
        }
    }

    fn into_moved(self) -> Model {
        match self {
            Self::Whole(card) => card.1,
            Self::Pieces(split) => split.taken,
        }
    }
}

/// The cards of a body, inside the reach of the right, by id.
async fn named(tx: &Tx, grant: &Grant<MoveAsset>, items: &[MovedItem]) -> Result<HashMap<Uuid, Model>> {
    let ids: Vec<Uuid> = items.iter().map(|item| item.asset_id).collect();
    let rows = Entity::find().filter(repo::in_scope(&grant.scope()?)).filter(Column::Id.is_in(ids)).all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

fn stale(row: &Model) -> Problem {
    let text = Text::new(
        format!("{} 刚刚有人改过，请看一下最新内容再操作。", row.asset_no),
        format!("Someone changed {} just now; look at it again first.", row.asset_no),
    );
    Problem::conflict("stale_card", text.clone()).field("", "stale_card", text)
}

/// Where the cards shall be and who shall have them; `None` leaves it as it is.
#[derive(Debug, Default)]
struct Aim {
    location: Option<Option<location::entity::Model>>,
    custodian_id: Option<Option<Uuid>>,
    user_person_id: Option<Option<Uuid>>,
    responsible_person_id: Option<Option<Uuid>>,
    department_id: Option<Option<Uuid>>,
    using_department_id: Option<Option<Uuid>>,
}

impl Aim {
    async fn read(tx: &Tx, body: &MoveBody) -> Result<Self> {
        let school = tx.school()?;
        let location = match body.location_id {
            Some(Some(id)) => Some(Some(location::repo::active(tx, school, id, "/location_id").await?)),
            said => said.map(|_| None),
        };
        let people = [
            (body.custodian_id, "/custodian_id"),
            (body.user_person_id, "/user_person_id"),
            (body.responsible_person_id, "/responsible_person_id"),
        ];
        for (said, pointer) in people {
            if let Some(Some(id)) = said {
                person::repo::active(tx, school, id, pointer).await?;
            }
        }
        let aim = Self {
            location,
            custodian_id: body.custodian_id,
            user_person_id: body.user_person_id,
            responsible_person_id: body.responsible_person_id,
            department_id: named_department(tx, body.department.as_ref()).await?,
            using_department_id: named_department(tx, body.using_department.as_ref()).await?,
        };
        let says_something = aim.location.is_some()
            || aim.department_id.is_some()
            || aim.using_department_id.is_some()
            || [aim.custodian_id, aim.user_person_id, aim.responsible_person_id].iter().any(Option::is_some);
        if says_something { Ok(aim) } else { Err(RegisterError::NothingChanges.into()) }
    }

    fn put_into(&self, row: &mut Model) {
        if let Some(location) = &self.location {
            let levels = location.as_ref().map(location::entity::Model::levels).unwrap_or_default();
            row.location_id = location.as_ref().map(|l| l.id);
            (row.campus_id, row.building_id, row.floor_id, row.room_id) = (levels.campus, levels.building, levels.floor, levels.room);
            if location.is_some() && row.status == Status::InStock.key() {
                row.status = Status::InUse.key().into();
            }
        }
        let put = |into: &mut Option<Uuid>, said: Option<Option<Uuid>>| {
            if let Some(value) = said {
                *into = value;
            }
        };
        put(&mut row.custodian_id, self.custodian_id);
        put(&mut row.user_person_id, self.user_person_id);
        put(&mut row.responsible_person_id, self.responsible_person_id);
        put(&mut row.department_id, self.department_id);
        put(&mut row.using_department_id, self.using_department_id);
    }
}

async fn named_department(tx: &Tx, said: Option<&Option<String>>) -> Result<Option<Option<Uuid>>> {
    Ok(match said {
        Some(Some(name)) => Some(Some(department::find_or_create(tx, name).await?)),
        Some(None) => Some(None),
        None => None,
    })
}

/// Place and people of a card, for the audit trail.
pub(crate) fn whereabouts(row: &Model) -> Value {
    serde_json::json!({
        "location_id": row.location_id, "custodian_id": row.custodian_id, "user_person_id": row.user_person_id,
        "responsible_person_id": row.responsible_person_id, "department_id": row.department_id,
        "using_department_id": row.using_department_id, "status": row.status,
    })
}

fn with_reason(row: &Model, reason: &str) -> Value {
    let mut told = whereabouts(row);
    if let Some(members) = told.as_object_mut() {
        members.insert("reason".into(), reason.into());
    }
    told
}

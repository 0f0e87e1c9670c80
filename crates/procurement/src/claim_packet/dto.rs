//! What a claim packet is made of.

use chrono::NaiveDate;
use kernel::Money;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::missing::MissingCode;
use crate::{
    order::{OrderId, phase::State as OrderState},
    quote::SheetId,
    receipt::{ReceiptId, phase::State as ReceiptState},
    request::{RequestId, phase::State as RequestState},
};

/// The papers of a request, in the order in which they are bound.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClaimPacket)]
pub struct Packet {
    pub request_id: RequestId,
    pub request_number: String,
    pub request_state: RequestState,
    pub requested: Money,
    pub requested_in_words: String,
    /// Its three-quote sheet, for those who may see it.
    pub quote_sheet_id: Option<SheetId>,
    pub orders: Vec<PacketOrder>,
    pub receipts: Vec<PacketReceipt>,
    /// What was accepted is worth.
    pub received: Money,
    pub received_in_words: String,
    /// Who signs its cover last, by the school's rule of today and its own name of the role.
    #[schema(example = "校长")]
    pub last_signer_title: String,
    /// What is still missing; nothing of a packet that is whole.
    pub missing: Vec<Missing>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClaimPacketOrder)]
pub struct PacketOrder {
    pub id: OrderId,
    pub number: String,
    pub supplier_name: String,
    pub state: OrderState,
    pub total: Money,
    /// Whether the caller may read it.
    pub readable: bool,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClaimPacketReceipt)]
pub struct PacketReceipt {
    pub id: ReceiptId,
    pub number: String,
    pub order_number: String,
    pub state: ReceiptState,
    pub delivered_on: NaiveDate,
    pub total: Money,
    pub invoice_nos: Vec<String>,
    /// How many invoices themselves are there, as photos, PDF or OFD.
    pub invoice_files: u64,
    pub voucher_no: Option<String>,
    pub posted_on: Option<NaiveDate>,
    /// Cards and stock documents that it became.
    pub became: Vec<PacketRecord>,
    /// Whether the caller may read it.
    pub readable: bool,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ClaimPacketRecord)]
pub struct PacketRecord {
    /// `card` or `stock`.
    pub kind: String,
    pub id: Uuid,
    pub number: String,
}

/// One thing that the packet is not whole without.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ClaimPacketMissing)]
pub struct Missing {
    pub code: MissingCode,
    /// In plain words: `发票缺：验收单 YS20261127-0001 没有登记发票号码。`
    pub text: String,
}

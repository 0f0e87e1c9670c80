//! What came of the approved requests of the demo school: suppliers, quotes, orders of two people, and what others accepted. One is in the
//! accounts, one waits for its voucher, one waits for
//! quotes, one could not wait for its approvals. Of one that waits prices were asked for, so that the principal sees them before he signs.

use files::permissions::UploadFiles;
use kernel::{IfMatch, Money, Problem, Quantity, Result};
use procurement::{
    order::{OrderBody, OrderId, OrderLineBody, service::Orders},
    quote::{Channel, QuoteBody, QuoteLineBody, QuoteSheets, SettleBody, SheetId},
    receipt::{Destination, PostBody, PostingMode, ReceiptBody, ReceiptId, ReceiptLineBody, service::Receipts},
    request::RequestId,
    supplier::{LicenceBody, LicenceKind, SupplierBody, SupplierId, Suppliers},
};
use stores::OnHand;
use uuid::Uuid;

use super::{
    names::{BOOKKEEPER, CARPENTER, CUSTODIAN, DIRECTOR, PLUMBER, VICE_PRINCIPAL},
    stage::Stage,
    stock::{PAPER, Shelves, remembered},
};

/// Name, who to ask for, telephone, what it sells. Numbers of the exchange 0000 belong to nobody.
const SHOPS: [(&str, &str, &str, &str); 5] = [
    ("新华文具批发部", "钱经理", "0571-00001801", "纸张、文具、硒鼓"),
    ("城南办公用品店", "孙老板", "0571-00001802", "办公用品、耗材"),
    ("得力商贸（文教路店）", "李店长", "0571-00001803", "办公用品"),
    ("永兴布艺", "金师傅", "0571-00001804", "窗帘、轨道，上门量装"),
    ("恒冷制冷", "周师傅", "0571-00001805", "冷库、空调，上门安装"),
];

/// Which of the stories of `purchases` these are.
pub(super) const CURTAINS: usize = 0;
pub(super) const PAPER_AND_TONER: usize = 1;
pub(super) const VESTS: usize = 2;
pub(super) const EASELS: usize = 7;
pub(super) const COMPRESSOR: usize = 10;

pub(super) struct Supplies {
    shops: Vec<SupplierId>,
    quotes: QuoteSheets,
    orders: Orders,
    receipts: Receipts,
    curtains: Option<OrderId>,
    paper: Option<OrderId>,
    accepted: Option<ReceiptId>,
}

impl Supplies {
    /// The suppliers as the director wrote them down, with their licences.
    pub(super) async fn open(stage: &Stage<'_>) -> Result<Self> {
        let db = &stage.identity.db;
        let suppliers = Suppliers::new(db.clone(), stage.files.clone());
        let mut shops = Vec::new();
        for (number, (name, contact, phone, sells)) in (1_i32..).zip(SHOPS) {
            let body = SupplierBody {
                name: name.into(),
                contact: Some(contact.into()),
                phone: Some(phone.into()),
                address: None,
                sells: Some(sells.into()),
                price_list: None,
            };
            let added = suppliers.add(&stage.grant(DIRECTOR).await?, body).await?;
            let id = added.body.map(|view| view.row.id).ok_or_else(Problem::not_found)?;
            let licence = LicenceBody {
                kind: LicenceKind::BusinessLicence,
                number: format!("91330100DEMO{number:06}"),
                issued_on: None,
                expires_on: Some(stage.days.date(-60 * number)),
                upload_id: None,
            };
            suppliers.add_licence(&stage.grant(DIRECTOR).await?, id, licence).await?;
            shops.push(id);
            stage.breathe();
        }
        let (quotes, orders) = (QuoteSheets::new(db.clone(), stage.files.clone()), Orders::new(db.clone()));
        let receipts = Receipts::new(db.clone(), stage.files.clone());
        Ok(Self { shops, quotes, orders, receipts, curtains: None, paper: None, accepted: None })
    }

    /// What is done about the approved requests on this morning.
    pub(super) async fn morning(&mut self, stage: &Stage<'_>, shelves: &Shelves, written: &[Option<RequestId>], day: i32) -> Result<()> {
        let request = |index: usize| written.get(index).copied().flatten().ok_or_else(Problem::not_found);
        stage.breathe();
        match day {
            14 => {
                let lines = [(4000, 18_200), (4000, 4500)];
                let buyers = (CUSTODIAN, CARPENTER);
                self.curtains = Some(self.buy(stage, request(CURTAINS)?, buyers, self.shop(3)?, &lines).await?);
            }
            11 => {
                let request = request(PAPER_AND_TONER)?;
                let said =
                    [(0, Channel::Phone, [15_400, 13_200]), (1, Channel::Shop, [15_800, 12_800]), (2, Channel::Phone, [16_200, 13_500])];
                let sheet = self.compare(stage, request, day, said).await?;
                self.settle(stage, sheet, self.shop(0)?).await?;
                let lines = [(20_000, 15_400), (6000, 13_200)];
                self.paper = Some(self.buy(stage, request, (DIRECTOR, PLUMBER), self.shop(0)?, &lines).await?);
            }
            9 => self.accepted = Some(self.curtains_hang(stage, day).await?),
            8 => self.paper_comes(stage, shelves, day).await?,
            7 => {
                let sheet = self.open_sheet(stage, request(VESTS)?).await?;
                self.quote(stage, sheet, self.shop(1)?, (day, Channel::Phone), &[2500, 2800]).await?;
            }
            6 => self.post(stage, day).await?,
            // Ordered while its approvals are still to come.
            2 => {
                let buyers = (CUSTODIAN, CARPENTER);
                self.buy(stage, request(COMPRESSOR)?, buyers, self.shop(4)?, &[(1000, 280_000)]).await.map(drop)?;
            }
            // The principal has still to sign.
            1 => {
                let said = [(0, Channel::Phone, [6600, 3100]), (1, Channel::Shop, [6900, 3000]), (2, Channel::Phone, [6500, 3300])];
                self.compare(stage, request(EASELS)?, day, said).await?;
            }
            _ => return Ok(()),
        }
        stage.tell().await
    }

    /// Three shops are asked for the two things of a request.
    async fn compare(&self, stage: &Stage<'_>, request: RequestId, day: i32, said: [(usize, Channel, [i64; 2]); 3]) -> Result<SheetId> {
        let sheet = self.open_sheet(stage, request).await?;
        for (shop, channel, prices) in said {
            self.quote(stage, sheet, self.shop(shop)?, (day, channel), &prices).await?;
        }
        Ok(sheet)
    }

    fn shop(&self, index: usize) -> Result<SupplierId> {
        self.shops.get(index).copied().ok_or_else(Problem::not_found)
    }

    async fn open_sheet(&self, stage: &Stage<'_>, request: RequestId) -> Result<SheetId> {
        let sheet = self.quotes.open(&stage.grant(DIRECTOR).await?, request).await?;
        sheet.body.map(|view| view.id).ok_or_else(Problem::not_found)
    }

    async fn quote(
        &self,
        stage: &Stage<'_>,
        sheet: SheetId,
        shop: SupplierId,
        (day, channel): (i32, Channel),
        prices: &[i64],
    ) -> Result<()> {
        stage.breathe();
        let seen = self.quotes.get(&stage.grant(DIRECTOR).await?, sheet).await?;
        let line = |(position, fen): (u32, &i64)| QuoteLineBody { position, unit_price: Money::stored(*fen) };
        let body = QuoteBody {
            supplier_id: shop,
            channel,
            quoted_on: stage.days.date(day),
            asked_by_id: None,
            upload_id: None,
            note: None,
            lines: (0..).zip(prices).map(line).collect(),
        };
        self.quotes.record(&stage.grant(DIRECTOR).await?, sheet, IfMatch(seen.version.unwrap_or_default()), body).await.map(drop)
    }

    /// By the vice-principal: the director asked for it himself.
    async fn settle(&self, stage: &Stage<'_>, sheet: SheetId, shop: SupplierId) -> Result<()> {
        stage.breathe();
        let seen = self.quotes.get(&stage.grant(VICE_PRINCIPAL).await?, sheet).await?;
        let body = SettleBody { supplier_id: shop, not_lowest: None, single_source: None };
        let version = IfMatch(seen.version.unwrap_or_default());
        self.quotes.settle(&stage.grant(VICE_PRINCIPAL).await?, sheet, version, body).await.map(drop)
    }

    /// An order that both confirmed: quantities in thousandths, prices in fen.
    async fn buy(
        &self,
        stage: &Stage<'_>,
        request_id: RequestId,
        (by, other): (&str, &str),
        supplier_id: SupplierId,
        lines: &[(i64, i64)],
    ) -> Result<OrderId> {
        stage.breathe();
        let line = |(position, (quantity, fen)): (u32, &(i64, i64))| OrderLineBody {
            position,
            quantity: Quantity::stored(*quantity),
            unit_price: Money::stored(*fen),
            food: false,
        };
        let body = OrderBody {
            request_id,
            supplier_id,
            other_buyer_id: Some(stage.person(other)?),
            expected_on: None,
            note: None,
            lines: (0..).zip(lines).map(line).collect(),
            exception: None,
        };
        let made = self.orders.make(&remembered(stage, by, &format!("order {request_id}")).await?, body).await?;
        let (id, version) = (made.body.map(|view| view.row.id).ok_or_else(Problem::not_found)?, made.version.unwrap_or_default());
        stage.breathe();
        let grant = remembered(stage, other, &format!("confirm {request_id}")).await?;
        self.orders.confirm(&grant, id, IfMatch(version)).await?;
        Ok(id)
    }

    /// Accepted by the class teacher who asked for them and a colleague: a card of her classroom; the rails are screwed to its wall.
    async fn curtains_hang(&self, stage: &Stage<'_>, day: i32) -> Result<ReceiptId> {
        let curtains = Destination::Cards {
            category_code: "A05030505".into(),
            location_id: Some(stage.place("致远楼302")?.id),
            department: Some("三年级组".into()),
            custodian_id: Some(stage.person("T015")?),
            single: false,
            serial_numbers: Vec::new(),
        };
        let lines = vec![line(0, 4000, curtains), line(1, 4000, Destination::Used)];
        let paper = include_bytes!("invoices/curtains.pdf").to_vec();
        let paper = stage.files.take_in(stage.grant::<UploadFiles>("T015").await?, "窗帘发票.pdf", paper).await?;
        let invoice = Some(("26332000000000123456".to_owned(), paper));
        self.accept(stage, self.curtains, ("T015", "T014", "T015"), (day, invoice), lines).await
    }

    /// Twenty boxes are a hundred packs on the shelf; the toner goes to the printers. The director asked for it, and buys: the custodian is
    /// of his department.
    async fn paper_comes(&self, stage: &Stage<'_>, shelves: &Shelves, day: i32) -> Result<()> {
        let paper = Destination::Stock {
            store_id: shelves.store,
            item_id: shelves.items.get(PAPER).copied().ok_or_else(Problem::not_found)?,
            quantity: Some(Quantity::stored(100_000)),
            bin: Some("2 号架 1 层".into()),
            expires_on: None,
        };
        let lines = vec![line(0, 20_000, paper), line(1, 6000, Destination::Used)];
        self.accept(stage, self.paper, (CUSTODIAN, "T027", CUSTODIAN), (day, None), lines).await.map(drop)
    }

    async fn accept(
        &self,
        stage: &Stage<'_>,
        order: Option<OrderId>,
        (by, other, using_side): (&str, &str, &str),
        (day, invoice): (i32, Option<(String, Uuid)>),
        lines: Vec<ReceiptLineBody>,
    ) -> Result<ReceiptId> {
        let (invoice_nos, invoice_upload_ids) = invoice.into_iter().unzip();
        let body = ReceiptBody {
            order_id: order.ok_or_else(Problem::not_found)?,
            delivered_on: stage.days.date(day),
            note: None,
            supplier_signer: None,
            acceptor_ids: vec![stage.person(other)?],
            using_side_id: Some(stage.person(using_side)?),
            invoice_nos,
            invoice_upload_ids,
            lines,
            exception: None,
        };
        let made = self.receipts.make(&remembered(stage, by, &format!("receipt {day}")).await?, body).await?;
        let (id, version) = (made.body.map(|view| view.row.id).ok_or_else(Problem::not_found)?, made.version.unwrap_or_default());
        stage.breathe();
        let grant = remembered(stage, other, &format!("sign {day}")).await?;
        self.receipts.sign(&grant, id, IfMatch(version)).await?;
        Ok(id)
    }

    async fn post(&self, stage: &Stage<'_>, day: i32) -> Result<()> {
        let id = self.accepted.ok_or_else(Problem::not_found)?;
        let seen = self.receipts.get(&stage.grant(BOOKKEEPER).await?, id).await?;
        let body = PostBody {
            mode: PostingMode::Centre,
            voucher_no: "集-11-0187".into(),
            posted_on: stage.days.date(day),
            submitted_on: Some(stage.days.date(day + 1)),
            invoice_nos: Vec::new(),
            invoice_upload_ids: Vec::new(),
        };
        let grant = remembered(stage, BOOKKEEPER, &format!("post {id}")).await?;
        self.receipts.post(&grant, id, IfMatch(seen.version.unwrap_or_default()), body).await.map(drop)
    }
}

/// Everything that came was good.
fn line(position: u32, quantity: i64, destination: Destination) -> ReceiptLineBody {
    ReceiptLineBody {
        position,
        delivered: Quantity::stored(quantity),
        accepted: OnHand::stored(quantity),
        refusal_reason: None,
        refusal_upload_ids: Vec::new(),
        destination,
        food: None,
        refused_goods: None,
    }
}

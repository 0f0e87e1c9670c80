//! Food of the demo school's canteen, from its order to the kitchen: two fixed suppliers, deliveries that two accept, one that is sent back, and
//! what is handed out for each day's meal. Whatever is handed out came by a receipt.

mod buying;
mod goods;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use files::permissions::UploadFiles;
use kernel::{IfMatch, Problem, Quantity, Result};
use procurement::{
    order::{OrderId, service::Orders},
    receipt::{Destination, FoodDetails, PostBody, PostingMode, ReceiptBody, ReceiptId, ReceiptLineBody, RefusedGoods, service::Receipts},
    supplier::SupplierId,
};
use stores::{
    OnHand,
    item::{dto::ItemBody, service::StockItems},
    stock::{
        Confirmation,
        dto::{IssueBody, IssueLineBody},
        service::Stock,
    },
    store::{dto::StoreBody, service::Stores},
};
use uuid::Uuid;

use super::{
    canteen::{PORK, YOGURT, menu_of},
    depreciation,
    life::{self, Planned, planned},
    names::{BOOKKEEPER, CANTEEN_KEEPER, CANTEEN_MANAGER, CHEF, CUSTODIAN, DIRECTOR},
    stage::Stage,
    stock::remembered,
    terms::{Lived, TwoTerms},
};
use goods::{Delivery, GOODS, Good, Shop, deliveries, needed, of};

/// School days ago on which pork came too warm.
const TOO_WARM: i32 = 12;

/// Days after today on which the last yogurt runs out.
const RUNS_OUT_IN: u64 = 2;

/// What became of an order, a delivery or a meal.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    /// For a term.
    Order,
    /// What was ordered for the term before does not come any more.
    Close,
    Deliver(Delivery),
    SendBack,
    Issue(Lived),
    /// What was accepted goes into the accounts.
    Post,
}

/// What is ordered, delivered, handed out and entered when.
pub(super) fn plan(stage: &Stage<'_>, terms: &TwoTerms) -> Vec<Planned> {
    let food = |on, at, act| planned(on, at, life::Act::Food(act));
    let mut acts = vec![food(terms.ready(), 1530, Act::Order), food(terms.second, 1510, Act::Close), food(terms.second, 1530, Act::Order)];
    for delivery in deliveries(&terms.lived) {
        if let Some(day) = terms.lived.get(delivery.from) {
            acts.push(food(day.on, 710, Act::Deliver(delivery)));
        }
    }
    for day in &terms.lived {
        if day.ago == Some(TOO_WARM) {
            acts.push(food(day.on, 705, Act::SendBack));
        }
        acts.push(food(day.on, 735, Act::Issue(*day)));
    }
    acts.extend(depreciation::closings(stage, terms).into_iter().map(|(_, on)| food(on, 930, Act::Post)));
    acts
}

pub(super) struct Larder {
    lived: Vec<Lived>,
    store: Uuid,
    items: BTreeMap<&'static str, Uuid>,
    suppliers: [SupplierId; 2],
    /// Of the term: one of each supplier, in their order.
    ordered: Vec<OrderId>,
    orders: Orders,
    receipts: Receipts,
    stock: Stock,
    /// Accepted and in no accounts yet.
    unposted: Vec<ReceiptId>,
    vouchers: u32,
}

impl Larder {
    /// The canteen's store with its keeper, what it holds, and who delivers.
    pub(super) async fn open(stage: &Stage<'_>, terms: &TwoTerms) -> Result<Self> {
        let db = &stage.identity.db;
        let body = StoreBody {
            name: "食堂库房".into(),
            parent_id: None,
            place_id: Some(stage.place("综合楼食堂后厨")?.id),
            keeper_ids: vec![stage.person(CANTEEN_KEEPER)?],
            retired: false,
        };
        let made = Stores::new(db.clone()).add(&stage.grant(DIRECTOR).await?, body).await?;
        let store = made.body.map(|view| view.id).ok_or_else(Problem::not_found)?;
        let mut items = BTreeMap::new();
        for good in &GOODS {
            stage.breathe();
            items.insert(good.name, item(stage, good).await?);
        }
        let [dry, fresh] = Shop::BOTH;
        let suppliers = [buying::supplier(stage, dry, terms.ready()).await?, buying::supplier(stage, fresh, terms.ready()).await?];
        let (orders, receipts) = (Orders::new(db.clone()), Receipts::new(db.clone(), stage.files.clone()));
        let (lived, stock) = (terms.lived.clone(), Stock::new(db.clone()));
        Ok(Self { lived, store, items, suppliers, ordered: Vec::new(), orders, receipts, stock, unposted: Vec::new(), vouchers: 0 })
    }

    pub(super) async fn live(&mut self, stage: &Stage<'_>, on: NaiveDate, act: Act) -> Result<()> {
        match act {
            Act::Order => {
                for (shop, supplier) in Shop::BOTH.into_iter().zip(self.suppliers) {
                    self.ordered.push(Box::pin(buying::order(stage, shop, supplier, on)).await?);
                }
                Ok(())
            }
            Act::Close => self.close(stage).await,
            Act::Deliver(delivery) => self.deliver(stage, on, delivery).await,
            Act::SendBack => self.send_back(stage, on).await,
            Act::Issue(day) => self.issue(stage, day).await,
            Act::Post => self.post(stage, on).await,
        }
    }

    async fn close(&mut self, stage: &Stage<'_>) -> Result<()> {
        for id in std::mem::take(&mut self.ordered) {
            stage.breathe();
            let seen = self.orders.get(&stage.grant(CUSTODIAN).await?, id).await?;
            let version = IfMatch(seen.version.unwrap_or_default());
            self.orders.close(&stage.grant(CUSTODIAN).await?, id, version, "学期结束，余下的不再送").await?;
        }
        Ok(())
    }

    fn item(&self, name: &str) -> Result<Uuid> {
        self.items.get(name).copied().ok_or_else(|| Problem::internal(format!("the demo's larder knows no {name}")))
    }

    /// Each supplier brings what it sells of it.
    async fn deliver(&mut self, stage: &Stage<'_>, on: NaiveDate, delivery: Delivery) -> Result<()> {
        let needed = needed(&self.lived, delivery);
        for shop in Shop::BOTH {
            let mut lines = Vec::new();
            for (position, good) in of(shop) {
                let Some(units) = needed.get(good.name) else { continue };
                let mut papers = good.papers(on);
                if delivery.last && good.name == YOGURT {
                    let last = stage.days.date(0).checked_add_days(Days::new(RUNS_OUT_IN));
                    papers = FoodDetails { expires_on: last, shelf_life_days: None, ..papers };
                }
                lines.push(self.line(position, good, *units, papers)?);
            }
            if !lines.is_empty() {
                let id = self.accept(stage, shop, on, &format!("{shop:?}"), lines).await?;
                self.unposted.push(id);
            }
        }
        Ok(())
    }

    fn line(&self, position: u32, good: &Good, units: i64, papers: FoodDetails) -> Result<ReceiptLineBody> {
        let destination = Destination::Stock {
            store_id: self.store,
            item_id: self.item(good.name)?,
            quantity: None,
            bin: Some(good.bin().into()),
            expires_on: None,
        };
        Ok(ReceiptLineBody {
            position,
            delivered: Quantity::stored(units * 1000),
            accepted: OnHand::stored(units * 1000),
            refusal_reason: None,
            refusal_upload_ids: Vec::new(),
            destination,
            food: Some(papers),
            refused_goods: None,
        })
    }

    /// By the keeper of the store and by the canteen's manager, who asked for it.
    async fn accept(&self, stage: &Stage<'_>, shop: Shop, on: NaiveDate, act: &str, lines: Vec<ReceiptLineBody>) -> Result<ReceiptId> {
        let at = if shop == Shop::Dry { self.ordered.first() } else { self.ordered.get(1) };
        let body = ReceiptBody {
            order_id: at.copied().ok_or_else(Problem::not_found)?,
            delivered_on: on,
            note: None,
            supplier_signer: Some(shop.signer().into()),
            acceptor_ids: vec![stage.person(CANTEEN_MANAGER)?],
            using_side_id: Some(stage.person(CANTEEN_MANAGER)?),
            exception: None,
            invoice_nos: Vec::new(),
            invoice_upload_ids: Vec::new(),
            lines,
        };
        stage.breathe();
        let made = self.receipts.make(&remembered(stage, CANTEEN_KEEPER, &format!("food {on} {act}")).await?, body).await?;
        let (id, version) = (made.body.map(|view| view.row.id).ok_or_else(Problem::not_found)?, made.version.unwrap_or_default());
        stage.breathe();
        let grant = remembered(stage, CANTEEN_MANAGER, &format!("food {on} {act} signed")).await?;
        self.receipts.sign(&grant, id, IfMatch(version)).await?;
        Ok(id)
    }

    /// Pork that came too warm goes back with the lorry.
    async fn send_back(&self, stage: &Stage<'_>, on: NaiveDate) -> Result<()> {
        let (position, good) = of(Shop::Fresh).find(|(_, good)| good.name == PORK).ok_or_else(Problem::not_found)?;
        let photo = include_bytes!("../photos/warm-pork.png").to_vec();
        let photo = stage.files.take_in(stage.grant::<UploadFiles>(CANTEEN_KEEPER).await?, "猪肉测温.png", photo).await?;
        let line = ReceiptLineBody {
            accepted: OnHand::NOTHING,
            refusal_reason: Some("到货中心温度 11 ℃，要求 4 ℃以下".into()),
            refusal_upload_ids: vec![photo],
            refused_goods: Some(RefusedGoods::Returned),
            ..self.line(position, good, 40, FoodDetails { temperature_c: Some(11), ..good.papers(on) })?
        };
        self.accept(stage, Shop::Fresh, on, "sent back", vec![line]).await.map(drop)
    }

    /// To the kitchen, for the meal of the day.
    async fn issue(&self, stage: &Stage<'_>, day: Lived) -> Result<()> {
        let line = |(name, units): &(&str, i64)| {
            let (item_id, quantity) = (self.item(name)?, Quantity::stored(units * 1000));
            Ok::<_, Problem>(IssueLineBody { item_id, quantity, old_pieces: None, lot_id: None, note: None })
        };
        let body = IssueBody {
            store_id: self.store,
            receiver_id: Some(stage.person(CHEF)?),
            class_id: None,
            purpose: "午餐".into(),
            repair_case_id: None,
            confirmation: Confirmation::OnDevice,
            happened_on: None,
            lines: menu_of(day).takes.iter().map(line).collect::<Result<_>>()?,
        };
        self.stock.issue(&remembered(stage, CANTEEN_KEEPER, &format!("kitchen {}", day.on)).await?, body).await.map(drop)
    }

    /// What came in the month that is over.
    async fn post(&mut self, stage: &Stage<'_>, on: NaiveDate) -> Result<()> {
        for id in std::mem::take(&mut self.unposted) {
            stage.breathe();
            self.vouchers += 1;
            let seen = self.receipts.get(&stage.grant(BOOKKEEPER).await?, id).await?;
            let body = PostBody {
                mode: PostingMode::Centre,
                voucher_no: format!("集-{}-{:04}", on.format("%m"), 300 + self.vouchers),
                posted_on: on,
                submitted_on: Some(on),
                invoice_nos: Vec::new(),
                invoice_upload_ids: Vec::new(),
            };
            let grant = remembered(stage, BOOKKEEPER, &format!("post {id}")).await?;
            self.receipts.post(&grant, id, IfMatch(seen.version.unwrap_or_default()), body).await?;
        }
        Ok(())
    }
}

/// A kind of food in the catalogue.
async fn item(stage: &Stage<'_>, good: &Good) -> Result<Uuid> {
    let body = ItemBody {
        name: good.name.into(),
        spec: Some(good.spec.into()),
        unit: good.unit.into(),
        category: "食材".into(),
        controlled_above: None,
        old_for_new: false,
        minimum: None,
        sheets_per_unit: None,
        food: Some(good.food),
        retired: false,
    };
    let added = StockItems::new(stage.identity.db.clone()).add(&stage.grant(CUSTODIAN).await?, body).await?;
    added.body.map(|view| view.row.choice.item.id).ok_or_else(Problem::not_found)
}

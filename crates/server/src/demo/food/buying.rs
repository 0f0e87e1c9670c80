//! How the canteen buys for a term: it asks, three people and the meeting approve, the price list of a fixed supplier is taken, and two others
//! order.

use approvals::{
    Subjects,
    approval::{
        Outcome,
        dto::MeetingBody,
        service::{Approvals, Verdict},
    },
};
use chrono::{Days, NaiveDate, TimeDelta};
use kernel::{IfMatch, Money, Problem, Quantity, Result};
use procurement::{
    order::{OrderBody, OrderId, OrderLineBody, service::Orders},
    quote::{Channel, QuoteBody, QuoteLineBody, QuoteSheets, SettleBody},
    request::{
        Fund, RequestId,
        dto::{LineBody, RequestBody, SubmitBody},
        service::Requests,
    },
    supplier::{LicenceBody, LicenceKind, PriceListBody, SupplierBody, SupplierId, Suppliers},
};

use super::goods::{Shop, of};
use crate::demo::{
    names::{CANTEEN_MANAGER, CARPENTER, CUSTODIAN, DIRECTOR, PRINCIPAL, VICE_PRINCIPAL},
    stage::Stage,
    stock::remembered,
};

/// Days after today on which the licence of the supplier of fresh food runs out, and that of the other one.
const RUNS_OUT_IN: u64 = 25;
const HOLDS_FOR: u64 = 400;

/// Days before the first order on which both were issued.
const ISSUED_BEFORE: u64 = 700;

impl Shop {
    /// Name, who to ask for, telephone, what it sells.
    const fn written(self) -> [&'static str; 4] {
        match self {
            Self::Dry => ["示例市粮油配送有限公司", "何经理", "0571-00001806", "米、面、油"],
            Self::Fresh => ["绿源食材配送中心", "唐师傅", "0571-00001807", "肉、蛋、菜、豆制品、奶"],
        }
    }

    /// Who hands over what it delivers.
    pub(super) const fn signer(self) -> &'static str {
        match self {
            Self::Dry => "何小军",
            Self::Fresh => "唐志勇",
        }
    }

    const fn purpose(self) -> &'static str {
        match self {
            Self::Dry => "学生食堂本学期米、油，定点供货按量送",
            Self::Fresh => "学生食堂本学期肉、蛋、菜、奶，定点供货按量送",
        }
    }
}

/// A fixed supplier with its price list, and its licences.
pub(super) async fn supplier(stage: &Stage<'_>, shop: Shop, on: NaiveDate) -> Result<SupplierId> {
    let suppliers = Suppliers::new(stage.identity.db.clone(), stage.files.clone());
    let [name, contact, phone, sells] = shop.written();
    let body = SupplierBody {
        name: name.into(),
        contact: Some(contact.into()),
        phone: Some(phone.into()),
        address: None,
        sells: Some(sells.into()),
        price_list: Some(PriceListBody { valid_from: on, valid_until: None }),
    };
    let added = suppliers.add(&stage.grant(DIRECTOR).await?, body).await?;
    let id = added.body.map(|view| view.row.id).ok_or_else(Problem::not_found)?;
    let days = if shop == Shop::Fresh { RUNS_OUT_IN } else { HOLDS_FOR };
    let until = stage.days.date(0).checked_add_days(Days::new(days));
    for (kind, number, expires_on) in
        [(LicenceKind::BusinessLicence, "91330100DEMO", None), (LicenceKind::FoodBusinessLicence, "JY13301DEMO", until)]
    {
        stage.breathe();
        let number = format!("{number}{}", phone.chars().rev().take(4).collect::<String>());
        let issued_on = expires_on.and_then(|_| on.checked_sub_days(Days::new(ISSUED_BEFORE)));
        let licence = LicenceBody { kind, number, issued_on, expires_on, upload_id: None };
        let added = suppliers.add_licence(&stage.grant(DIRECTOR).await?, id, licence).await?;
        stage.breathe();
        for waiting in added.body.into_iter().flat_map(|view| view.all_licences).filter(|licence| licence.waits) {
            suppliers.verify_licence(&stage.grant(VICE_PRINCIPAL).await?, waiting.id).await?;
        }
    }
    Ok(id)
}

/// What the term takes is asked for, approved and ordered.
pub(super) async fn order(stage: &Stage<'_>, shop: Shop, supplier_id: SupplierId, on: NaiveDate) -> Result<OrderId> {
    let request = approved(stage, shop, on).await?;
    priced(stage, shop, request, supplier_id, on).await?;
    pause(stage);
    let orders = Orders::new(stage.identity.db.clone());
    let line = |(position, good): (u32, &super::goods::Good)| OrderLineBody {
        position,
        quantity: Quantity::stored(good.ordered * 1000),
        unit_price: Money::stored(good.price),
        food: true,
    };
    let body = OrderBody {
        request_id: request,
        supplier_id,
        other_buyer_id: Some(stage.person(CARPENTER)?),
        exception: None,
        expected_on: None,
        note: Some("按食堂通知的数量分次送货".into()),
        lines: of(shop).map(line).collect(),
    };
    let made = orders.make(&remembered(stage, CUSTODIAN, &format!("order {request}")).await?, body).await?;
    let (id, version) = (made.body.map(|view| view.row.id).ok_or_else(Problem::not_found)?, made.version.unwrap_or_default());
    stage.breathe();
    let grant = remembered(stage, CARPENTER, &format!("confirm {request}")).await?;
    orders.confirm(&grant, id, IfMatch(version)).await?;
    Ok(id)
}

/// Asked for by the canteen's manager; so much comes before the office meeting.
async fn approved(stage: &Stage<'_>, shop: Shop, on: NaiveDate) -> Result<RequestId> {
    let requests = Requests::new(stage.identity.db.clone());
    let line = |(_, good): (u32, &super::goods::Good)| LineBody {
        name: good.name.into(),
        spec: Some(good.spec.into()),
        unit: good.unit.into(),
        quantity: Quantity::stored(good.ordered * 1000),
        unit_price: Money::stored(good.price),
    };
    let body = RequestBody {
        purpose: shop.purpose().into(),
        fund: Fund::Canteen,
        needed_by: Some(on),
        lines: of(shop).map(line).collect(),
        reuse: Some("每天都要用，库里的不够一周".into()),
    };
    let draft = requests.draft(&stage.grant(CANTEEN_MANAGER).await?, body).await?;
    let (id, version) = (draft.body.map(|view| view.row.id).ok_or_else(Problem::not_found)?, draft.version.unwrap_or_default());
    stage.breathe();
    let asked = requests.submit(&stage.grant(CANTEEN_MANAGER).await?, id, IfMatch(version), SubmitBody { emergency: None }).await?;
    let approval = asked.body.and_then(|view| view.approval_id).ok_or_else(Problem::not_found)?;
    let approvals = Approvals::new(stage.identity.db.clone(), stage.files.clone(), Subjects::new(crate::api::subjects()));
    let mut version = approvals.get(&stage.grant(DIRECTOR).await?, approval).await?.version;
    for (by, meeting) in [(DIRECTOR, None), (VICE_PRINCIPAL, None), (PRINCIPAL, None), (PRINCIPAL, Some(minutes(on)))] {
        pause(stage);
        let verdict = Verdict { outcome: Outcome::Approved, comment: None, meeting };
        version = approvals.decide(&stage.grant(by).await?, approval, IfMatch(version.unwrap_or_default()), verdict).await?.version;
    }
    Ok(id)
}

fn minutes(held_on: NaiveDate) -> MeetingBody {
    MeetingBody {
        held_on,
        present: 7,
        votes_for: 7,
        votes_against: 0,
        votes_abstained: 0,
        minutes: Some("校务会：同意食堂本学期大宗食材定点采购，据实结算".into()),
        upload_ids: Vec::new(),
    }
}

/// The price list of a fixed supplier needs no quotes of others.
async fn priced(stage: &Stage<'_>, shop: Shop, request: RequestId, supplier_id: SupplierId, on: NaiveDate) -> Result<()> {
    let quotes = QuoteSheets::new(stage.identity.db.clone(), stage.files.clone());
    pause(stage);
    let sheet = quotes.open(&stage.grant(DIRECTOR).await?, request).await?;
    let (id, version) = (sheet.body.map(|view| view.id).ok_or_else(Problem::not_found)?, sheet.version.unwrap_or_default());
    let line = |(position, good): (u32, &super::goods::Good)| QuoteLineBody { position, unit_price: Money::stored(good.price) };
    let body = QuoteBody {
        supplier_id,
        channel: Channel::PriceList,
        quoted_on: on,
        asked_by_id: None,
        upload_id: None,
        note: None,
        lines: of(shop).map(line).collect(),
    };
    stage.breathe();
    let heard = quotes.record(&stage.grant(DIRECTOR).await?, id, IfMatch(version), body).await?;
    pause(stage);
    let body = SettleBody { supplier_id, not_lowest: None, single_source: None };
    quotes.settle(&stage.grant(VICE_PRINCIPAL).await?, id, IfMatch(heard.version.unwrap_or_default()), body).await.map(drop)
}

/// The few minutes until somebody else takes it up.
fn pause(stage: &Stage<'_>) {
    stage.clock.advance(TimeDelta::minutes(4));
}

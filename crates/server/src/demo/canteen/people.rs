//! The canteen itself, who works in it, and their health certificates: entered by its manager, verified by food safety.

use std::collections::BTreeMap;

use ::canteen::{
    Meal,
    certificate::{dto::CertificateBody, phase::Command, service::Certificates},
    site::{
        dto::{CanteenBody, Mode},
        service::Canteens,
    },
    staff::{dto::StaffBody, service::Staff},
};
use chrono::{Days, Months, NaiveDate};
use kernel::{IfMatch, Problem, Result};
use uuid::Uuid;

use crate::demo::{
    names::{CANTEEN_KEEPER, CANTEEN_MANAGER, CHEF, DIRECTOR, FOOD_SAFETY_OFFICER, VICE_PRINCIPAL},
    stage::Stage,
    terms::TwoTerms,
};

pub(super) const COOK: &str = "冯桂兰";
pub(super) const CUTTER: &str = "陶永福";
/// His certificate runs out soon.
const BAKER: &str = "温小琴";
pub(super) const WASHER: &str = "龚玉梅";

/// The school's own people by their number, others by their name, and their posts.
const WHO: [(&str, &str); 6] =
    [(CHEF, "厨师长"), (CANTEEN_KEEPER, "食堂保管员"), (COOK, "厨师"), (CUTTER, "切配"), (BAKER, "面点师"), (WASHER, "洗消工")];

/// Days after today on which the baker's certificate runs out.
const RUNS_OUT_IN: u64 = 20;

/// How long before they are entered certificates were issued.
const ISSUED_BEFORE: u64 = 5;

/// The canteen. In the first term a contractor runs it.
pub(super) async fn found(stage: &Stage<'_>) -> Result<Uuid> {
    let body = canteen(stage, Mode::Contracted)?;
    let made = Canteens::new(stage.identity.db.clone()).add(&stage.grant(CANTEEN_MANAGER).await?, body).await?;
    made.body.map(|view| view.id).ok_or_else(Problem::not_found)
}

/// From now on the school runs it itself.
pub(super) async fn take_back(stage: &Stage<'_>, id: Uuid) -> Result<()> {
    let canteens = Canteens::new(stage.identity.db.clone());
    let all = canteens.list(&stage.grant(DIRECTOR).await?).await?.items;
    let seen = all.into_iter().find(|one| one.id == id).ok_or_else(Problem::not_found)?;
    canteens.revise(&stage.grant(DIRECTOR).await?, id, IfMatch(seen.version), canteen(stage, Mode::Own)?).await.map(drop)
}

fn canteen(stage: &Stage<'_>, mode: Mode) -> Result<CanteenBody> {
    Ok(CanteenBody {
        name: "学生食堂".into(),
        mode,
        place_id: Some(stage.place("综合楼食堂后厨")?.id),
        diners: 780,
        meals: vec![Meal::Lunch],
        manager_id: Some(stage.person(CANTEEN_MANAGER)?),
        officer_id: Some(stage.person(FOOD_SAFETY_OFFICER)?),
        director_id: Some(stage.person(VICE_PRINCIPAL)?),
        retired: false,
    })
}

/// Everybody who works there, with a certificate that holds for the first term and longer; the baker's until soon after today.
pub(super) async fn hire(stage: &Stage<'_>, canteen: Uuid, terms: &TwoTerms) -> Result<BTreeMap<&'static str, Uuid>> {
    let staff = Staff::new(stage.identity.db.clone());
    let mut hired = BTreeMap::new();
    for (number, (who, post)) in (1_i32..).zip(WHO) {
        stage.breathe();
        let person_id = stage.people.get(who).copied();
        let name = person_id.is_none().then(|| who.to_owned());
        let body = StaffBody { person_id, name, post: post.into(), active: true };
        let added = staff.add(&stage.grant(CANTEEN_MANAGER).await?, canteen, body).await?;
        let id = added.body.map(|view| view.id).ok_or_else(Problem::not_found)?;
        let issued = if who == BAKER { year_before(later(stage.days.date(0), RUNS_OUT_IN)) } else { earlier(terms.ready(), ISSUED_BEFORE) };
        certify(stage, id, format!("JK{}-{number:04}", issued.format("%Y")), issued).await?;
        hired.insert(who, id);
    }
    Ok(hired)
}

/// A new certificate for everybody but the baker, who will be reminded of hers.
pub(super) async fn renew(stage: &Stage<'_>, staff: &BTreeMap<&'static str, Uuid>, on: NaiveDate) -> Result<()> {
    let issued = earlier(on, ISSUED_BEFORE);
    for (number, (who, id)) in (101_i32..).zip(staff) {
        if *who != BAKER {
            certify(stage, *id, format!("JK{}-{number:04}", issued.format("%Y")), issued).await?;
        }
    }
    Ok(())
}

/// A certificate for a year.
async fn certify(stage: &Stage<'_>, staff: Uuid, number: String, issued_on: NaiveDate) -> Result<()> {
    let certificates = Certificates::new(stage.identity.db.clone());
    stage.breathe();
    let body = CertificateBody { number: number.clone(), issued_on, expires_on: year_after(issued_on) };
    let entered = certificates.enter(&stage.grant(CANTEEN_MANAGER).await?, staff, body).await?;
    let held = entered.body.and_then(|view| view.certificates).unwrap_or_default();
    let new = held.into_iter().find(|one| one.number == number).ok_or_else(Problem::not_found)?;
    stage.breathe();
    certificates.step(&stage.grant(FOOD_SAFETY_OFFICER).await?, new.id, IfMatch(new.version), Command::Verify).await.map(drop)
}

/// The last day of a year that begins on this one.
fn year_after(first: NaiveDate) -> NaiveDate {
    first.checked_add_months(Months::new(12)).and_then(|next| next.pred_opt()).unwrap_or(first)
}

/// The first day of a year that ends on this one.
fn year_before(last: NaiveDate) -> NaiveDate {
    last.succ_opt().and_then(|next| next.checked_sub_months(Months::new(12))).unwrap_or(last)
}

fn earlier(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

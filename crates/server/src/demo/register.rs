//! Registers the cards: furniture one by one, electronics in batches.

use chrono::NaiveDate;
use kernel::{Money, Problem, Quantity, Result, idempotency::IdempotencyKey};
use registers::{
    asset::{
        Assets,
        dto::{RegisterBatch, RegisterBody},
    },
    permissions::RegisterAsset,
};

use super::{
    cards::{CLASSROOM, ELSEWHERE, GRADE_OFFICE, Pieces, Things},
    names::CUSTODIAN,
    places::{CLASSROOMS, GRADE_OFFICES},
    stage::Stage,
};
use crate::api::ACTIONS;

const GRADES: [&str; 6] = ["一年级组", "二年级组", "三年级组", "四年级组", "五年级组", "六年级组"];

/// Where things are registered, who has them and when they were bought.
struct Here<'a> {
    place: &'a str,
    department: &'a str,
    bought: NaiveDate,
    pupils: i64,
}

/// Classrooms on the first afternoon, offices and everything else on the next morning.
pub(super) async fn fill(stage: &mut Stage<'_>, next: NaiveDate) -> Result<()> {
    for (index, place) in (0i32..).zip(CLASSROOMS) {
        let department = GRADES.iter().cycle().nth(usize::try_from(index / 3).unwrap_or_default()).copied().unwrap_or_default();
        let here = Here { place, department, bought: bought(2016 + index / 2, 8), pupils: 41 + i64::from(index * 7 % 6) };
        set(stage, &here, CLASSROOM).await?;
    }
    stage.time_is_on(next, 800);
    for (year, (place, department)) in (2018..).zip(GRADE_OFFICES.into_iter().zip(GRADES)) {
        set(stage, &Here { place, department, bought: bought(year, 9), pupils: 0 }, GRADE_OFFICE).await?;
    }
    for (index, (place, department, things)) in (0i32..).zip(ELSEWHERE.iter().copied()) {
        let here = Here { place, department, bought: bought(2015 + index * 5 % 11, 11), pupils: 0 };
        set(stage, &here, things).await?;
    }
    Ok(())
}

fn bought(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 20).unwrap_or_default()
}

/// All things of one place, and the few minutes it takes to walk to the next.
async fn set(stage: &mut Stage<'_>, here: &Here<'_>, things: &[Things]) -> Result<()> {
    for things in things {
        stage.breathe();
        let id = register(stage, here, things).await?;
        stage.cards.insert((here.place.to_owned(), things.name), id);
    }
    stage.clock.advance(chrono::TimeDelta::minutes(5));
    Ok(())
}

/// Answers the card, or the first of a batch.
async fn register(stage: &Stage<'_>, here: &Here<'_>, things: &Things) -> Result<uuid::Uuid> {
    let assets = Assets::new(stage.identity.db.clone(), ACTIONS);
    let grant = stage.grant::<RegisterAsset>(CUSTODIAN).await?;
    let (pieces, count) = match things.pieces {
        Pieces::Together(pieces) => (pieces, 1),
        Pieces::PerPupil => (here.pupils, 1),
        Pieces::Single(count) => (1, count),
    };
    let mut serials = serials(here, things, count);
    let mut card = body(stage, here, things, pieces)?;
    if count == 1 {
        card.serial_no = serials.pop();
        let reply = assets.register(&grant, card).await?;
        return reply.body.map(|view| view.row.id).ok_or_else(Problem::not_found);
    }
    let key = IdempotencyKey::detached("demo", &format!("{} {}", here.place, things.name));
    let batch = RegisterBatch { card, count, serial_numbers: serials };
    let reply = assets.register_batch(&grant.remembered_as(key), batch).await?;
    reply.body.and_then(|batch| batch.items.into_iter().next()).map(|card| card.id).ok_or_else(Problem::not_found)
}

fn body(stage: &Stage<'_>, here: &Here<'_>, things: &Things, pieces: i64) -> Result<RegisterBody> {
    let place = stage.place(here.place)?;
    let custodian = place.responsible.unwrap_or(CUSTODIAN);
    Ok(RegisterBody {
        name: things.name.into(),
        category_code: things.category.into(),
        quantity: Quantity::from_thousandths(pieces * 1000),
        unit_price: Money::from_fen(things.price * 100),
        spec_model: Some(things.model.into()),
        brand: things.brand.map(Into::into),
        location_id: Some(place.id),
        department: Some(here.department.into()),
        custodian_id: Some(stage.person(custodian)?),
        acquired_on: Some(here.bought),
        acquisition_method: Some("新购".into()),
        supplier: Some(if things.brand.is_some() { "示例市政采商贸有限公司" } else { "示例市育才校具厂" }.into()),
        ..RegisterBody::default()
    })
}

/// Serial numbers as they stand on type plates: year, a mark of the place, a running number. None for what has no brand.
fn serials(here: &Here<'_>, things: &Things, count: usize) -> Vec<String> {
    if things.brand.is_none() {
        return Vec::new();
    }
    let model: String = things.model.chars().filter(char::is_ascii_alphanumeric).take(6).collect();
    let mark = here.place.chars().chain(things.name.chars()).fold(7u32, |sum, c| (sum * 31 + u32::from(c)) % 9973);
    (1..=count).map(|n| format!("{model}{}{mark:04}{n:03}", here.bought.format("%y%m"))).collect()
}

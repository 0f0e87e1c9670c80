//! The demo school: a small school that has lived two terms, made through the same services as a real one, each act by the
//! person who would do it, at the time at which it would happen. No row is written past the services.

mod canteen;
mod cards;
mod cases;
mod classes;
mod days;
mod depreciation;
mod food;
mod inspections;
mod inventory;
mod life;
mod names;
mod office;
mod papers;
mod people;
mod petty;
mod places;
mod purchases;
mod register;
mod replay;
mod routes;
mod sign_ins;
mod stage;
mod stock;
mod supplies;
mod terms;

use campus::{Role, school_days};
use chrono::Datelike;
use files::Files;
use identity::Identity;
use kernel::{Clock, Problem, Result, Text};

use days::SchoolDays;
use life::Life;
use stage::Stage;
use terms::TwoTerms;

/// Builds the school; only on an empty database, which stays marked as a demo for good. The clock must be one that can be set;
/// it ends where it began. Answers who may sign in.
///
/// # Errors
/// 409 when there is a school already.
pub async fn build(identity: &Identity, files: &Files, clock: &Clock) -> Result<String> {
    let grant = kernel::Grant::<identity::permissions::SetUpSchool>::system("demo", None);
    if campus::school::exists(&identity.db.read(&grant)).await? {
        return Err(Problem::conflict(
            "not_empty",
            Text::fixed("数据库不是空的，演示学校只能建在空数据库里。", "The database is not empty; a demo school needs an empty one."),
        ));
    }
    let now = clock.now();
    let days = SchoolDays::until(now, school_days::zone("Asia/Shanghai"));
    let terms = TwoTerms::of(&days)?;
    let [first, ..] = terms.founding;
    clock.move_to(days.moment(first, 900));
    let mut stage = Stage::new(identity, files, clock, days);
    let (code, sealed) = Box::pin(live(&mut stage, &terms)).await?;
    clock.move_to(now);
    replay::accept_in_silence(&stage, 0).await?;
    let door = stage.place("致远楼101")?.sign.clone();
    Ok(sign_ins::list(&door, &code, &sealed))
}

/// Two terms: what goes on every day from the first week on, and the stories of the last five. Answers what opens a page
/// without an account: the latest follow-up code and the auditor's.
async fn live(stage: &mut Stage<'_>, terms: &TwoTerms) -> Result<(String, String)> {
    set_up(stage, terms).await?;
    let mut life = Life::begin(stage, terms).await?;
    life.live_until(stage, stage.days.date(24), 1010).await?;
    stage.time_is(24, 1010);
    classes::form(stage).await?;
    stage.tell().await?;
    let code = replay::run(stage, terms, &mut life).await?;
    // One grant waits for the second key, so that the principal has something to confirm.
    life.live_until(stage, stage.days.date(0), 1040).await?;
    stage.time_is(0, 1040);
    people::grant_role(stage, "T030", Role::HeadCustodian).await?;
    stage.tell().await?;
    let latest = stage.days.date(0);
    let end = if stage.days.is_open(latest) { 1130 } else { 2359 };
    life.live_until(stage, latest, end).await?;
    Ok((code, life.sealed().to_owned()))
}

/// The first three days.
async fn set_up(stage: &mut Stage<'_>, terms: &TwoTerms) -> Result<()> {
    let [first, second, ready] = terms.founding;
    people::found(stage).await?;
    stage.time_is_on(first, 940);
    people::hire(stage).await?;
    stage.time_is_on(first, 1430);
    people::confirm_all(stage).await?;
    stage.time_is_on(second, 800);
    places::build(stage).await?;
    stage.time_is_on(second, 1010);
    classes::enter_terms(stage, terms).await?;
    stage.time_is_on(second, 1100);
    routes::set(stage).await?;
    stage.time_is_on(second, 1330);
    register::fill(stage, ready).await?;
    stage.time_is_on(ready, 1400);
    inventory::keep(stage, ready).await?;
    papers::allot(stage, ready.year()).await?;
    stage.tell().await
}

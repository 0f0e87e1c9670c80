//! The demo school: a small school that has lived five weeks, made through the same services as a real one, each act by the
//! person who would do it, at the time at which it would happen. No row is written past the services.

mod cards;
mod cases;
mod classes;
mod days;
mod inventory;
mod names;
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

use campus::{Role, school_days};
use files::Files;
use identity::Identity;
use kernel::{Clock, Problem, Result, Text};

use days::SchoolDays;
use stage::Stage;

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
    clock.move_to(days.instant(25, 900));
    let mut stage = Stage::new(identity, files, clock, days);
    let code = live(&mut stage).await?;
    clock.move_to(now);
    replay::accept_in_silence(&stage, 0).await?;
    let door = stage.place("致远楼101")?.sign.clone();
    Ok(sign_ins::list(&door, &code))
}

/// Five weeks.
async fn live(stage: &mut Stage<'_>) -> Result<String> {
    people::found(stage).await?;
    stage.time_is(25, 940);
    people::hire(stage).await?;
    stage.time_is(25, 1430);
    people::confirm_all(stage).await?;
    stage.time_is(24, 800);
    places::build(stage).await?;
    stage.time_is(24, 1010);
    classes::enter_terms(stage).await?;
    classes::form(stage).await?;
    stage.time_is(24, 1100);
    routes::set(stage).await?;
    stage.time_is(24, 1330);
    register::fill(stage).await?;
    stage.time_is(22, 1500);
    inventory::keep(stage).await?;
    stage.tell().await?;
    let code = replay::run(stage).await?;
    // One grant waits for the second key, so that the principal has something to confirm.
    stage.time_is(0, 1040);
    people::grant_role(stage, "T030", Role::HeadCustodian).await?;
    stage.tell().await?;
    Ok(code)
}

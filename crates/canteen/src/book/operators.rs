//! Who did it and who supervised it: of the staff only who may handle food on that day, and two people where the rule asks for two.

use campus::{delegation::StandIns, person};
use chrono::NaiveDate;
use kernel::{
    Problem, Result, Tx,
    outbox::{News, Topic},
};
use uuid::Uuid;

use super::{KIND, rules};
use crate::{
    CanteenError, event, site,
    staff::{self, entity::Model as Staff},
};

/// One of the canteen's staff who may handle food on this day.
///
/// # Errors
/// 422 at the pointer: nobody of this canteen, or without a valid certificate, off post, or gone.
pub(crate) async fn operator(tx: &Tx, canteen: &site::entity::Model, id: Uuid, day: NaiveDate, pointer: &'static str) -> Result<Staff> {
    let workers = staff::repo::workers(tx, canteen.school_id, canteen.id, day).await?;
    let worker = workers.into_iter().find(|worker| worker.row.id == id).ok_or_else(|| Problem::reference(pointer))?;
    match worker.fit {
        Ok(()) => Ok(worker.row),
        Err(why) => Err(CanteenError::NoOperator { pointer, name: worker.row.name, why }.into()),
    }
}

/// Who supervised: whoever the body names, or the caller.
///
/// # Errors
/// 422 when he is not here, or one with whoever did it (SD12).
pub(crate) async fn supervisor(tx: &Tx, school: Uuid, doer: &Staff, named: Option<Uuid>, me: Uuid) -> Result<Uuid> {
    let supervisor = match named {
        Some(id) => person::repo::active(tx, school, id, "/supervisor_id").await?.id,
        None => me,
    };
    let people: Vec<Uuid> = doer.person_id.into_iter().chain([supervisor]).collect();
    let stand_ins = StandIns::of(tx, people).await?;
    rules::supervised(doer.person_id, supervisor, |one, other| stand_ins.are_one(one, other))?;
    Ok(supervisor)
}

/// Nothing is written in somebody's name unheard: who was named as the supervisor by another hears of it.
pub(crate) async fn tell_supervisor(
    tx: &Tx,
    canteen: &site::entity::Model,
    record: Uuid,
    supervisor: Uuid,
    what: kernel::Text,
) -> Result<()> {
    tell(tx, canteen, event::NEWS_NAMED, (record, supervisor), what).await
}

/// The same for whoever another says ate there.
pub(crate) async fn tell_companion(
    tx: &Tx,
    canteen: &site::entity::Model,
    record: Uuid,
    companion: Uuid,
    what: kernel::Text,
) -> Result<()> {
    tell(tx, canteen, event::NEWS_COMPANION, (record, companion), what).await
}

async fn tell(
    tx: &Tx,
    canteen: &site::entity::Model,
    topic: &'static Topic,
    (record, named): (Uuid, Uuid),
    what: kernel::Text,
) -> Result<()> {
    let actor = tx.actor();
    if actor.person == Some(named) {
        return Ok(());
    }
    let news = News::new(topic, KIND, record, format!("/canteen/records/{record}"))
        .word("who", &*actor.name)
        .word("what", what)
        .word("canteen", canteen.name.as_str())
        .to([named]);
    tx.tell([news]).await
}

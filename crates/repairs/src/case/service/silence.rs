//! Silence accepts: what nobody objected to within the school's working days is closed by the product itself.

use campus::school;
use kernel::{Db, Grant, Reply, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::step::{room_of, take_step};
use crate::{
    case::{
        entity::{Column, Entity},
        phase::{ActorFacts, Command, State},
        repo,
    },
    permissions::CloseSilentCases,
};

/// Cases closed in one round; the rest follow in the next.
const BATCH: u64 = 200;

/// Closes the due cases of a school; answers how many. Each is a transaction of its own: one that fails does not hold up the rest.
pub async fn close_silent(db: &Db, school: &school::entity::Model) -> Result<usize> {
    let grant = Grant::<CloseSilentCases>::system("silence", Some(school.id));
    let reader = db.read(&grant);
    let due = Entity::find()
        .filter(Column::SchoolId.eq(school.id))
        .filter(Column::Phase.eq(State::Done.key()))
        .filter(Column::AcceptDueAt.lte(reader.now()))
        .order_by_asc(Column::AcceptDueAt)
        .limit(BATCH)
        .all(&reader)
        .await?;
    let facts = ActorFacts { permitted: true, is_system: true, ..ActorFacts::default() };
    let mut closed = 0;
    for row in due {
        let tx = db.begin(&grant).await?;
        let case = repo::find(&tx, &grant.scope()?, row.id.into()).await?;
        let room = room_of(&tx, &case).await?;
        match take_step(&tx, case, &room, Command::CloseSilently, facts).await {
            Ok((_, event)) => {
                tx.commit([event], Reply::none()).await?;
                closed += 1;
            }
            // Somebody was faster, or it turned dangerous meanwhile: it is no longer silence's to close.
            Err(problem) => tracing::info!(case = %row.number, code = problem.code(), "not closed by silence"),
        }
    }
    Ok(closed)
}

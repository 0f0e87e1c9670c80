//! Keeping and finding notices and their events.

use std::collections::{BTreeMap, HashMap};

use kernel::{
    Lang, Problem, Result, Tx,
    outbox::{self, Received, TopicCatalogue, Word},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement};
use uuid::Uuid;

use super::entity::{ActiveModel, Entity, event};

/// Unread notices are counted up to this; more is "many".
pub const COUNTED: i64 = 100;

/// Puts an event into the inboxes of these people.
pub async fn tell(tx: &Tx, received: &Received, people: &[Uuid]) -> Result<()> {
    for some in people.chunks(500) {
        let rows = some.iter().map(|person| ActiveModel {
            school_id: Set(received.school),
            id: Set(tx.new_id()),
            person_id: Set(*person),
            event_id: Set(received.id),
            created_at: Set(tx.now()),
            read_at: Set(None),
        });
        Entity::insert_many(rows.collect::<Vec<_>>()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// How many notices a person has not read, counted up to [`COUNTED`].
pub async fn unread(db: &impl ConnectionTrait, school: Uuid, person: Uuid) -> Result<i64> {
    let sql = format!(
        "SELECT COUNT(*) AS n FROM (SELECT 1 FROM notice WHERE school_id = $1 AND person_id = $2 AND read_at IS NULL LIMIT {COUNTED}) AS counted"
    );
    let row = db
        .query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [school.into(), person.into()]))
        .await?
        .ok_or_else(|| Problem::internal("no count"))?;
    Ok(row.try_get("", "n")?)
}

/// Events by id.
pub async fn events(db: &impl ConnectionTrait, school: Uuid, ids: Vec<Uuid>) -> Result<HashMap<Uuid, event::Model>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = event::Entity::find().filter(event::Column::SchoolId.eq(school)).filter(event::Column::Id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

impl event::Model {
    /// The sentence in a language; the topic's key where this version of the product does not know it.
    pub fn say(&self, topics: TopicCatalogue, lang: Lang) -> String {
        let words: BTreeMap<String, Word> = serde_json::from_value(self.words.clone()).unwrap_or_default();
        outbox::topic(topics, &self.topic).map_or_else(|| self.topic.clone(), |topic| topic.say(&words, lang))
    }
}

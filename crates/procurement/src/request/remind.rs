//! What was bought before it was approved and is not approved in time: whoever holds it and the director are told, once (domain.md D2).

use std::collections::HashMap;

use approvals::approval::{self, Approval, Words, service::to_whoever_signs};
use campus::{Role, person, school::entity::Model as School, school_days::date_at};
use chrono::{DateTime, Utc};
use kernel::{
    Db, Grant, Lang, Result, Text, Tx,
    db::Technical,
    outbox::{News, Word},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use uuid::Uuid;

use super::{
    KIND,
    entity::{Column, Entity, Model, reminder},
    phase::State,
    repo,
};
use crate::{event, permissions::ViewPurchases};

/// Requests told of in one round; the rest are told of in the next.
const AT_ONCE: u64 = 200;

/// Tells of emergencies whose approvals are overdue, of each once.
pub async fn remind(db: &Db, school: &School) -> Result<()> {
    let grant = Grant::<ViewPurchases>::system("jobs", Some(school.id));
    let reader = db.read(&grant);
    let of_these = |now| Entity::find().filter(overdue(school.id, now)).order_by_asc(Column::Id).limit(AT_ONCE);
    // Most rounds find nothing and write nothing.
    let found: Vec<Uuid> = of_these(reader.now()).select_only().column(Column::Id).into_tuple().all(&reader).await?;
    if found.is_empty() {
        return Ok(());
    }
    let tx = db.begin(&grant).await?;
    // Held: what is approved meanwhile is not told of.
    repo::hold_all(&tx, &found.iter().copied().collect()).await?;
    let rows = of_these(tx.now()).filter(Column::Id.is_in(found)).all(&tx).await?;
    if rows.is_empty() {
        return Ok(());
    }
    tx.tell(news(&tx, school, &rows).await?).await?;
    let told = rows.iter().map(|row| reminder::Model { school_id: school.id, request_id: row.id, told_at: tx.now() });
    let told: Vec<_> = told.map(|row| row.into_active_model().reset_all()).collect();
    reminder::Entity::insert_many(told).exec_without_returning(&tx).await?;
    tx.commit_technical(Technical::Reminded).await
}

/// Emergencies that were not approved in time and of which nobody was told.
fn overdue(school: Uuid, now: DateTime<Utc>) -> Condition {
    let told = reminder::Entity::find()
        .select_only()
        .column(reminder::Column::RequestId)
        .filter(reminder::Column::SchoolId.eq(school))
        .into_query();
    Condition::all()
        .add(Column::SchoolId.eq(school))
        .add(Column::EmergencyDueAt.lt(now))
        .add(Column::Phase.is_in([State::Submitted, State::Returned].map(State::key)))
        .add(Column::Id.not_in_subquery(told))
}

async fn news(tx: &Tx, school: &School, rows: &[Model]) -> Result<Vec<News>> {
    let approvals = approval::repo::of_subjects(tx, school.id, KIND, rows.iter().map(|row| row.id).collect()).await?;
    let approvals: HashMap<Uuid, Approval> = approvals.into_iter().map(|approval| (approval.subject.id, approval)).collect();
    let names = person::repo::names(tx, school.id, rows.iter().map(|row| row.requester_id).collect()).await?;
    let words = [Words::of(tx, school.id, Vec::new(), Lang::Zh).await?, Words::of(tx, school.id, Vec::new(), Lang::En).await?];
    let overdue = |row: &Model| {
        let (approval, due_at) = (approvals.get(&row.id)?, row.emergency_due_at?);
        let [zh, en] = &words;
        let who = names.get(&row.requester_id).map(String::as_str).unwrap_or_default();
        let holds = approval.waits_at().map_or_else(
            || Text::fixed("已退回修改，等申请人再提交。", "It was returned for revision and waits for whoever asked."),
            |_| Text::new(format!("现在{}。", zh.state_text(approval)), format!("{}.", en.state_text(approval))),
        );
        let news = News::new(event::NEWS_EMERGENCY_OVERDUE, KIND, row.id, format!("/purchases/{}", row.id))
            .word("title", approval.subject.title.as_str())
            .word("number", row.number.as_str())
            .word("who", who)
            .word("due", date_at(school.zone(), due_at).to_string().as_str())
            .word("holds", Word::from(holds))
            .to([row.requester_id])
            .to_role(Role::LogisticsDirector.code());
        Some(if let Some(step) = approval.waits_at() { to_whoever_signs(news, step.approver) } else { news })
    };
    Ok(rows.iter().filter_map(overdue).collect())
}

//! Finding and keeping notices. The only place where nullable columns become a [`Phase`] and back.

use campus::school::entity::{self as school, Model as School};
use chrono::NaiveDate;
use kernel::{Money, Problem, Result, Scope, ScopeColumns, Tx};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, JoinType, QueryFilter, QuerySelect,
};

use super::{
    entity::{Column, Entity, Model, listing, record},
    listing::Listing,
    model::{Listed, Publication, PublicationId},
    phase::{Phase, Posting, State},
};

/// A notice is the whole school's.
pub(super) fn in_scope(scope: &Scope) -> Condition {
    scope.condition(&ScopeColumns::new(Column::SchoolId).own(Column::MadeBy))
}

/// Those that are called so on a day.
pub(super) fn in_state(state: State, today: NaiveDate) -> Condition {
    let all = Condition::all();
    match state {
        State::Posted => all.add(Column::Phase.eq("posted")).add(Column::PublishedUntil.gte(today)),
        State::Over => all.add(Column::Phase.eq("posted")).add(Column::PublishedUntil.lt(today)),
        State::Draft | State::Cancelled => all.add(Column::Phase.eq(state.key())),
    }
}

/// Those that should hang on the board by now and do not.
pub(super) fn not_posted(today: NaiveDate) -> Condition {
    Condition::all().add(Column::Phase.eq("draft")).add(Column::DueOn.lt(today))
}

pub(super) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: PublicationId) -> Result<Publication> {
    let row = Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id.0)).one(db).await?;
    read(row.ok_or_else(Problem::not_found)?)
}

/// The same with its school, in one query.
pub(super) async fn find_with_school(db: &impl ConnectionTrait, scope: &Scope, id: PublicationId) -> Result<(Publication, School)> {
    let to_school = Entity::belongs_to(school::Entity).from(Column::SchoolId).to(school::Column::Id);
    let select = Entity::find().join(JoinType::InnerJoin, to_school.into()).select_also(school::Entity);
    let found = select.filter(in_scope(scope)).filter(Column::Id.eq(id.0)).one(db).await?;
    let (row, school) = found.ok_or_else(Problem::not_found)?;
    Ok((read(row)?, school.ok_or_else(Problem::not_found)?))
}

pub(super) fn read(row: Model) -> Result<Publication> {
    let broken = |what: &str| Problem::internal(format!("publication {}: {what} is missing in phase {}", row.number, row.phase));
    let dates = row.published_on.zip(row.published_until);
    let posting = dates.zip(row.posted_by.zip(row.posted_at)).map(|((on, until), (by, at))| Posting { on, until, by, at });
    let phase = match row.phase.as_str() {
        "draft" => Phase::Draft,
        "posted" => Phase::Posted(posting.ok_or_else(|| broken("when it hung there"))?),
        "cancelled" => Phase::Cancelled { reason: row.reason.clone().ok_or_else(|| broken("reason"))?, posting },
        _ => return Err(broken("a known phase")),
    };
    Ok(Publication {
        school_id: row.school_id,
        id: PublicationId(row.id),
        number: row.number,
        title: row.title,
        period_from: row.period_from,
        period_to: row.period_to,
        due_on: row.due_on,
        with_petty: row.with_petty,
        phone: row.phone,
        phase,
        made_by: row.made_by,
        made_at: row.made_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}

fn row_of(notice: &Publication) -> Model {
    let posting = notice.phase.posting();
    let phase = match notice.phase {
        Phase::Draft => "draft",
        Phase::Posted(_) => "posted",
        Phase::Cancelled { .. } => "cancelled",
    };
    Model {
        school_id: notice.school_id,
        id: notice.id.0,
        number: notice.number.clone(),
        title: notice.title.clone(),
        period_from: notice.period_from,
        period_to: notice.period_to,
        due_on: notice.due_on,
        phone: notice.phone.clone(),
        phase: phase.into(),
        published_on: posting.map(|posting| posting.on),
        published_until: posting.map(|posting| posting.until),
        posted_by: posting.map(|posting| posting.by),
        posted_at: posting.map(|posting| posting.at),
        reason: notice.phase.reason().map(str::to_owned),
        made_by: notice.made_by,
        made_at: notice.made_at,
        updated_at: notice.updated_at,
        version: notice.version,
        with_petty: notice.with_petty,
    }
}

pub(super) async fn insert(tx: &Tx, notice: &Publication) -> Result<()> {
    row_of(notice).into_active_model().reset_all().insert(tx).await?;
    Ok(())
}

/// # Errors
/// 412 when somebody else was faster.
pub(super) async fn save(tx: &Tx, mut notice: Publication) -> Result<Publication> {
    let seen = notice.version;
    notice.version += 1;
    notice.updated_at = tx.now();
    tx.save(row_of(&notice), seen).await?;
    Ok(notice)
}

/// Fixes what hangs on the board. Call [`save`] first.
pub(super) async fn keep_listed(tx: &Tx, notice: &Publication, listing: &Listing, total: Money) -> Result<()> {
    for some in listing.records.chunks(500) {
        let rows = some.iter().map(|(kind, id)| {
            record::Model { school_id: notice.school_id, publication_id: notice.id.0, record_kind: (*kind).to_owned(), record_id: *id }
                .into_active_model()
                .reset_all()
        });
        record::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    let listed = serde_json::to_value(&listing.rows).map_err(Problem::internal)?;
    let row = listing::Model { school_id: notice.school_id, publication_id: notice.id.0, listed, total: total.fen() };
    row.into_active_model().reset_all().insert(tx).await?;
    Ok(())
}

/// What hung on the board.
pub(super) async fn kept(db: &impl ConnectionTrait, notice: &Publication) -> Result<Vec<Listed>> {
    let row = listing::Entity::find_by_id((notice.school_id, notice.id.0)).one(db).await?;
    let row = row.ok_or_else(|| Problem::internal("a posted notice without what it lists"))?;
    serde_json::from_value(row.listed).map_err(Problem::internal)
}

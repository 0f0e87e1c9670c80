//! The seats there are and were.

use campus::{person, person::PersonRef, school};
use chrono::NaiveDate;
use kernel::{Actor, Cursor, Grant, IfMatch, Page, PageLimit, Permission, Problem, Reply, Result, text};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use uuid::Uuid;

use super::{
    dto::{AuditorSeatView, EndSeat, ListSeats},
    ending,
    entity::{Column, Entity, Model},
};
use crate::{
    Identity, IdentityError,
    permissions::{ManageAuditorSeats, ViewAuditorSeats},
};

/// The auditor's code and seats.
#[derive(Clone)]
pub struct AuditorSeats(pub(super) Identity);

/// What of a seat goes into the audit trail.
#[derive(Serialize)]
pub(super) struct Recorded<'a> {
    name: &'a str,
    unit: &'a str,
    last_day: NaiveDate,
    ended: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_reason: Option<&'a str>,
}

pub(super) fn recorded(seat: &Model) -> Recorded<'_> {
    Recorded {
        name: &seat.name,
        unit: &seat.unit,
        last_day: seat.last_day,
        ended: seat.ended_at.is_some(),
        end_reason: seat.end_reason.as_deref(),
    }
}

impl AuditorSeats {
    pub fn new(identity: Identity) -> Self {
        Self(identity)
    }

    /// Seats, the newest first.
    pub async fn list(&self, grant: &Grant<ViewAuditorSeats>, query: &ListSeats) -> Result<Page<AuditorSeatView>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.0.db.read(grant);
        let school = school::find(&reader, grant.school()?).await?;
        let mut select = Entity::find().filter(Column::SchoolId.eq(school.id)).order_by_desc(Column::Id).limit(limit.fetch());
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |seat| seat.id)?;
        let items = views(&reader, page.items, grant.actor(), school.today(reader.now())).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    /// Ends a seat before its last day. Whoever sat in it is out with the answer of this call.
    ///
    /// # Errors
    /// 409 when it is over already.
    pub async fn end(&self, grant: &Grant<ManageAuditorSeats>, id: Uuid, seen: IfMatch, body: EndSeat) -> Result<Reply<AuditorSeatView>> {
        let tx = self.0.db.begin(grant).await?;
        let school = school::find(&tx, tx.school()?).await?;
        let before = Entity::find_by_id((school.id, id)).one(&tx).await?.ok_or_else(Problem::not_found)?;
        seen.check(before.version)?;
        let today = school.today(tx.now());
        if !before.is_open(today) {
            return Err(IdentityError::SeatOver.into());
        }
        let reason = Some(text::tidy(&body.reason));
        let (row, events) = ending::close(&tx, &before, grant.actor().person, reason, today).await?;
        let version = row.version;
        let view = views(&tx, vec![row], grant.actor(), today).await?.pop().ok_or_else(Problem::not_found)?;
        tx.commit(events, Reply::ok(view).version(version)).await
    }
}

async fn views(db: &impl ConnectionTrait, rows: Vec<Model>, actor: &Actor, today: NaiveDate) -> Result<Vec<AuditorSeatView>> {
    let Some(school) = rows.first().map(|row| row.school_id) else { return Ok(Vec::new()) };
    let names = person::repo::names(db, school, rows.iter().filter_map(|row| row.ended_by).collect()).await?;
    let may_end = actor.may(ManageAuditorSeats::INFO.key);
    let view = |row: Model| {
        let open = row.is_open(today);
        AuditorSeatView {
            id: row.id,
            open,
            own: actor.person == Some(row.person_id),
            may_end: may_end && open,
            ended_by: row.ended_by.map(|id| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() }),
            name: row.name,
            unit: row.unit,
            opened_at: row.opened_at,
            last_day: row.last_day,
            ended_at: row.ended_at,
            end_reason: row.end_reason,
            version: row.version,
        }
    };
    Ok(rows.into_iter().map(view).collect())
}

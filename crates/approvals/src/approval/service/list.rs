//! The inbox: what waits for the caller, longest first; what he decided; everything.

use campus::{
    person::{PersonRef, entity as person},
    school,
};
use chrono::NaiveDate;
use kernel::{Cursor, Db, Grant, Lang, Page, PageLimit, Permission, Problem, Reader, Result, Scope};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, SimpleExpr},
};
use uuid::Uuid;

use super::{Approvals, hand::Hands, in_scope};
use crate::{
    Approver,
    approval::{
        dto::{ApprovalListView, InboxRow, ListApprovals},
        entity::{Column, Entity, Model, step},
        view::Words,
    },
    permissions::{DecideApprovals, ViewApprovals},
};

impl Approvals {
    pub(in crate::approval) async fn list(&self, grant: &Grant<ViewApprovals>, query: &ListApprovals) -> Result<Page<InboxRow>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let view = query.view.unwrap_or_default();
        let school = school::find(&reader, grant.school()?).await?;
        let today = school.today(reader.now());
        let mut select = Entity::find().filter(in_scope(&grant.scope()?)).limit(limit.fetch());
        let cursor = query.cursor.as_deref().map(Cursor::decode::<Uuid>).transpose()?;
        select = match view {
            ApprovalListView::WaitingForMe => {
                let hands = Hands::of(&reader, school.id, grant.actor(), today).await?;
                let select = select.filter(waiting_for(&hands));
                let select = if let Some(after) = cursor { select.filter(Column::Id.gt(after)) } else { select };
                select.order_by_asc(Column::Id)
            }
            ApprovalListView::DecidedByMe => newest(select.filter(signed_by(vec![grant.person()?])), cursor),
            ApprovalListView::All => newest(select, cursor),
        };
        let requesters = Entity::belongs_to(person::Entity)
            .from((Column::SchoolId, Column::RequesterId))
            .to((person::Column::SchoolId, person::Column::Id))
            .into();
        let found = select.join(JoinType::InnerJoin, requesters).select_also(person::Entity).all(&reader).await?;
        let page = Page::cut(found, limit, |(row, _)| row.id)?;
        let items = self.rows(&reader, page.items, today, grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    /// How many wait for the caller's signature; `None` for those who never decide.
    pub async fn waiting<P: Permission>(db: &Db, grant: &Grant<P>) -> Result<Option<i64>> {
        let actor = grant.actor();
        let Some(right) = actor.right(ViewApprovals::INFO.key).filter(|_| actor.may(DecideApprovals::INFO.key)) else { return Ok(None) };
        let scope = Scope { school: grant.school()?, reach: right.reach.clone() };
        let reader = db.read(grant);
        let school = school::find(&reader, scope.school).await?;
        let hands = Hands::of(&reader, school.id, actor, school.today(reader.now())).await?;
        let waiting = Entity::find().filter(in_scope(&scope)).filter(waiting_for(&hands)).count(&reader).await?;
        Ok(Some(i64::try_from(waiting).map_err(Problem::internal)?))
    }

    /// Rows with why they are asked for and what must not be overlooked: one look-up for each kind of record among them.
    async fn rows(
        &self,
        reader: &Reader,
        found: Vec<(Model, Option<person::Model>)>,
        today: NaiveDate,
        lang: Lang,
    ) -> Result<Vec<InboxRow>> {
        let Some(school) = found.first().map(|(row, _)| row.school_id) else { return Ok(Vec::new()) };
        let words = Words::of(reader, school, Vec::new(), lang).await?;
        let records: Vec<(&str, Uuid)> = found.iter().map(|(row, _)| (row.subject_kind.as_str(), row.subject_id)).collect();
        let mut summaries = self.subjects.summaries(reader, school, &records, today, lang).await?;
        let row = |(row, requester): (Model, Option<person::Model>)| {
            let requester = PersonRef { id: row.requester_id, name: requester.map(|person| person.name).unwrap_or_default() };
            let summary = summaries.remove(&row.subject_id).unwrap_or_default();
            words.inbox_row(row, requester, summary)
        };
        found.into_iter().map(row).collect()
    }
}

fn newest(select: sea_orm::Select<Entity>, before: Option<Uuid>) -> sea_orm::Select<Entity> {
    let select = if let Some(before) = before { select.filter(Column::Id.lt(before)) } else { select };
    select.order_by_desc(Column::Id)
}

/// Where the caller may sign next, by the same rules as [`crate::approval::phase::guard`].
fn waiting_for(hands: &Hands) -> Condition {
    let mut any = Condition::any();
    for approver in Approver::ALL {
        let here = || Condition::all().add(Column::WaitsFor.eq(approver.code())).add(not_of(hands.me));
        match approver.role() {
            None => {
                for way in hands.as_recorder() {
                    any = any.add(here().add_option(way.map(|other| not_of(other.person.id))));
                }
            }
            Some(role) => {
                for way in hands.as_holder_of(role) {
                    let people: Vec<Uuid> = [Some(hands.me), way.map(|other| other.person.id)].into_iter().flatten().collect();
                    let other = way.map(|other| not_of(other.person.id));
                    any = any.add(here().add_option(other).add(signed_by(people).not()));
                }
            }
        }
    }
    if any.is_empty() { any.add(Expr::val(1).eq(0)) } else { any }
}

/// Neither asked for by this person nor witnessed by him.
fn not_of(person: Uuid) -> Condition {
    let witness = Condition::any().add(Column::WitnessId.is_null()).add(Column::WitnessId.ne(person));
    Condition::all().add(Column::RequesterId.ne(person)).add(witness)
}

/// Whether one of these people signed in the present round, himself or by somebody who stood in; what a meeting decided nobody signed.
fn signed_by(people: Vec<Uuid>) -> SimpleExpr {
    let meetings = Approver::ALL.into_iter().filter(|approver| approver.is_meeting()).map(Approver::code);
    let signed = step::Entity::find()
        .select_only()
        .column(step::Column::Id)
        .filter(Expr::col((step::Entity, step::Column::SchoolId)).equals((Entity, Column::SchoolId)))
        .filter(Expr::col((step::Entity, step::Column::ApprovalId)).equals((Entity, Column::Id)))
        .filter(Expr::col((step::Entity, step::Column::Round)).equals((Entity, Column::Round)))
        .filter(step::Column::Approver.is_not_in(meetings))
        .filter(Condition::any().add(step::Column::DecidedBy.is_in(people.clone())).add(step::Column::OnBehalfOf.is_in(people)))
        .into_query();
    Expr::exists(signed)
}

//! Use cases on approvals.

mod ask;
mod decide;
mod hand;
mod list;
mod many;
mod remind;

use campus::school;
use files::{Files, attachment::Attached};
use kernel::{Actor, Db, Grant, Lang, Reader, Reply, Result, Scope, ScopeColumns};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    Approval, ApprovalId,
    dto::ApprovalView,
    entity::{Column, Entity},
    minutes, repo, view,
};
use crate::{Background, Subjects, permissions::ViewApprovals};

pub use ask::{Ask, ask, raise, to_whoever_signs, withdraw};
pub use decide::Verdict;
use hand::Hand;
pub use remind::{REMIND_AFTER_DAYS, remind};

/// Approvals.
#[derive(Debug, Clone)]
pub struct Approvals {
    db: Db,
    pub(super) files: Files,
    subjects: Subjects,
}

impl Approvals {
    pub fn new(db: Db, files: Files, subjects: Subjects) -> Self {
        Self { db, files, subjects }
    }

    pub async fn get(&self, grant: &Grant<ViewApprovals>, id: ApprovalId) -> Result<Reply<ApprovalView>> {
        let reader = self.db.read(grant);
        let approval = seen(&reader, &grant.scope()?, id).await?;
        let view = self.view(&reader, &approval, grant.actor(), grant.context().lang()).await?;
        Ok(Reply::ok(view).version(approval.version))
    }

    /// A page of the minutes of a meeting that decided about it.
    pub(super) async fn page(&self, grant: &Grant<ViewApprovals>, id: ApprovalId, page: Uuid) -> Result<Attached> {
        let reader = self.db.read(grant);
        let approval = seen(&reader, &grant.scope()?, id).await?;
        minutes::page(&reader, &approval, page).await
    }

    /// What can be looked up about it: prices paid and asked before, papers.
    pub(in crate::approval) async fn background(&self, grant: &Grant<ViewApprovals>, id: ApprovalId) -> Result<Background> {
        let reader = self.db.read(grant);
        let approval = seen(&reader, &grant.scope()?, id).await?;
        self.subjects.of(&approval)?.background(&reader, &approval, grant.context().lang()).await
    }

    async fn view(&self, reader: &Reader, approval: &Approval, actor: &Actor, lang: Lang) -> Result<ApprovalView> {
        let today = school::find(reader, approval.school_id).await?.today(reader.now());
        let hand = Hand::of(reader, approval, actor, today).await?;
        let brief = self.subjects.of(approval)?.brief(reader, approval, today, lang).await?;
        let words = view::Words::of(reader, approval.school_id, view::people_of(approval).collect(), lang).await?;
        Ok(ApprovalView {
            row: words.row(approval),
            brief,
            steps: words.steps(reader, Some(approval)).await?,
            allowed_actions: view::allowed(approval, hand.facts, lang),
        })
    }
}

/// An approval knows no places: who may see approvals of some places only sees none.
fn in_scope(scope: &Scope) -> Condition {
    scope.condition(&ScopeColumns::new(Column::SchoolId))
}

/// The approval with this id inside the scope.
async fn seen(db: &impl ConnectionTrait, scope: &Scope, id: ApprovalId) -> Result<Approval> {
    repo::one(db, Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id.0))).await?.ok_or_else(kernel::Problem::not_found)
}

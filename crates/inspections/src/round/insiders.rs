//! Who is of what a round looks at. A feature whose rounds are signed second by somebody who is not of it says who is; nobody here knows why.

use std::{collections::BTreeSet, fmt::Debug};

use async_trait::async_trait;
use kernel::{Reader, Result, Tx};
use uuid::Uuid;

use crate::plan::PlanId;

/// Where it is looked up: for a page, or within a transaction.
#[derive(Debug, Clone, Copy)]
pub enum On<'a> {
    Reader(&'a Reader),
    Tx(&'a Tx),
}

/// Asked by inspections without knowing whom.
#[async_trait]
pub trait Insiders: Send + Sync + Debug {
    /// Those who do not sign rounds of this plan second; nobody where the plan is no such feature's.
    async fn of_plan(&self, on: On<'_>, school: Uuid, plan: PlanId) -> Result<BTreeSet<Uuid>>;
}

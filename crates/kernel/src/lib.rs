//! The ground every feature stands on: the request's context and errors, the database behind grants, the audit trail,
//! idempotency, news and jobs, paging, numbers, time and ids.
//!
//! The kernel knows no noun of schools. What it offers is shaped so that the four locks of ARCHITECTURE.md hold by type:
//! no [`Grant`] no data, no [`audit::Event`] no commit, and every failure is a [`Problem`].

pub mod actor;
pub mod audit;
pub mod calendar;
mod capitals;
pub mod clock;
pub mod db;
pub mod etag;
pub mod extract;
pub mod formula;
pub mod grant;
pub mod http;
pub mod idempotency;
pub mod ids;
pub mod jobs;
pub mod lang;
pub mod lease;
pub mod limits;
pub mod money;
pub mod numbers;
pub mod outbox;
pub mod page;
pub mod problem;
pub mod quantity;
pub mod random;
pub mod reply;
pub mod scope;
mod strict;
pub mod text;
pub mod validate;
pub mod workflow;

pub use actor::{Actor, ActorKind, Right, Rights, StandIn, Strength};
pub use clock::Clock;
pub use db::{Db, Engine, Reader, Snapshot, Tx};
pub use etag::IfMatch;
pub use extract::{Json, Path, Query};
pub use grant::{Access, Authenticate, Gate, Grant, Permission, PermissionInfo, PublicPermission, Viewer};
pub use http::RequestContext;
pub use ids::Ids;
pub use lang::{Lang, Text};
pub use money::Money;
pub use page::{Cursor, Page, PageLimit};
pub use problem::{FieldError, Problem};
pub use quantity::Quantity;
pub use reply::Reply;
pub use scope::{Reach, ReachPart, Scope, ScopeColumns};

/// What a use case returns: its value, or the answer its caller gets instead.
pub type Result<T> = std::result::Result<T, Problem>;

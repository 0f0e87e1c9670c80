//! Bodies and views of exceptions.

use campus::person::PersonRef;
use chrono::{DateTime, Utc};
use kernel::{Lang, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{Exception, Rule};

/// A rule that cannot be kept this time: why, and who signs for it beside those who act.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SeparationExceptionBody)]
pub struct ExceptionBody {
    #[garde(skip)]
    pub rule: Rule,
    /// A few words at least.
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "总务处只有一个人在校，其他人在外地培训")]
    pub reason: String,
    /// Neither buyer nor acceptor nor whoever writes it; signs himself.
    #[garde(skip)]
    pub cosigner_id: Uuid,
}

/// An exception with its signatures.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SeparationExceptionView)]
pub struct ExceptionView {
    pub rule: Rule,
    pub rule_title: String,
    pub reason: String,
    pub asked_by: PersonRef,
    pub asked_at: DateTime<Utc>,
    pub cosigner: PersonRef,
    /// Nothing until he signed himself.
    pub signed_at: Option<DateTime<Utc>>,
}

impl ExceptionView {
    pub fn of(exception: &Exception, person: impl Fn(Uuid) -> PersonRef, lang: Lang) -> Self {
        Self {
            rule: exception.rule,
            rule_title: exception.rule.title().pick(lang).to_owned(),
            reason: exception.reason.clone(),
            asked_by: person(exception.asked_by),
            asked_at: exception.asked_at,
            cosigner: person(exception.cosigner_id),
            signed_at: exception.signed_at,
        }
    }
}

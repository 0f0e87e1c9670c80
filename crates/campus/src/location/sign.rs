//! The code on a door: found without knowing the school.

use kernel::{Problem, Result, random};
use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

use super::entity::sign;

/// What a scanned or typed code belongs to.
#[derive(Debug, Clone)]
pub struct Scanned {
    pub school: Uuid,
    /// `location`, `asset` or `follow_up`.
    pub kind: String,
    pub subject: Uuid,
}

/// Finds the subject of a code of one of these kinds.
///
/// # Errors
/// 404 for an unknown code; nothing tells whether it is of another school.
pub async fn resolve(db: &impl ConnectionTrait, typed: &str, kinds: &[&str]) -> Result<Scanned> {
    let code = random::read_code(typed);
    if code.len() != 10 || !code.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Problem::not_found());
    }
    let row = sign::Entity::find_by_id(code).one(db).await?.filter(|s| kinds.contains(&s.kind.as_str())).ok_or_else(Problem::not_found)?;
    Ok(Scanned { school: row.school_id, kind: row.kind, subject: row.subject_id })
}

/// The address a sign carries.
pub fn url(public_url: &str, code: &str) -> String {
    format!("{}/s/{code}", public_url.trim_end_matches('/'))
}

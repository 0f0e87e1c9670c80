//! What a signed scan belongs to, as whoever printed it says.

use kernel::{Actor, Permission, Reach, ReachPart};
use uuid::Uuid;

use crate::permissions::ReturnScans;

/// A record as far as its scans go: found where the caller sees it.
#[derive(Debug, Clone)]
pub struct Record {
    pub school_id: Uuid,
    /// Its kind, as in the audit trail.
    pub kind: &'static str,
    pub id: Uuid,
    pub number: String,
    /// Who asked, did, received or bore witness.
    pub took_part: Vec<Uuid>,
}

impl Record {
    /// Whether somebody may return a scan of it: whose right reaches the whole school, and who took part in this one.
    pub fn is_returned_by(&self, actor: &Actor) -> bool {
        actor.right(ReturnScans::INFO.key).is_some_and(|right| match &right.reach {
            Reach::School => true,
            Reach::Parts(parts) => self.took_part.iter().any(|person| parts.contains(&ReachPart::Own(*person))),
        })
    }
}

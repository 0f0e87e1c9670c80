//! Two people are two where neither stands in for the other: what rules ask of two is not done by one and his stand-in (SD2, SD4,
//! SD5).

use std::collections::BTreeSet;

use kernel::{Result, Tx};
use uuid::Uuid;

use super::repo;
use crate::school;

/// Who stands in for whom today, among these people.
#[derive(Debug, Default)]
pub struct StandIns(BTreeSet<(Uuid, Uuid)>);

impl StandIns {
    pub async fn of(tx: &Tx, people: Vec<Uuid>) -> Result<Self> {
        let school = school::find(tx, tx.school()?).await?;
        let handed = repo::handed_to(tx, school.id, people, school.today(tx.now())).await?;
        let pairs =
            handed.into_iter().flat_map(|(to, grants)| grants.into_iter().filter_map(move |grant| Some((to, grant.on_behalf?.person.id))));
        Ok(Self(pairs.collect()))
    }

    /// Whether what one does could be the other's doing.
    pub fn are_one(&self, one: Uuid, other: Uuid) -> bool {
        one == other || self.0.contains(&(one, other)) || self.0.contains(&(other, one))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_and_his_stand_in_are_one_whichever_way_round() {
        let [a, b, c] = [1, 2, 3].map(Uuid::from_u128);
        let found = StandIns(BTreeSet::from([(a, b)]));
        assert!(found.are_one(a, a) && found.are_one(a, b) && found.are_one(b, a));
        assert!(!found.are_one(a, c) && !found.are_one(b, c));
    }
}

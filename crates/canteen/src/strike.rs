//! Who strikes what out, and who hears of it. What others said of the kitchen is not the kitchen's to strike out, and nothing of somebody's is
//! struck out unheard (ADR 0070).

use std::collections::BTreeSet;

use kernel::{Actor, Permission, Result, Text, Tx, outbox::News};
use uuid::Uuid;

use crate::{
    CanteenError, event,
    permissions::{KeepBook, OverseeCanteen, StrikeRecord},
    site::entity::Model as Canteen,
};

/// What is to be struck out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// What the kitchen notes of its own work.
    Work,
    /// What was said of it: accompanied meals, surveys, meetings, inspections from outside.
    Criticism,
}

/// Who somebody is to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    Nobody,
    /// He wrote it down, or it was written down in his name.
    Author,
    /// He keeps the canteen's book, whatever else he is.
    Kitchen,
    /// He answers for the school and not for the kitchen.
    Outside,
}

impl Who {
    pub fn of(actor: &Actor, authors: &[Uuid]) -> Self {
        if !actor.may(StrikeRecord::INFO.key) {
            Self::Nobody
        } else if actor.person.is_some_and(|person| authors.contains(&person)) {
            Self::Author
        } else if actor.may(KeepBook::INFO.key) {
            Self::Kitchen
        } else if actor.may(OverseeCanteen::INFO.key) {
            Self::Outside
        } else {
            Self::Nobody
        }
    }
}

/// Whether somebody may strike this out: for the service that refuses and for the view that shows the button.
///
/// # Errors
/// The reason against it.
pub(crate) fn may(who: Who, what: What) -> std::result::Result<(), CanteenError> {
    match (who, what) {
        (Who::Author, _) | (Who::Kitchen, What::Work) | (Who::Outside, What::Criticism) => Ok(()),
        (Who::Kitchen, What::Criticism) => Err(CanteenError::OfTheKitchen),
        (Who::Outside, What::Work) | (Who::Nobody, _) => Err(CanteenError::NotYours),
    }
}

/// A record that was struck out, as news tell of it.
pub(crate) struct Told<'a> {
    pub kind: &'static str,
    pub id: Uuid,
    pub link: String,
    /// `2026-11-24 午餐陪餐`.
    pub what: Text,
    pub reason: &'a str,
}

/// Those who wrote it down, and in whose name it was, hear of it when somebody else strikes it out.
pub(crate) async fn tell(tx: &Tx, canteen: &Canteen, authors: &[Uuid], told: Told<'_>) -> Result<()> {
    let actor = tx.actor();
    let others: BTreeSet<Uuid> = authors.iter().copied().filter(|author| actor.person != Some(*author)).collect();
    if others.is_empty() {
        return Ok(());
    }
    let news = News::new(event::NEWS_STRUCK, told.kind, told.id, told.link)
        .word("who", &*actor.name)
        .word("what", told.what)
        .word("canteen", canteen.name.as_str())
        .word("reason", told.reason)
        .to(others);
    tx.tell([news]).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_of_the_kitchen_is_struck_out_by_its_author_or_from_outside_the_kitchen() {
        let of = |who| [What::Work, What::Criticism].map(|what| may(who, what));
        assert_eq!(of(Who::Author), [Ok(()), Ok(())]);
        assert_eq!(of(Who::Kitchen), [Ok(()), Err(CanteenError::OfTheKitchen)]);
        assert_eq!(of(Who::Outside), [Err(CanteenError::NotYours), Ok(())]);
        assert_eq!(of(Who::Nobody), [Err(CanteenError::NotYours), Err(CanteenError::NotYours)]);
    }
}

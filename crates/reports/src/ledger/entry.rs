//! What stands in the ledger of a place: what a card brought, took along and became worth while it was there. Pure: the same rule that
//! [`super::places`] states as a sum, told as entries.

use chrono::NaiveDate;
use uuid::Uuid;

/// A value event of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ValueEvent {
    pub id: Uuid,
    pub on: NaiveDate,
    pub kind: String,
    pub document_kind: String,
    pub quantity: i64,
    pub value: i64,
}

/// From which day on a card was where. Days of one card ascend; the first counts from the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PlaceDay {
    pub on: NaiveDate,
    pub place: Option<Uuid>,
}

/// Why an entry stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Why {
    Event { kind: String, document_kind: String },
    MovedIn,
    MovedOut,
}

/// A line of a ledger before it has words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawEntry {
    pub on: NaiveDate,
    /// Tells entries of a day apart, always in the same order.
    pub id: Uuid,
    pub card: Uuid,
    pub why: Why,
    pub quantity: i64,
    pub value: i64,
}

/// The entries of one card in the ledger of a place until a day. Events have to be in the order of their days.
pub(crate) fn in_place(card: Uuid, events: &[ValueEvent], stays: &[PlaceDay], place: Option<Uuid>, until: NaiveDate) -> Vec<RawEntry> {
    let mut days: Vec<NaiveDate> = events.iter().map(|event| event.on).chain(stays.iter().skip(1).map(|stay| stay.on)).collect();
    days.sort_unstable();
    days.dedup();
    let mut entries = Vec::new();
    let (mut quantity, mut value) = (0, 0);
    let mut here = stays.first().and_then(|stay| stay.place);
    for day in days.into_iter().take_while(|day| *day <= until) {
        let then = stays.iter().skip(1).rev().find(|stay| stay.on <= day).or_else(|| stays.first()).and_then(|stay| stay.place);
        if then != here && (quantity, value) != (0, 0) {
            if here == place {
                entries.push(RawEntry { on: day, id: card, card, why: Why::MovedOut, quantity: -quantity, value: -value });
            } else if then == place {
                entries.push(RawEntry { on: day, id: card, card, why: Why::MovedIn, quantity, value });
            }
        }
        here = then;
        for event in events.iter().filter(|event| event.on == day && (event.quantity, event.value) != (0, 0)) {
            quantity += event.quantity;
            value += event.value;
            if here == place {
                let why = Why::Event { kind: event.kind.clone(), document_kind: event.document_kind.clone() };
                entries.push(RawEntry { on: day, id: event.id, card, why, quantity: event.quantity, value: event.value });
            }
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, 1).unwrap() + chrono::TimeDelta::days(i64::from(n))
    }

    fn event(n: u128, on: u32, quantity: i64, value: i64) -> ValueEvent {
        ValueEvent { id: Uuid::from_u128(n), on: day(on), kind: "opening".into(), document_kind: "registration".into(), quantity, value }
    }

    #[test]
    fn a_card_that_moves_leaves_one_ledger_with_what_it_is_worth_and_enters_the_other_with_the_same() {
        let (card, first, second) = (Uuid::from_u128(9), Some(Uuid::from_u128(1)), Some(Uuid::from_u128(2)));
        let events = [event(10, 0, 3000, 900), event(11, 5, -1000, -300), event(12, 20, 0, 100)];
        let stays = [PlaceDay { on: day(2), place: first }, PlaceDay { on: day(10), place: second }];
        let of = |place, until: u32| -> Vec<(i64, i64)> {
            in_place(card, &events, &stays, place, day(until)).into_iter().map(|entry| (entry.quantity, entry.value)).collect()
        };
        assert_eq!(of(first, 30), [(3000, 900), (-1000, -300), (-2000, -600)], "from its opening on, before it was first seen");
        assert_eq!(of(second, 30), [(2000, 600), (0, 100)]);
        assert_eq!(of(second, 9), []);
        assert_eq!(of(None, 30), []);
    }

    proptest! {
        /// However a card wanders, the ledgers of all places together are its events, and only the place where it is has a balance.
        #[test]
        fn ledgers_of_places_add_up_to_the_card(
            moves in prop::collection::vec((0_u32..40, 0_u128..3), 1..6),
            deltas in prop::collection::vec((0_u32..40, -5_i64..6), 1..8),
            until in 0_u32..45,
        ) {
            let mut events: Vec<ValueEvent> = (100..).zip(&deltas).map(|(n, (on, v))| event(n, *on, *v, v * 7)).collect();
            events.sort_by_key(|event| (event.on, event.id));
            let mut stays: Vec<PlaceDay> = moves.iter().map(|(on, place)| PlaceDay { on: day(*on), place: Some(Uuid::from_u128(*place)) }).collect();
            stays.sort_by_key(|stay| stay.on);
            let known: i64 = events.iter().filter(|event| event.on <= day(until)).map(|event| event.value).sum();
            let here = stays.iter().skip(1).rev().find(|stay| stay.on <= day(until)).unwrap_or(&stays[0]).place;
            for place in 0..3 {
                let place = Some(Uuid::from_u128(place));
                let balance: i64 = in_place(Uuid::nil(), &events, &stays, place, day(until)).iter().map(|entry| entry.value).sum();
                prop_assert_eq!(balance, if place == here { known } else { 0 });
            }
        }
    }
}

//! Whether food may be bought of a supplier: of one whose licence for food holds, and of nobody else (domain.md S69, D14). The rule is pure;
//! orders ask it of the day on which they are made, receipts of the day on which the goods came.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{Problem, Result, Text};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{LicenceKind, entity::licence::Model, repo};

/// Why no food is bought there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unlicensed {
    /// None was ever entered.
    Missing,
    /// It was entered by one; a second person has not compared it with the paper.
    Unverified { licence: Text, number: String },
    /// The first of them begins later.
    NotYet { licence: Text, number: String, from: NaiveDate },
    /// The one that held longest was over.
    Expired { licence: Text, number: String, since: NaiveDate },
}

/// Whether food may be bought on a day under one of these licences, those that were replaced since among them: a renewed paper says nothing
/// of the days before its first one. It holds on its first day and on its last.
///
/// # Errors
/// What is missing, not verified, later or over.
pub(crate) fn licensed(licences: &[Model], day: NaiveDate) -> std::result::Result<(), Unlicensed> {
    let for_food =
        || licences.iter().filter_map(|licence| Some((LicenceKind::of(&licence.kind).filter(|kind| kind.is_for_food())?, licence)));
    let begun = |licence: &Model| licence.issued_on.is_none_or(|first| first <= day);
    let over = |licence: &Model| licence.expires_on.filter(|last| *last < day);
    let last = in_force(for_food().filter(|(_, licence)| begun(licence))).max_by_key(|(_, licence)| (ends(licence), licence.id));
    let since = last.map(|(_, licence)| over(licence));
    if since == Some(None) {
        return Ok(());
    }
    let waits = |licence: &Model| !counts(licence) && licence.replaced_at.is_none() && begun(licence) && over(licence).is_none();
    if let Some((kind, licence)) = for_food().find(|(_, licence)| waits(licence)) {
        return Err(Unlicensed::Unverified { licence: kind.title(), number: licence.number.clone() });
    }
    if let Some(((kind, licence), since)) = last.zip(since.flatten()) {
        return Err(Unlicensed::Expired { licence: kind.title(), number: licence.number.clone(), since });
    }
    let later = for_food().filter(|(_, licence)| counts(licence)).filter_map(|(kind, licence)| Some((licence.issued_on?, kind, licence)));
    match later.min_by_key(|(from, _, licence)| (*from, licence.id)) {
        Some((from, kind, licence)) => Err(Unlicensed::NotYet { licence: kind.title(), number: licence.number.clone(), from }),
        None => Err(Unlicensed::Missing),
    }
}

/// Of each kind the one that counts and was entered last.
fn in_force<'a>(licences: impl Iterator<Item = (LicenceKind, &'a Model)>) -> impl Iterator<Item = (LicenceKind, &'a Model)> {
    let mut found: BTreeMap<LicenceKind, &Model> = BTreeMap::new();
    for (kind, licence) in licences.filter(|(_, licence)| counts(licence)) {
        let last = found.entry(kind).or_insert(licence);
        if last.id < licence.id {
            *last = licence;
        }
    }
    found.into_iter()
}

/// Verified by a second person, or entered before that was asked.
pub(super) const fn counts(licence: &Model) -> bool {
    !licence.asks_second || licence.verified_at.is_some()
}

fn ends(licence: &Model) -> NaiveDate {
    licence.expires_on.unwrap_or(NaiveDate::MAX)
}

/// The same of a supplier, by what is entered of it now.
///
/// # Errors
/// 409 in plain words.
pub(crate) async fn must_be_licensed(db: &impl ConnectionTrait, school: Uuid, supplier: Uuid, day: NaiveDate) -> Result<()> {
    let licences = repo::food_licences_of(db, school, supplier).await?;
    licensed(&licences, day).map_err(Problem::from)
}

impl From<Unlicensed> for Problem {
    fn from(unlicensed: Unlicensed) -> Self {
        match unlicensed {
            Unlicensed::Missing => Self::conflict(
                "food_licence_missing",
                Text::fixed(
                    "这个供应商没有登记食品经营或生产许可证，不能采购和接收食品，请先登记。",
                    "No food licence of this supplier is entered: no food is ordered or received of it before there is one.",
                ),
            ),
            Unlicensed::Unverified { licence, number } => Self::conflict(
                "licence_unverified",
                Text::new(
                    format!("这个供应商的“{}”（{number}）还没有由另一位对照原件核对，不能采购和接收食品，请先核对。", licence.zh),
                    format!(
                        "The {} ({number}) of this supplier waits for a second person to compare it with the paper: \
                         no food is ordered or received of it before that.",
                        licence.en
                    ),
                ),
            ),
            Unlicensed::NotYet { licence, number, from } => Self::conflict(
                "licence_not_yet",
                Text::new(
                    format!("这个供应商的“{}”（{number}）从 {from} 起才有效，那天以前不能采购和接收食品。", licence.zh),
                    format!(
                        "The {} ({number}) of this supplier begins on {from}: no food is ordered or received of it before.",
                        licence.en
                    ),
                ),
            ),
            Unlicensed::Expired { licence, number, since } => Self::conflict(
                "licence_expired",
                Text::new(
                    format!("这个供应商的“{}”（{number}）已于 {since} 到期，不能采购和接收食品，请先登记新的。", licence.zh),
                    format!(
                        "The {} ({number}) of this supplier expired on {since}: no food is ordered or received of it before the new one is entered.",
                        licence.en
                    ),
                ),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn licence(n: u128, kind: LicenceKind, expires_on: Option<&str>) -> Model {
        Model {
            school_id: Uuid::nil(),
            id: Uuid::from_u128(n),
            supplier_id: Uuid::nil(),
            kind: kind.key().into(),
            number: format!("JY{n}"),
            issued_on: None,
            expires_on: expires_on.map(day),
            attachment_id: None,
            added_by: Uuid::nil(),
            added_at: chrono::DateTime::<chrono::Utc>::UNIX_EPOCH,
            replaced_at: None,
            asks_second: false,
            verified_by: None,
            verified_at: None,
        }
    }

    /// Valid from a day on, entered by one and verified by another.
    fn from(first: &str, licence: Model) -> Model {
        Model { issued_on: Some(day(first)), asks_second: true, verified_at: Some(licence.added_at), ..licence }
    }

    #[test]
    fn food_is_bought_under_a_licence_that_holds_to_the_day() {
        let milk = [licence(1, LicenceKind::FoodBusinessLicence, Some("2026-11-24"))];
        assert_eq!(licensed(&milk, day("2026-11-24")), Ok(()));
        let over =
            Unlicensed::Expired { licence: LicenceKind::FoodBusinessLicence.title(), number: "JY1".into(), since: day("2026-11-24") };
        assert_eq!(licensed(&milk, day("2026-11-25")), Err(over));
    }

    #[test]
    fn a_business_licence_is_none_for_food_and_one_of_two_is_enough() {
        assert_eq!(licensed(&[licence(1, LicenceKind::BusinessLicence, None)], day("2026-11-24")), Err(Unlicensed::Missing));
        assert_eq!(licensed(&[], day("2026-11-24")), Err(Unlicensed::Missing));
        let both = [
            licence(1, LicenceKind::FoodBusinessLicence, Some("2026-01-01")),
            licence(2, LicenceKind::FoodProductionLicence, Some("2027-01-01")),
        ];
        assert_eq!(licensed(&both, day("2026-11-24")), Ok(()));
    }

    /// Milk came on the last day of the old paper, and between the two; the new one was entered afterwards.
    #[test]
    fn a_licence_is_asked_for_the_day_and_a_renewed_one_says_nothing_of_the_days_before() {
        let kind = LicenceKind::FoodBusinessLicence;
        let old = Model {
            replaced_at: Some(chrono::DateTime::<chrono::Utc>::UNIX_EPOCH),
            ..from("2021-11-21", licence(1, kind, Some("2026-11-20")))
        };
        let renewed = from("2026-11-24", licence(2, kind, Some("2031-11-23")));
        let both = [old, renewed];
        for (asked, holds) in
            [("2021-11-21", true), ("2026-11-20", true), ("2026-11-21", false), ("2026-11-23", false), ("2026-11-24", true)]
        {
            assert_eq!(licensed(&both, day(asked)).is_ok(), holds, "{asked}");
        }
        let over = Unlicensed::Expired { licence: kind.title(), number: "JY1".into(), since: day("2026-11-20") };
        assert_eq!(licensed(&both, day("2026-11-23")), Err(over));
        let not_yet = Unlicensed::NotYet { licence: kind.title(), number: "JY1".into(), from: day("2021-11-21") };
        assert_eq!(licensed(&both, day("2021-11-20")), Err(not_yet));
    }

    #[test]
    fn what_one_person_entered_does_not_count_and_takes_nothing_away_either() {
        let kind = LicenceKind::FoodBusinessLicence;
        let alone = Model { verified_at: None, ..from("2026-11-01", licence(2, kind, Some("2031-11-23"))) };
        let waits = Unlicensed::Unverified { licence: kind.title(), number: "JY2".into() };
        assert_eq!(licensed(std::slice::from_ref(&alone), day("2026-11-24")), Err(waits.clone()));
        let old = |last| Model { replaced_at: Some(chrono::DateTime::<chrono::Utc>::UNIX_EPOCH), ..licence(1, kind, Some(last)) };
        assert_eq!(licensed(&[old("2026-11-24"), alone.clone()], day("2026-11-24")), Ok(()));
        assert_eq!(licensed(&[old("2026-11-23"), alone], day("2026-11-24")), Err(waits));
    }
}

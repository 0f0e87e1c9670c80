//! Whether food may be bought of a supplier: of one whose licence for food holds, and of nobody else (domain.md S69, D14). The rule is pure;
//! orders and receipts ask it on their day.

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
    /// The one that held longest is over.
    Expired { licence: Text, number: String, since: NaiveDate },
}

/// Whether one of these licences in force is for food and holds on a day; it holds on its last day.
///
/// # Errors
/// What is missing, or over.
pub(crate) fn licensed(licences: &[Model], day: NaiveDate) -> std::result::Result<(), Unlicensed> {
    let for_food = licences.iter().filter_map(|licence| Some((LicenceKind::of(&licence.kind).filter(|kind| kind.is_for_food())?, licence)));
    let last = for_food.max_by_key(|(_, licence)| (licence.expires_on.unwrap_or(NaiveDate::MAX), licence.id));
    let Some((kind, licence)) = last else { return Err(Unlicensed::Missing) };
    match licence.expires_on.filter(|last| *last < day) {
        None => Ok(()),
        Some(since) => Err(Unlicensed::Expired { licence: kind.title(), number: licence.number.clone(), since }),
    }
}

/// The same of a supplier, by what is entered of it now.
///
/// # Errors
/// 409 in plain words.
pub(crate) async fn must_be_licensed(db: &impl ConnectionTrait, school: Uuid, supplier: Uuid, day: NaiveDate) -> Result<()> {
    let licences = repo::licences_in_force(db, school, vec![supplier]).await?.remove(&supplier).unwrap_or_default();
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
        }
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
}

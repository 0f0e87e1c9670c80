//! What a supplier, a licence and a proposed account are; what of them goes into the audit trail.

use chrono::{NaiveDate, TimeDelta};
use kernel::{Text, typed_id};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::entity::{Model, bank, licence};

typed_id! {
    /// A supplier.
    SupplierId
}

/// Whether the school buys from a supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SupplierStatus)]
pub enum Status {
    Active,
    Suspended,
}

impl Status {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        [Self::Active, Self::Suspended].into_iter().find(|status| status.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Active => Text::fixed("正常供货", "Active"),
            Self::Suspended => Text::fixed("暂停供货", "Suspended"),
        }
    }
}

/// What is asked of a supplier (domain.md D14); papers of single deliveries belong to the delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SupplierLicenceKind)]
pub enum LicenceKind {
    BusinessLicence,
    FoodBusinessLicence,
    FoodProductionLicence,
    Agreement,
    Insurance,
    Other,
}

impl LicenceKind {
    pub const ALL: [Self; 6] =
        [Self::BusinessLicence, Self::FoodBusinessLicence, Self::FoodProductionLicence, Self::Agreement, Self::Insurance, Self::Other];

    pub const fn key(self) -> &'static str {
        match self {
            Self::BusinessLicence => "business_licence",
            Self::FoodBusinessLicence => "food_business_licence",
            Self::FoodProductionLicence => "food_production_licence",
            Self::Agreement => "agreement",
            Self::Insurance => "insurance",
            Self::Other => "other",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::BusinessLicence => Text::fixed("营业执照", "Business licence"),
            Self::FoodBusinessLicence => Text::fixed("食品经营许可证", "Food business licence"),
            Self::FoodProductionLicence => Text::fixed("食品生产许可证", "Food production licence"),
            Self::Agreement => Text::fixed("供货合同或承诺书", "Supply contract or undertaking"),
            Self::Insurance => Text::fixed("保险", "Insurance"),
            Self::Other => Text::fixed("其他证照", "Other licence"),
        }
    }

    /// Whether food may be bought under it.
    pub const fn is_for_food(self) -> bool {
        matches!(self, Self::FoodBusinessLicence | Self::FoodProductionLicence)
    }

    /// Whether it is nothing without its last day: a business licence may be for good.
    pub const fn always_expires(self) -> bool {
        matches!(self, Self::FoodBusinessLicence | Self::FoodProductionLicence | Self::Insurance)
    }
}

/// How the licences of a supplier stand, by the one that ends first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SupplierLicenceState)]
pub enum LicenceState {
    None,
    Valid,
    Expiring,
    Expired,
}

impl LicenceState {
    /// That of one licence on a day; a licence holds on its last day.
    pub fn on(today: NaiveDate, warning_days: u32, expires_on: Option<NaiveDate>) -> Self {
        match expires_on {
            Some(day) if day < today => Self::Expired,
            Some(day) if day <= warned_until(today, warning_days) => Self::Expiring,
            _ => Self::Valid,
        }
    }
}

/// The last day whose end is pointed at today.
pub fn warned_until(today: NaiveDate, warning_days: u32) -> NaiveDate {
    today.checked_add_signed(TimeDelta::days(warning_days.into())).unwrap_or(today)
}

/// What became of a proposed account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SupplierBankState)]
pub enum BankState {
    Proposed,
    Confirmed,
    Refused,
}

impl BankState {
    const ALL: [Self; 3] = [Self::Proposed, Self::Confirmed, Self::Refused];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Proposed => Text::fixed("等另一人确认", "Waits for a second person"),
            Self::Confirmed => Text::fixed("已确认", "Confirmed"),
            Self::Refused => Text::fixed("未确认", "Refused"),
        }
    }
}

/// Whether there is a price list that holds on a day.
pub fn price_list_holds(supplier: &Model, day: NaiveDate) -> bool {
    supplier.price_list_from.is_some_and(|first| first <= day) && supplier.price_list_until.is_none_or(|last| day <= last)
}

/// An account number of which only the end is shown.
pub fn masked(number: &str) -> String {
    let letters: Vec<char> = number.chars().collect();
    let shown = letters.len().min(4);
    let end: String = letters.iter().skip(letters.len() - shown).collect();
    format!("****{end}")
}

pub(super) fn recorded(row: &Model) -> Value {
    json!({
        "name": row.name, "contact": row.contact, "phone": row.phone, "address": row.address, "sells": row.sells,
        "price_list_from": row.price_list_from, "price_list_until": row.price_list_until,
        "status": row.status, "reason": row.status_reason,
    })
}

pub(super) fn recorded_licence(row: &licence::Model) -> Value {
    json!({
        "kind": row.kind, "number": row.number, "issued_on": row.issued_on, "expires_on": row.expires_on,
        "attachment_id": row.attachment_id, "replaced_at": row.replaced_at, "verified_by": row.verified_by,
    })
}

pub(super) fn recorded_bank(row: &bank::Model) -> Value {
    json!({
        "account_name": row.account_name, "bank": row.bank, "account_number": row.account_number,
        "state": row.state, "reason": row.refusal,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_holds_on_its_last_day_and_is_pointed_at_before() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let state = |expires: &str| LicenceState::on(day("2026-11-24"), 60, Some(day(expires)));
        assert_eq!(state("2026-11-23"), LicenceState::Expired);
        assert_eq!(state("2026-11-24"), LicenceState::Expiring);
        assert_eq!(state("2027-01-23"), LicenceState::Expiring);
        assert_eq!(state("2027-01-24"), LicenceState::Valid);
        assert_eq!(LicenceState::on(day("2026-11-24"), 60, None), LicenceState::Valid);
    }

    #[test]
    fn of_a_number_only_the_end_is_shown() {
        assert_eq!(masked("6222021234567890"), "****7890");
        assert_eq!(masked("123"), "****123");
    }
}

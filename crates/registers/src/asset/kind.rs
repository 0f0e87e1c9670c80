//! The kinds of cards, told by the class of the code (domain.md B2), and what only cards of one kind have.

use chrono::NaiveDate;
use kernel::{Quantity, calendar::in_calendar, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a card describes, by the class of its code. It follows from the code and is stored nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AssetKind)]
pub enum Kind {
    Building,
    Structure,
    Land,
    Vehicle,
    Equipment,
    Collection,
    Book,
    Furniture,
    AnimalPlant,
    Supplies,
    Intangible,
    Other,
}

impl Kind {
    pub fn of(code: &str) -> Self {
        const CLASSES: [(&str, Kind); 12] = [
            ("A0103", Kind::Land),
            ("A0101", Kind::Building),
            ("A0102", Kind::Structure),
            ("A01", Kind::Structure),
            ("A0203", Kind::Vehicle),
            ("A02", Kind::Equipment),
            ("A03", Kind::Collection),
            ("A04", Kind::Book),
            ("A05", Kind::Furniture),
            ("A06", Kind::AnimalPlant),
            ("A07", Kind::Supplies),
            ("A08", Kind::Intangible),
        ];
        CLASSES.iter().find(|(class, _)| code.starts_with(class)).map_or(Self::Other, |(_, kind)| *kind)
    }
}

/// Declares what only cards of one kind have: all of it optional; what is absent is left out on the wire.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident {
        texts: [$($(#[$tdoc:meta])* $text:ident),*], numbers: [$($number:ident),*], amounts: [$($amount:ident),*], days: [$($day:ident),*]
    })+) => {
        /// What only cards of one kind have. `for` says which; it has to be the kind of the card's category.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, garde::Validate, ToSchema)]
        #[serde(tag = "for", rename_all = "snake_case", deny_unknown_fields)]
        pub enum KindAttributes {$(
            $(#[$doc])*
            $name {
                $($(#[$tdoc])*
                #[serde(default, skip_serializing_if = "Option::is_none")]
                #[garde(length(chars, min = 1, max = 100), custom(one_line))]
                $text: Option<String>,)*
                $(#[serde(default, skip_serializing_if = "Option::is_none")]
                #[garde(range(min = 0, max = 1_000_000))]
                $number: Option<i64>,)*
                $(#[serde(default, skip_serializing_if = "Option::is_none")]
                #[garde(skip)]
                $amount: Option<Quantity>,)*
                $(#[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "in_calendar")]
                #[garde(skip)]
                $day: Option<NaiveDate>,)*
            },
        )+}

        impl KindAttributes {
            pub const fn kind(&self) -> Kind {
                match self {
                    $(Self::$name { .. } => Kind::$name,)+
                }
            }
        }
    };
}

kinds! {
    /// 房屋.
    Building { texts: [
        /// JY/T 1001 JZWJG: 框架, 砖混 …
        structure, certificate_no, owner_name], numbers: [floors], amounts: [area_m2], days: [completed_on] }
    /// 构筑物.
    Structure { texts: [structure], numbers: [], amounts: [area_m2], days: [completed_on] }
    /// 土地.
    Land { texts: [certificate_no, land_use], numbers: [], amounts: [area_m2], days: [certificate_on] }
    /// 车辆.
    Vehicle { texts: [plate_no, vin, engine_no, displacement], numbers: [seats], amounts: [], days: [registered_on] }
    /// 设备.
    Equipment { texts: [rated_power, voltage, network_address, operating_system], numbers: [], amounts: [], days: [made_on] }
    /// 文物和陈列品.
    Collection { texts: [era, grade, origin], numbers: [], amounts: [], days: [] }
    /// 图书和档案.
    Book { texts: [publisher, isbn, author], numbers: [volumes], amounts: [], days: [published_on] }
    /// 家具和用具.
    Furniture { texts: [material, size_no, dimensions, colour], numbers: [], amounts: [], days: [] }
    /// 无形资产.
    Intangible { texts: [registration_no, licensor], numbers: [licences], amounts: [], days: [valid_until] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_class_of_a_code_tells_the_kind() {
        let kinds = ["A01010211", "A01022500", "A01030000", "A02030608", "A02020200", "A04010101", "A05010203", "A08060301", "C23120600"];
        let told = kinds.map(Kind::of);
        let expected = [
            Kind::Building,
            Kind::Structure,
            Kind::Land,
            Kind::Vehicle,
            Kind::Equipment,
            Kind::Book,
            Kind::Furniture,
            Kind::Intangible,
            Kind::Other,
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn attributes_say_what_they_are_for_and_know_no_others() {
        let read = |json| serde_json::from_str::<KindAttributes>(json).map(|a| a.kind()).ok();
        assert_eq!(read(r#"{"for":"vehicle","plate_no":"粤A12345","seats":33}"#), Some(Kind::Vehicle));
        assert_eq!(read(r#"{"for":"vehicle","area_m2":"12"}"#), None);
        assert_eq!(read(r#"{"plate_no":"粤A12345"}"#), None);
    }
}

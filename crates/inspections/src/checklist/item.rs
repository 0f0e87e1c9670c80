//! What a checklist asks, and what an answer to it comes to: pure.

use kernel::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::Reading;

/// How an item is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ChecklistItemKind)]
pub enum ItemKind {
    /// Yes is good.
    YesNo,
    /// A number, good within its limits.
    Number,
    Text,
    Photo,
}

/// One line of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ChecklistItem)]
pub struct Item {
    /// Its number in the list, from 1.
    pub no: i64,
    pub text: String,
    pub kind: ItemKind,
    /// Of a number.
    pub unit: Option<String>,
    pub min: Option<Reading>,
    pub max: Option<Reading>,
    pub required: bool,
    /// Where it is looked at, if not just anywhere on the round.
    pub location_id: Option<Uuid>,
}

/// What somebody said to one item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    pub yes: Option<bool>,
    pub number: Option<Reading>,
    pub text: Option<String>,
    pub photos: usize,
    pub remark: Option<String>,
    /// Whether it is reported as a repair in the same act.
    pub reported: bool,
}

/// What an answer comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = InspectionOutcome)]
pub enum Outcome {
    Ok,
    /// A "no", or a number outside its limits.
    Fault,
    /// A text or a photo: nobody judges it.
    Noted,
}

impl Outcome {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Fault => "fault",
            Self::Noted => "noted",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        [Self::Ok, Self::Fault, Self::Noted].into_iter().find(|outcome| outcome.key() == key)
    }
}

/// Why an answer is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unanswered {
    /// It must be answered.
    Missing,
    /// Answered as something that it is not: a text where a number is asked.
    WrongKind,
    /// A fault with no word about it and no repair.
    Unexplained,
    /// Reported, and nothing is wrong.
    NothingToReport,
}

impl Unanswered {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "required",
            Self::WrongKind => "wrong_kind",
            Self::Unexplained => "unexplained",
            Self::NothingToReport => "nothing_to_report",
        }
    }

    pub const fn text(self) -> Text {
        match self {
            Self::Missing => Text::fixed("这一项必须填。", "This has to be answered."),
            Self::WrongKind => Text::fixed("这一项的答案类型不对。", "This is answered in another way."),
            Self::Unexplained => {
                Text::fixed("不合格的，请报修或写一句情况。", "It is not as it should be: report it, or say what is wrong.")
            }
            Self::NothingToReport => Text::fixed("这一项没有问题，不用报修。", "Nothing is wrong here, so there is nothing to report."),
        }
    }
}

impl Item {
    /// What an answer comes to; nothing where nothing was said and nothing had to be.
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn judge(&self, said: &Said) -> Result<Option<Outcome>, Unanswered> {
        let odd = match self.kind {
            ItemKind::YesNo => said.number.is_some() || said.text.is_some(),
            ItemKind::Number => said.yes.is_some() || said.text.is_some(),
            ItemKind::Text | ItemKind::Photo => said.yes.is_some() || said.number.is_some(),
        };
        if odd {
            return Err(Unanswered::WrongKind);
        }
        let outcome = match self.kind {
            ItemKind::YesNo => said.yes.map(|yes| if yes { Outcome::Ok } else { Outcome::Fault }),
            ItemKind::Number => said.number.map(|number| if self.is_within(number) { Outcome::Ok } else { Outcome::Fault }),
            ItemKind::Text => said.text.as_ref().map(|_| Outcome::Noted),
            ItemKind::Photo => (said.photos > 0).then_some(Outcome::Noted),
        };
        match outcome {
            None if self.required || said.reported => Err(Unanswered::Missing),
            Some(Outcome::Fault) if !said.reported && said.remark.is_none() => Err(Unanswered::Unexplained),
            Some(Outcome::Ok | Outcome::Noted) if said.reported => Err(Unanswered::NothingToReport),
            judged => Ok(judged),
        }
    }

    /// What is written down for an item of which nothing was said, when nothing at all was found: a "yes" is good.
    pub const fn is_answered_by_silence(&self) -> bool {
        matches!(self.kind, ItemKind::YesNo)
    }

    fn is_within(&self, number: Reading) -> bool {
        self.min.is_none_or(|min| number >= min) && self.max.is_none_or(|max| number <= max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(kind: ItemKind) -> Item {
        Item { no: 1, text: "冷柜温度".into(), kind, unit: None, min: None, max: None, required: true, location_id: None }
    }

    fn number(text: &str) -> Said {
        Said { number: Some(text.parse().unwrap()), ..Said::default() }
    }

    #[test]
    fn a_number_is_good_up_to_its_limits_and_not_a_thousandth_further() {
        let freezer = Item { min: Some("-25".parse().unwrap()), max: Some("-18".parse().unwrap()), ..item(ItemKind::Number) };
        for good in ["-18", "-25", "-20.5"] {
            assert_eq!(freezer.judge(&number(good)), Ok(Some(Outcome::Ok)), "{good}");
        }
        for bad in ["-17.999", "-25.001", "4"] {
            assert_eq!(freezer.judge(&number(bad)), Err(Unanswered::Unexplained), "{bad}");
            let remarked = Said { remark: Some("除霜中".into()), ..number(bad) };
            assert_eq!(freezer.judge(&remarked), Ok(Some(Outcome::Fault)), "{bad}");
        }
    }

    #[test]
    fn a_no_wants_a_word_or_a_repair_and_a_yes_wants_neither() {
        let clean = item(ItemKind::YesNo);
        let said = |yes, reported| Said { yes: Some(yes), reported, ..Said::default() };
        assert_eq!(clean.judge(&said(true, false)), Ok(Some(Outcome::Ok)));
        assert_eq!(clean.judge(&said(true, true)), Err(Unanswered::NothingToReport));
        assert_eq!(clean.judge(&said(false, true)), Ok(Some(Outcome::Fault)));
        assert_eq!(clean.judge(&said(false, false)), Err(Unanswered::Unexplained));
        assert_eq!(clean.judge(&Said::default()), Err(Unanswered::Missing));
        assert_eq!(clean.judge(&number("1")), Err(Unanswered::WrongKind));
        assert_eq!(Item { required: false, ..clean }.judge(&Said::default()), Ok(None));
    }

    #[test]
    fn texts_and_photos_are_noted() {
        let said = Said { text: Some("地面干燥".into()), ..Said::default() };
        assert_eq!(item(ItemKind::Text).judge(&said), Ok(Some(Outcome::Noted)));
        assert_eq!(item(ItemKind::Photo).judge(&Said::default()), Err(Unanswered::Missing));
        assert_eq!(item(ItemKind::Photo).judge(&Said { photos: 1, ..Said::default() }), Ok(Some(Outcome::Noted)));
    }
}

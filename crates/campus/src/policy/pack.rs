//! The embedded pack: every key with its words, its kind, its default and its source. Keys of features to come stand here already, so
//! that the school's own tables can be printed whole; `in_use` tells which of them decide something today.

use kernel::{Lang, Problem, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const PACK: &str = include_str!("pack.json");

/// What a value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PolicyKind {
    Integer,
    /// Several whole numbers.
    Integers,
    /// A decimal string in yuan; `null` where there is no default.
    Money,
    YesNo,
    /// One of the options.
    Choice,
    /// Amounts with who decides, the last one without an upper end.
    Tiers,
    /// What goes up to somebody whatever it costs: a dear piece, a fund, a class of things.
    Raises,
    /// Times of day, `07:50`.
    Times,
    /// `09-01`.
    MonthDay,
}

/// What a value is about: how the tables are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PolicyGroup {
    Purchase,
    Assets,
    Repairs,
    Safety,
    Canteen,
    Office,
    /// What is kept how long.
    Retention,
}

/// Words in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Words {
    pub zh: String,
    pub en: String,
}

impl Words {
    pub fn pick(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.zh.clone(),
            Lang::En => self.en.clone(),
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
pub struct Choice {
    pub value: String,
    #[serde(flatten)]
    pub words: Words,
}

/// A key of the pack.
#[derive(Debug, Clone, Deserialize)]
pub struct Entry {
    pub key: String,
    pub group: PolicyGroup,
    pub kind: PolicyKind,
    pub default: serde_json::Value,
    pub title: Words,
    pub source: Words,
    pub unit: Option<Words>,
    /// Asked in plain words after set-up.
    pub question: Option<Words>,
    #[serde(default)]
    pub in_use: bool,
    pub min: Option<i64>,
    pub max: Option<i64>,
    pub count: Option<usize>,
    #[serde(default)]
    pub options: Vec<Choice>,
    /// The funds that a condition may name.
    #[serde(default)]
    pub funds: Vec<Choice>,
}

/// Reads the pack.
pub fn pack() -> Result<Vec<Entry>> {
    serde_json::from_str(PACK).map_err(Problem::internal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::value;

    #[test]
    fn every_default_fits_its_own_kind_and_every_key_stands_once() {
        let pack = pack().unwrap();
        let keys: std::collections::BTreeSet<_> = pack.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys.len(), pack.len());
        assert!(pack.len() > 55, "{} keys", pack.len());
        for entry in &pack {
            assert_eq!(value::check(entry, &entry.default).map_err(|text| text.en), Ok(()), "{}", entry.key);
            assert!(!entry.title.zh.is_empty() && !entry.title.en.is_empty() && !entry.source.zh.is_empty(), "{}", entry.key);
        }
        assert!(pack.iter().filter(|entry| entry.question.is_some()).count() >= 15);
    }
}

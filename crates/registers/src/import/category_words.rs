//! Finds the category that a cell means: by code, name, alias, or code and name together. Owns the lookup; the table is
//! data handed in, the built-in one or a school's own copy of it.

use std::{collections::HashMap, sync::Arc};

use serde::Deserialize;

use super::dialect::{is_blank, key};

/// What the lookup needs of a category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryWords {
    pub code: String,
    pub names: Vec<String>,
    pub aliases: Vec<String>,
}

/// The categories of a school, ready to be searched.
#[derive(Debug, Clone, Default)]
pub struct CategoryTable {
    codes: HashMap<String, Arc<str>>,
    names: HashMap<String, Arc<str>>,
    /// `None` for an alias that two categories share: the user chooses.
    aliases: HashMap<String, Option<Arc<str>>>,
}

/// What a category cell leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Nothing in the cell.
    Blank,
    Category(Arc<str>),
    /// A 7-digit code of the 2010 edition, kept as it is, and the category of a name beside it if there is one.
    Legacy {
        code: String,
        category: Option<Arc<str>>,
    },
    Unknown,
}

/// A category table that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("category table: {0}")]
pub struct BadTable(#[from] csv::Error);

/// The columns of a category table that name things.
#[derive(Deserialize)]
struct TableLine {
    code: String,
    name_zh: String,
    name_en: String,
    aliases: String,
}

impl CategoryTable {
    pub fn new(categories: impl IntoIterator<Item = CategoryWords>) -> Self {
        let mut table = Self::default();
        for category in categories {
            let code: Arc<str> = category.code.as_str().into();
            table.codes.insert(word(&category.code), code.clone());
            for name in &category.names {
                table.names.entry(word(name)).or_insert_with(|| code.clone());
            }
            for alias in &category.aliases {
                let known = table.aliases.entry(word(alias)).or_insert_with(|| Some(code.clone()));
                if known.as_ref() != Some(&code) {
                    *known = None;
                }
            }
        }
        table
    }

    /// Reads the columns `code`, `name_zh`, `name_en` and `aliases` (parted by `|`) of a table such as the built-in one.
    pub fn from_csv(text: &str) -> Result<Self, BadTable> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let lines = reader.deserialize().collect::<Result<Vec<TableLine>, _>>()?;
        let split = |aliases: &str| aliases.split('|').filter(|alias| !alias.is_empty()).map(str::to_owned).collect();
        Ok(Self::new(lines.into_iter().map(|line| CategoryWords {
            aliases: split(&line.aliases),
            code: line.code,
            names: vec![line.name_zh, line.name_en],
        })))
    }

    /// What a cell of a category column means.
    pub fn find(&self, text: &str) -> Found {
        if is_blank(text) {
            return Found::Blank;
        }
        let whole = word(text);
        if let Some(code) = self.codes.get(&whole).or_else(|| self.named(&whole)) {
            return Found::Category(code.clone());
        }
        let (code, rest) = part_code(&whole);
        if let Some(code) = self.codes.get(code) {
            return Found::Category(code.clone());
        }
        let by_rest = self.named(&rest).or_else(|| self.named(last_level(&rest))).cloned();
        match by_rest {
            category if is_legacy(code) => Found::Legacy { code: code.to_owned(), category },
            Some(category) => Found::Category(category),
            None => Found::Unknown,
        }
    }

    /// The category of a code.
    pub fn by_code(&self, code: &str) -> Option<&Arc<str>> {
        self.codes.get(&word(code))
    }

    /// The category that the name of an asset is the name or an alias of.
    pub fn by_name(&self, name: &str) -> Option<&Arc<str>> {
        self.named(&word(name))
    }

    fn named(&self, word: &str) -> Option<&Arc<str>> {
        self.names.get(word).or_else(|| self.aliases.get(word).and_then(Option::as_ref))
    }
}

/// What words are compared by: width, spaces and capitals do not matter.
fn word(text: &str) -> String {
    key(text).to_lowercase()
}

/// A code of the 2010 edition.
fn is_legacy(code: &str) -> bool {
    code.len() == 7 && code.bytes().all(|byte| byte.is_ascii_digit())
}

/// The first run of letters and digits that looks like a code, and the text without it and the signs around it.
fn part_code(text: &str) -> (&str, String) {
    let coded = |run: &&str| {
        let digits = run.strip_prefix(['a', 'b', 'c']).unwrap_or(run);
        digits.len() >= 6 && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let Some(code) = text.split(|c: char| !c.is_ascii_alphanumeric()).find(coded) else {
        return ("", text.to_owned());
    };
    let (before, after) = text.split_once(code).unwrap_or((text, ""));
    let signs = |c: char| matches!(c, '(' | ')' | '[' | ']' | '【' | '】' | '-' | '_' | '/' | ':' | '|' | '.' | ',' | '—');
    (code, format!("{}{}", before.trim_matches(signs), after.trim_matches(signs)))
}

/// The last level of a path: 通用设备/计算机设备/台式计算机.
fn last_level(text: &str) -> &str {
    text.rsplit(['/', '>', '\\', '-']).next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> CategoryTable {
        CategoryTable::from_csv(
            "code,name_zh,name_en,unit,aliases\n\
             A02010105,台式计算机,Desktop computer,台,台式机|微机\n\
             A02091001,普通电视设备（电视机）,Television set,台,电视机|屏\n\
             A02021103,LED显示屏,LED display,块,LED屏|屏\n",
        )
        .unwrap()
    }

    fn found(text: &str) -> Option<String> {
        match table().find(text) {
            Found::Category(code) => Some(code.to_string()),
            Found::Blank | Found::Legacy { .. } | Found::Unknown => None,
        }
    }

    #[test]
    fn code_name_alias_and_code_with_name_lead_to_the_category() {
        for text in [
            "A02010105",
            "a02010105 ",
            "Ａ０２０１０１０５",
            "台式计算机",
            "台 式 计算机",
            "微机",
            "A02010105 台式计算机",
            "台式计算机（A02010105）",
            "A02010105-台式计算机",
            "desktop computer",
            "通用设备/计算机设备/台式计算机",
        ] {
            assert_eq!(found(text).as_deref(), Some("A02010105"), "{text}");
        }
        assert_eq!(found("普通电视设备(电视机)").as_deref(), Some("A02091001"));
        assert_eq!(found("led屏").as_deref(), Some("A02021103"));
    }

    #[test]
    fn what_leads_nowhere_is_unknown_and_so_is_a_shared_alias() {
        for text in ["A02999999", "学习机类", "屏", "A0201010", "12"] {
            assert_eq!(table().find(text), Found::Unknown, "{text}");
        }
        assert_eq!(table().find(" — "), Found::Blank);
    }

    #[test]
    fn a_code_of_2010_is_kept_and_its_name_decides() {
        assert_eq!(table().find("2010104"), Found::Legacy { code: "2010104".into(), category: None });
        let named = Found::Legacy { code: "2010104".into(), category: Some("A02010105".into()) };
        assert_eq!(table().find("2010104 台式计算机"), named);
    }
}

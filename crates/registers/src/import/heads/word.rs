//! Reads one head: takes off units, brackets and marks, parts Chinese from Latin, and looks both up.

use std::collections::HashMap;

use super::{
    super::dialect::{self, key},
    Field, HeadOverrides,
    alias::{Alias, Words},
};

/// Longest head that is looked up, in characters; longer texts are titles or notes.
const MAX_HEAD_CHARS: usize = 40;

/// What a head says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Reading {
    pub field: Option<Field>,
    pub rank: u8,
    pub otherwise: Option<Field>,
    pub wan: bool,
    pub path: bool,
}

/// Reads heads by the words of the trade and the user's own.
#[derive(Debug)]
pub(super) struct WordReader {
    words: Words,
    overrides: HashMap<String, Option<Field>>,
}

impl WordReader {
    pub(super) fn new(overrides: &HeadOverrides) -> Self {
        let overrides = overrides.iter().map(|(word, field)| (plain(word), *field)).collect();
        Self { words: Words::new(), overrides }
    }

    pub(super) fn read(&self, head: &str) -> Reading {
        if head.is_empty() || head.chars().count() > MAX_HEAD_CHARS {
            return Reading::default();
        }
        let text = plain(head);
        let wan = text.contains("万元") || text.contains("(万)");
        let path = text == "hb.location" || text.contains("路径");
        let (field, rank, otherwise) = match (self.overrides.get(&text), self.lookup(&text)) {
            (Some(field), _) => (*field, 0, None),
            (None, Some(alias)) => (Some(alias.field), alias.rank, alias.otherwise),
            (None, None) => (None, 0, None),
        };
        Reading { field, rank, otherwise, wan, path }
    }

    /// The whole head, then the head without what stands in brackets: （原）编号 is not 编号, 金额（元） is 金额.
    fn lookup(&self, text: &str) -> Option<Alias> {
        let text = text.strip_prefix("hb.field.").unwrap_or(text);
        self.by_script(&joined(text)).or_else(|| self.by_script(&outside(text)))
    }

    /// The Chinese word and the Latin word of a head, looked up each for itself. When both name the same field the
    /// firmer word counts; when they differ the Chinese one does.
    fn by_script(&self, text: &str) -> Option<Alias> {
        let sign = |c: char| matches!(c, '、' | '。' | '：' | '，');
        let chinese: String = text.chars().filter(|c| dialect::is_wide(*c) && !sign(*c)).collect();
        let latin: String = text.chars().filter(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '#')).collect();
        let chinese = self.words.find(without_yuan(&chinese)).or_else(|| self.words.find(&chinese));
        let latin = self.words.find(latin.trim_matches('/'));
        match (chinese, latin) {
            (Some(zh), Some(en)) if zh.field == en.field && en.rank < zh.rank => Some(en),
            (Some(zh), _) => Some(zh),
            (None, en) => en,
        }
    }
}

/// What heads are compared by.
pub(super) fn plain(head: &str) -> String {
    key(head).to_lowercase()
}

/// A head as it is compared, without what stands in brackets: 净值（元） is 净值.
pub(crate) fn bare(head: &str) -> String {
    outside(&plain(head))
}

/// （原）编号 as 原编号: brackets taken off, their content left in its place.
fn joined(text: &str) -> String {
    text.chars().filter(|c| !is_bracket(*c)).collect()
}

fn without_yuan(chinese: &str) -> &str {
    chinese.strip_suffix("万元").or_else(|| chinese.strip_suffix('元')).unwrap_or(chinese)
}

/// What stands outside brackets.
fn outside(text: &str) -> String {
    let mut depth = 0_u32;
    let outside = |c: &char| {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    text.chars().filter(outside).collect()
}

const fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '【' | '】' | '〔' | '〕')
}

//! The apostrophe that keeps a text from being taken for a formula. Exports put it there, imports take exactly that one off again:
//! a text survives both unchanged, also one that begins with apostrophes of its own.

use std::borrow::Cow;

/// What spreadsheets begin a formula or a command with, its full-width forms included.
const fn is_dangerous(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '﹢' | '﹣' | '﹦' | '﹫')
}

/// Whether a text begins with what must not lead a cell, whatever apostrophes stand before it.
fn needs_mark(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(is_dangerous)
}

/// The text as it stands in a file of plain text.
pub fn marked(text: &str) -> Cow<'_, str> {
    if needs_mark(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that was marked; `None` for one that bears no mark.
pub fn unmarked(text: &str) -> Option<&str> {
    text.strip_prefix('\'').filter(|rest| needs_mark(rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_marked_and_words_are_not() {
        for (text, shown) in [
            ("=1+1", "'=1+1"),
            ("+86 10", "'+86 10"),
            ("-18℃冷藏柜", "'-18℃冷藏柜"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("\nx", "'\nx"),
            ("＝1", "'＝1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠1", "'＠1"),
            ("'=1", "''=1"),
            ("'原样", "'原样"),
            ("a=1", "a=1"),
            ("", ""),
        ] {
            assert_eq!(marked(text), shown);
            assert_eq!(unmarked(shown).unwrap_or(shown), text);
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "['=+@x-]{0,6}") {
            let shown = marked(&text);
            prop_assert_eq!(unmarked(&shown).unwrap_or(&shown), &text);
        }
    }
}

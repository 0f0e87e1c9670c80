//! Text from outside: what is a name, what is a line, and when two names are the same.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Characters that hide or reorder text: zero-width, bidirectional and line controls, blank letters, byte order mark, tags.
pub fn is_deceptive(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
    )
}

/// Two names with the same key would be taken for one another: width, case and accents are folded, spaces dropped.
pub fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c) && !c.is_whitespace() && !is_deceptive(*c))
        // By way of upper case, so that ß is ss and a final sigma is a sigma.
        .flat_map(char::to_lowercase)
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .nfkc()
        .collect()
}

/// Whether a character is part of a word, on both engines alike: marks and letters in circles, which Rust counts as letters,
/// separate words for SQLite's tokenizer, and so do the letters of rare scripts that it may not know.
pub fn is_word(c: char) -> bool {
    let known = c <= '\u{FFFF}' && !matches!(c, '\u{2460}'..='\u{24FF}');
    c.is_alphanumeric() && !is_combining_mark(c) && known
}

/// NFKC with inner runs of white space as one space and none at the ends: how names are stored.
pub fn tidy(text: &str) -> String {
    let normal: String = text.nfkc().collect();
    normal.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// White space tidied, the writer's own punctuation kept: how reasons and remarks are stored. A full-width comma stays one.
pub fn sentence(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_fold_to_one_key() {
        assert_eq!(fold("Ｌｉ　Na"), fold("lina"));
        assert_eq!(fold("José"), fold("JOSE"));
        assert_eq!(fold("Strauß"), fold("STRAUSS"));
        assert_eq!(fold("STRAUẞ"), fold("strauss"));
        assert_eq!(fold("ΟΔΟΣ"), fold("οδος"));
        assert_eq!(fold("王\u{200B}师傅"), fold("王师傅"));
        assert_ne!(fold("王师傅"), fold("王老师"));
    }

    #[test]
    fn names_are_stored_tidy() {
        assert_eq!(tidy("  致远楼　２０３ "), "致远楼 203");
    }

    #[test]
    fn sentences_keep_their_punctuation() {
        assert_eq!(sentence("  等暑假，\n一起添置 "), "等暑假， 一起添置");
    }
}

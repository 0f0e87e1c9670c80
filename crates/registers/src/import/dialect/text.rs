//! Width, spaces and blanks. Owns when two texts are the same; never changes what is shown beyond width and spaces.

use std::borrow::Cow;

/// The half-width form: full-width ASCII, every kind of space as one plain space, ￥ as ¥, invisible characters removed.
/// Unlike NFKC it leaves ㎡, ①, ℃ and Chinese punctuation as they are.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(fold_char).collect())
}

fn fold_char(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32),
        '\u{FFE5}' => Some('¥'),
        '\u{2212}' => Some('-'),
        '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => None,
        _ if c.is_whitespace() => Some(' '),
        _ if c.is_control() => None,
        _ => Some(c),
    }
}

/// What two texts are compared by when width and spaces do not matter.
pub fn key(text: &str) -> String {
    text.chars().filter_map(fold_char).filter(|c| *c != ' ').collect()
}

/// True for what stands for nothing: no characters but spaces, or a lone `-`, `—`, `/` or `无`.
pub fn is_blank(text: &str) -> bool {
    let mut seen = text.chars().filter_map(fold_char).filter(|c| *c != ' ');
    let (first, second, third) = (seen.next(), seen.next(), seen.next());
    match (first, second, third) {
        (None, ..) | (Some('-' | '—' | '–' | '/' | '无'), None, _) => true,
        // The dash of Chinese print takes two places.
        (Some(first @ ('-' | '—' | '–')), Some(second), None) => first == second,
        _ => false,
    }
}

/// A text of one line as it is kept: characters as written, line breaks and runs of spaces as one space, none at the
/// ends. `None` when blank.
pub fn line(text: &str) -> Option<Cow<'_, str>> {
    if is_blank(text) {
        return None;
    }
    let plain = |c: char| !c.is_control() && !is_invisible(c) && (!c.is_whitespace() || c == ' ');
    if text.chars().all(plain) && !text.contains("  ") {
        return Some(Cow::Borrowed(text.trim()));
    }
    let visible: String = text.chars().filter(|c| !is_invisible(*c) && (!c.is_control() || c.is_whitespace())).collect();
    Some(Cow::Owned(visible.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// A text that may have several lines: line ends as LF, no spaces at the ends. `None` when blank.
pub fn lines(text: &str) -> Option<Cow<'_, str>> {
    if is_blank(text) {
        return None;
    }
    if !text.chars().any(|c| c.is_control() && c != '\n') {
        return Some(Cow::Borrowed(text.trim()));
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    Some(Cow::Owned(kept.trim().to_owned()))
}

/// A name of a place, person or department as it is shown: half-width, and without the spaces that stand next to a
/// Chinese character (张 三, 教学楼 101). `None` when blank.
pub fn spoken(text: &str) -> Option<String> {
    if is_blank(text) {
        return None;
    }
    let folded = fold(text);
    let mut shown = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        let joins = shown.chars().last().is_some_and(is_wide) || word.chars().next().is_some_and(is_wide);
        if !shown.is_empty() && !joins {
            shown.push(' ');
        }
        shown.push_str(word);
    }
    Some(shown)
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Chinese characters and Chinese punctuation.
pub(in super::super) const fn is_wide(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_is_folded_and_nothing_else() {
        assert_eq!(fold("ＱＨ－００１（２）　￥５．０"), "QH-001(2) ¥5.0");
        assert_eq!(fold("㎡①℃、。“”"), "㎡①℃、。“”");
        assert_eq!(key("综合楼 计算机教室（２）\t"), "综合楼计算机教室(2)");
    }

    #[test]
    fn blanks_are_spaces_of_any_width_and_lone_signs() {
        for blank in ["", " ", "　", "\u{A0}\t\r\n", "-", "－", "—", "——", "--", "/", "／", "无", " 无　", "\u{200B}"] {
            assert!(is_blank(blank), "{blank:?}");
            assert_eq!((line(blank), spoken(blank)), (None, None));
        }
        for some in ["0", "无锡", "-1", "A/B", "///", "-—", "。"] {
            assert!(!is_blank(some), "{some:?}");
        }
    }

    #[test]
    fn texts_keep_their_characters() {
        assert_eq!(line("  触控一体机 ").unwrap(), "触控一体机");
        assert_eq!(line("清禾\r\nKFR-35GW  挂机").unwrap(), "清禾 KFR-35GW 挂机");
        assert_eq!(line("-18℃冷藏柜").unwrap(), "-18℃冷藏柜");
        assert_eq!(line("=SUM(A1:A2)").unwrap(), "=SUM(A1:A2)");
        assert_eq!(lines("含：\r\n主机1台\u{7}\r\n").unwrap(), "含：\n主机1台");
    }

    #[test]
    fn names_lose_spaces_next_to_chinese() {
        assert_eq!(spoken(" 张 三 ").unwrap(), "张三");
        assert_eq!(spoken("教学楼　１０１（ 东 ）").unwrap(), "教学楼101(东)");
        assert_eq!(spoken("Room  12 A").unwrap(), "Room 12 A");
    }
}

//! Numbers of assets: what of a cell belongs to the number, and when two numbers are the same.

use sheets::Cell;

use super::{fold, is_blank, key};

/// The number as it is kept: half-width, without spaces, tabs, a leading apostrophe or a `="…"` wrapper. `None` when blank.
pub fn asset_no(cell: &Cell) -> Option<String> {
    let text = cell.shown();
    if is_blank(text) {
        return None;
    }
    let folded = fold(text);
    let inner = unwrap(folded.trim());
    if is_blank(inner) {
        return None;
    }
    Some(key(inner))
}

/// What two numbers are compared by; the same as what [`asset_no`] keeps.
pub fn number_key(text: &str) -> String {
    key(unwrap(fold(text).trim()))
}

/// Takes off what spreadsheets need to keep leading zeros.
fn unwrap(text: &str) -> &str {
    without_wrapper(text).trim().trim_start_matches(['\'', '’', '‘'])
}

/// The text inside a `="…"` wrapper, which exports put around whatever a spreadsheet must not take for a number.
pub fn without_wrapper(text: &str) -> &str {
    text.trim().strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_what_is_left_without_its_wrapping() {
        for written in
            ["QH-通-00001", "QH-通-00001\t", " QH-通-00001 ", "'QH-通-00001", "=\"QH-通-00001\"", "ＱＨ－通－００００１", "QH- 通-00001"]
        {
            assert_eq!(asset_no(&Cell::Text(written.into())).as_deref(), Some("QH-通-00001"), "{written}");
            assert_eq!(number_key(written), "QH-通-00001");
        }
        assert_eq!(asset_no(&Cell::Number("2420000".into())).as_deref(), Some("2420000"));
        assert_eq!(asset_no(&Cell::Text("00000001".into())).as_deref(), Some("00000001"));
    }

    #[test]
    fn a_blank_number_is_none() {
        for blank in ["", " ", "-", "无", "=\"\"", "'"] {
            assert_eq!(asset_no(&Cell::Text(blank.into())), None, "{blank:?}");
        }
    }
}

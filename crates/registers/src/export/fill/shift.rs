//! References to cells when rows are put in: `A1`, `$B$2`, `C3:D9`, alone or in the words of a formula.

/// Rows put in below the row `after`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shift {
    pub after: u32,
    pub by: u32,
}

impl Shift {
    /// A row's number after the shift.
    pub(super) const fn row(self, row: u32) -> u32 {
        if row > self.after { row.saturating_add(self.by) } else { row }
    }

    /// The end of a range: one that ends with the block grows with it, so that a sum goes on holding all rows.
    const fn end(self, row: u32) -> u32 {
        if row >= self.after { row.saturating_add(self.by) } else { row }
    }

    /// A formula, a range or a list of ranges. What stands in quotes and names of functions stay as they are.
    pub(super) fn text(self, text: &str) -> String {
        if self.by == 0 {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len() + 8);
        let (mut rest, mut quote, mut before) = (text, None::<char>, ' ');
        while let Some(c) = rest.chars().next() {
            let starts = quote.is_none() && !(before.is_alphanumeric() || matches!(before, '_' | '.' | '$'));
            if starts && let Some((letters, row, length)) = reference(rest) {
                let row = if before == ':' { self.end(row) } else { self.row(row) };
                out.push_str(letters);
                out.push_str(&row.to_string());
                let (_, after) = rest.split_at(length);
                rest = after;
                before = '0';
                continue;
            }
            match quote {
                Some(open) if open == c => quote = None,
                None if matches!(c, '"' | '\'') => quote = Some(c),
                _ => {}
            }
            out.push(c);
            before = c;
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
        out
    }
}

/// Column with its signs, row, and length of a reference at the beginning of a text.
fn reference(text: &str) -> Option<(&str, u32, usize)> {
    let bytes = text.as_bytes();
    let count = |from: usize, fits: fn(&u8) -> bool| bytes.iter().skip(from).take_while(|b| fits(b)).count();
    let lead = usize::from(bytes.first() == Some(&b'$'));
    let letters = count(lead, u8::is_ascii_uppercase);
    let sign = lead + letters;
    let digits_at = sign + usize::from(bytes.get(sign) == Some(&b'$'));
    let digits = count(digits_at, u8::is_ascii_digit);
    let end = digits_at + digits;
    let follows = text.get(end..).and_then(|rest| rest.chars().next());
    let whole = !follows.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '(' | '.' | '!'));
    if !(1..=3).contains(&letters) || !(1..=7).contains(&digits) || !whole {
        return None;
    }
    Some((text.get(..digits_at)?, text.get(digits_at..end)?.parse().ok()?, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_move_and_sums_grow() {
        let shift = Shift { after: 8, by: 10 };
        for (before, after) in [
            ("SUM(F4:F8)", "SUM(F4:F18)"),
            ("F9+$G$9*H3", "F19+$G$19*H3"),
            ("\"A9\"&LOG10(B9)&'A9'!C9", "\"A9\"&LOG10(B19)&'A9'!C19"),
            ("A10:C12 B3:B4", "A20:C22 B3:B4"),
            ("$A$1:$H$9", "$A$1:$H$19"),
            ("Name9+A1B2", "Name9+A1B2"),
        ] {
            assert_eq!(shift.text(before), after);
        }
        assert_eq!(Shift { after: 8, by: 0 }.text("A9"), "A9");
    }
}

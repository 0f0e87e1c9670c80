//! Amounts: yuan unless the cell or the head says 万, kept in fen.

use sheets::Cell;

use super::{
    decimal::{Decimal, without_commas},
    fold, is_blank,
};

/// Largest amount in fen: a hundred thousand million yuan. Every sum over a file stays far inside `i64`.
pub const MAX_FEN: i64 = 10_000_000_000_000;

/// The cell is not an amount, or has digits behind the fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an amount, or more than two decimals")]
pub struct BadMoney;

/// Reads an amount into fen; `None` when blank. Negative amounts are read as such: whether they are allowed is for the
/// caller. `wan` says that the head counts in 万; a unit in the cell itself goes before the head's.
pub fn money(cell: &Cell, wan: bool) -> Result<Option<i64>, BadMoney> {
    let fen = match cell {
        Cell::Empty => return Ok(None),
        Cell::Text(text) if is_blank(text) => return Ok(None),
        Cell::Text(text) => from_text(text, wan),
        Cell::Number(text) => from_number(text, wan),
        Cell::Date(_) | Cell::Bool(_) | Cell::Error(_) => None,
    };
    fen.filter(|fen| (-MAX_FEN..=MAX_FEN).contains(fen)).map(Some).ok_or(BadMoney)
}

fn from_number(text: &str, wan: bool) -> Option<i64> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let number = Decimal::read(digits, negative)?;
    let number = if wan { number.times_wan() } else { number };
    number.without_noise(2)
}

fn from_text(text: &str, wan: bool) -> Option<i64> {
    let compact: String = fold(text).chars().filter(|c| *c != ' ').collect();
    let (bracketed, body) = without_brackets(&compact);
    let (minus, body) = without_sign(body);
    let body = ["人民币", "RMB", "CNY"].iter().find_map(|sign| body.strip_prefix(sign)).unwrap_or(body);
    let body = body.strip_prefix('¥').unwrap_or(body);
    let (late_minus, body) = without_sign(body);
    let negatives = [bracketed, minus, late_minus].into_iter().filter(|sign| *sign).count();
    if negatives > 1 {
        return None;
    }
    let (wan, digits) = unit_of(body, wan);
    let number = Decimal::read(&without_commas(digits)?, negatives == 1)?;
    let number = if wan { number.times_wan() } else { number };
    number.exact(2)
}

/// Splits the unit off the end and says whether the number counts in 万.
fn unit_of(body: &str, head_wan: bool) -> (bool, &str) {
    for (unit, wan) in [("万元", true), ("万圆", true), ("万", true), ("元整", false), ("元", false), ("圆", false)] {
        if let Some(digits) = body.strip_suffix(unit) {
            return (wan, digits);
        }
    }
    (head_wan, body)
}

fn without_brackets(text: &str) -> (bool, &str) {
    match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (true, inner),
        None => (false, text),
    }
}

fn without_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> Result<Option<i64>, BadMoney> {
        money(&Cell::Text(text.into()), false)
    }

    fn number(text: &str) -> Result<Option<i64>, BadMoney> {
        money(&Cell::Number(text.into()), false)
    }

    #[test]
    fn amounts_by_hand() {
        for (written, fen) in [
            ("6020", 602_000),
            ("21,060.00", 2_106_000),
            ("1280.0000", 128_000),
            ("￥79,600.00", 7_960_000),
            ("¥ 416.00", 41_600),
            ("312500元", 31_250_000),
            ("685.32万元", 685_320_000),
            ("1.28 万", 1_280_000),
            ("７，３３６．００", 733_600),
            (" 1 280 ", 128_000),
            ("人民币1,280元整", 128_000),
            ("0", 0),
            ("0.00", 0),
            (".5", 50),
            ("+3", 300),
            ("-1200.00", -120_000),
            ("－１２００", -120_000),
            ("(1,200.50)", -120_050),
            ("（5元）", -500),
            ("-0.5万元", -500_000),
            ("￥-5", -500),
        ] {
            assert_eq!(text(written), Ok(Some(fen)), "{written}");
        }
    }

    #[test]
    fn blanks_are_no_amount() {
        for blank in ["", "　", "-", "—", "/", "无"] {
            assert_eq!(text(blank), Ok(None));
        }
        assert_eq!(money(&Cell::Empty, true), Ok(None));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for bad in [
            "1234.567",
            "面议",
            "1,28",
            "1.2e3",
            "--5",
            "(-5)",
            "12元5角",
            "万元",
            "1 2.3.4",
            "1.00001",
            "1234567890123456",
            "200000000000",
            "0.0000001万",
        ] {
            assert_eq!(text(bad), Err(BadMoney), "{bad}");
        }
        assert_eq!(money(&Cell::Date("2020-09-01".into()), false), Err(BadMoney));
        assert_eq!(money(&Cell::Error("#N/A".into()), false), Err(BadMoney));
    }

    #[test]
    fn number_cells_lose_float_noise_and_nothing_else() {
        assert_eq!(number("4200.330000000001"), Ok(Some(420_033)));
        assert_eq!(number("257.340000000001"), Ok(Some(25_734)));
        assert_eq!(number("-0.1"), Ok(Some(-10)));
        assert_eq!(number("12.345"), Err(BadMoney));
        assert_eq!(text("4200.330000000001"), Err(BadMoney));
    }

    #[test]
    fn a_head_in_wan_counts_unless_the_cell_says_otherwise() {
        let wan = |cell| money(&cell, true);
        assert_eq!(wan(Cell::Number("685.32".into())), Ok(Some(685_320_000)));
        assert_eq!(wan(Cell::Number("389.65000000000003".into())), Ok(Some(389_650_000)));
        assert_eq!(wan(Cell::Text("685.32".into())), Ok(Some(685_320_000)));
        assert_eq!(wan(Cell::Text("685.32万元".into())), Ok(Some(685_320_000)));
        assert_eq!(wan(Cell::Text("500元".into())), Ok(Some(50_000)));
    }

    /// Every way a ledger may write an amount.
    fn forms(fen: i64) -> Vec<String> {
        let sign = if fen < 0 { "-" } else { "" };
        let (yuan, part) = (fen.unsigned_abs() / 100, fen.unsigned_abs() % 100);
        let digits = yuan.to_string();
        let grouped = digits.as_bytes().rchunks(3).rev().map(|g| String::from_utf8_lossy(g).into_owned()).collect::<Vec<_>>().join(",");
        let full: String = format!("{sign}{yuan}.{part:02}").chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c)).collect();
        vec![
            format!("{sign}{yuan}.{part:02}"),
            format!("{sign}{grouped}.{part:02}00"),
            format!("￥{sign}{grouped}.{part:02}"),
            format!("{sign}{yuan}.{part:02}元"),
            format!("{sign}{}.{:04}{part:02}万元", yuan / 10_000, yuan % 10_000),
            full,
        ]
    }

    proptest! {
        #[test]
        fn every_form_of_an_amount_reads_back(fen in -MAX_FEN..=MAX_FEN) {
            for form in forms(fen) {
                prop_assert_eq!(text(&form), Ok(Some(fen)), "{}", form);
            }
        }

        #[test]
        fn a_number_cell_reads_back_up_to_ten_million_yuan(fen in -1_000_000_000_i64..=1_000_000_000) {
            #[expect(clippy::cast_precision_loss, reason = "a spreadsheet stores it so")]
            let stored = fen as f64 / 100.0;
            prop_assert_eq!(number(&stored.to_string()), Ok(Some(fen)));
        }

        #[test]
        fn no_text_panics(written in "\\PC*") {
            let _ = text(&written);
            let _ = number(&written);
        }
    }
}

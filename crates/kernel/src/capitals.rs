//! Amounts in Chinese capital figures (大写), as they stand on paper beside the digits, so that nobody adds a stroke.
//! By the People's Bank's rules for bills (正确填写票据和结算凭证的基本规定): 元 is followed by 整 where nothing follows, 角 by nothing.

use crate::Money;

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const PLACES: [&str; 4] = ["", "拾", "佰", "仟"];
const SECTIONS: [&str; 3] = ["", "万", "亿"];

impl Money {
    /// The amount as it is written out: `叁拾捌元整`, `陆仟零柒元壹角肆分`.
    pub fn in_capitals(self) -> String {
        let fen = self.fen().unsigned_abs();
        let (yuan, jiao, fen) = (fen / 100, fen / 10 % 10, fen % 10);
        let mut text = String::new();
        if self.fen() < 0 {
            text.push('负');
        }
        if yuan > 0 {
            text += &whole(yuan);
            text.push('元');
        }
        match (jiao, fen) {
            (0, 0) if yuan > 0 => text.push('整'),
            (0, 0) => text += "零元整",
            (0, fen) => {
                if yuan > 0 {
                    text.push('零');
                }
                push(&mut text, fen);
                text.push('分');
            }
            (jiao, fen) => {
                // A nought in the place of the yuan is spoken, so that nothing can be put between.
                if yuan > 0 && yuan.is_multiple_of(10) {
                    text.push('零');
                }
                push(&mut text, jiao);
                text.push('角');
                if fen > 0 {
                    push(&mut text, fen);
                    text.push('分');
                }
            }
        }
        text
    }
}

/// A whole number; noughts in a row are spoken once, those at the end of a section of four not at all.
fn whole(number: u64) -> String {
    let mut text = String::new();
    let mut gap = false;
    for (section, unit) in SECTIONS.iter().enumerate().rev() {
        let four = number / 10_u64.pow(4 * u32::try_from(section).unwrap_or_default()) % 10_000;
        if four == 0 {
            gap |= !text.is_empty();
            continue;
        }
        for (place, name) in PLACES.iter().enumerate().rev() {
            let digit = four / 10_u64.pow(u32::try_from(place).unwrap_or_default()) % 10;
            if digit == 0 {
                gap |= !text.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                text.push('零');
            }
            push(&mut text, digit);
            text += name;
        }
        // Noughts before the unit of the section are not spoken: 壹拾万柒仟.
        gap = false;
        text += unit;
    }
    text
}

fn push(text: &mut String, digit: u64) {
    text.extend(usize::try_from(digit).ok().and_then(|digit| DIGITS.get(digit)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_out_as_the_rules_for_bills_show() {
        let cases = [
            ("0.00", "零元整"),
            ("0.05", "伍分"),
            ("0.50", "伍角"),
            ("0.53", "伍角叁分"),
            ("38.00", "叁拾捌元整"),
            ("10.00", "壹拾元整"),
            ("100.00", "壹佰元整"),
            ("325.04", "叁佰贰拾伍元零肆分"),
            ("1409.50", "壹仟肆佰零玖元伍角"),
            ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
            ("6007.14", "陆仟零柒元壹角肆分"),
            ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
            ("107000.53", "壹拾万柒仟元零伍角叁分"),
            ("100001.00", "壹拾万零壹元整"),
            ("20000000.00", "贰仟万元整"),
            ("100000000.00", "壹亿元整"),
            ("100000500.00", "壹亿零伍佰元整"),
            ("99999999999.99", "玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
        ];
        for (amount, words) in cases {
            assert_eq!(amount.parse::<Money>().unwrap().in_capitals(), words, "{amount}");
        }
    }

    proptest::proptest! {
        /// Whoever reads it back comes to the same amount.
        #[test]
        fn what_is_written_out_reads_back_as_the_same_amount(fen in 1_i64..10_000_000_000_000) {
            let words = Money::from_fen(fen).unwrap().in_capitals();
            proptest::prop_assert_eq!(read(&words), fen, "{}", words);
            proptest::prop_assert!(!words.contains("零零"), "{}", words);
        }
    }

    fn read(words: &str) -> i64 {
        let (mut total, mut section, mut digit) = (0, 0, 0);
        for c in words.chars() {
            match c {
                '拾' | '佰' | '仟' => {
                    section += std::mem::take(&mut digit) * [10, 100, 1000]["拾佰仟".chars().position(|p| p == c).unwrap()];
                }
                '万' | '亿' => {
                    let unit = if c == '万' { 10_000 } else { 100_000_000 };
                    total += (std::mem::take(&mut section) + std::mem::take(&mut digit)) * unit * 100;
                }
                '元' => total += (std::mem::take(&mut section) + std::mem::take(&mut digit)) * 100,
                '角' => total += std::mem::take(&mut digit) * 10,
                '分' => total += std::mem::take(&mut digit),
                '整' => {}
                _ => digit = i64::try_from(DIGITS.iter().position(|d| *d == c).unwrap()).unwrap(),
            }
        }
        total
    }
}

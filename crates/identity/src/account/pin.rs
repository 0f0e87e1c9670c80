//! Which PINs are taken: six digits that are not the first ones anybody would try. Pure.

/// Digits of a PIN.
const LENGTH: usize = 6;
/// A staff number shorter than this stands in too many PINs by chance.
const SHORTEST_NUMBER: usize = 3;

/// Why a PIN is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinRefusal {
    NotSixDigits,
    TooEasy,
}

/// Refuses what is no PIN, and what is guessed in a few tries.
///
/// # Errors
/// Which of both.
pub fn check(pin: &str, staff_no: &str) -> Result<(), PinRefusal> {
    let digits: Vec<u8> = pin.bytes().filter(u8::is_ascii_digit).collect();
    if pin.len() != LENGTH || digits.len() != LENGTH {
        return Err(PinRefusal::NotSixDigits);
    }
    // 000000, 123456, 987654, 135790: five digits each as far from the one before; 112233: in pairs.
    let even = |digits: &[u8]| {
        let steps: Vec<u8> = digits.iter().zip(digits.iter().skip(1)).map(|(a, b)| (b + 10 - a) % 10).collect();
        steps.iter().all(|step| Some(step) == steps.first())
    };
    let halves: Vec<u8> = digits.iter().step_by(2).copied().collect();
    let pairs = digits.chunks(2).all(|pair| pair.first() == pair.last()) && even(&halves);
    // 121212, 123123: one piece again and again; 123321: back and forth.
    let repeated = [2, 3].iter().any(|piece| digits.chunks(*piece).all(|part| Some(part) == digits.chunks(*piece).next()));
    let mirrored = digits.iter().eq(digits.iter().rev());
    let own: String = staff_no.chars().filter(char::is_ascii_digit).collect();
    let of_number = own.len() >= SHORTEST_NUMBER && (own.ends_with(pin) || own.starts_with(pin) || padded(pin, &own));
    if digits.windows(LENGTH - 1).any(even) || pairs || repeated || mirrored || of_number { Err(PinRefusal::TooEasy) } else { Ok(()) }
}

/// The number with zeros before or behind it.
fn padded(pin: &str, number: &str) -> bool {
    pin.trim_matches('0') == number.trim_matches('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pins_that_anybody_would_try_are_refused_and_others_are_not() {
        for easy in ["123456", "654321", "000000", "888888", "112233", "332211", "121212", "123123", "135790", "123321", "567890", "246802"]
        {
            assert_eq!(check(easy, ""), Err(PinRefusal::TooEasy), "{easy}");
        }
        for (own, number) in [("000123", "T0123"), ("123000", "T0123"), ("201907", "G201907"), ("201907", "20190734")] {
            assert_eq!(check(own, number), Err(PinRefusal::TooEasy), "{own} {number}");
        }
        for wrong in ["", "12345", "1234567", "12345a", "１２３４５６", "12 456"] {
            assert_eq!(check(wrong, ""), Err(PinRefusal::NotSixDigits), "{wrong}");
        }
        for good in ["480215", "907316", "112358", "314159"] {
            assert_eq!(check(good, "T0123"), Ok(()), "{good}");
        }
    }
}

//! Unguessable codes and tokens, from the operating system.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::{Problem, Result};

/// Crockford's base 32: no I, L, O, U, so that a code can be read aloud and typed.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Random bytes.
///
/// # Errors
/// 500 when the operating system has none to give.
pub fn bytes<const N: usize>() -> Result<[u8; N]> {
    let mut buffer = [0u8; N];
    getrandom::fill(&mut buffer).map_err(Problem::internal)?;
    Ok(buffer)
}

/// A code of `N` characters for door signs and follow-ups (5 bits each).
pub fn code<const N: usize>() -> Result<String> {
    Ok(bytes::<N>()?.iter().filter_map(|b| CROCKFORD.get(usize::from(b % 32))).map(|b| char::from(*b)).collect())
}

/// A token of 256 bits, for URLs and cookies.
pub fn token() -> Result<String> {
    Ok(URL_SAFE_NO_PAD.encode(bytes::<32>()?))
}

/// What a person typed as a code: case and the letters that Crockford leaves out are read as what was meant.
pub fn read_code(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !matches!(c, '-' | ' '))
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_their_length_and_alphabet() {
        let made = code::<10>().unwrap();
        assert_eq!(made.len(), 10);
        assert!(made.bytes().all(|b| CROCKFORD.contains(&b)));
        assert_eq!(read_code("o1-lx"), "011X");
    }
}

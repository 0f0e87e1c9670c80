//! Unguessable codes and tokens, from the operating system.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use uuid::Uuid;

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

/// So many of these as a seed chooses them: those whose SHA-256 of `seed:id` is smallest, in that order. Whoever has the seed and the ids comes
/// to the same by any tool, whatever order they are in.
pub fn drawn(seed: &str, mut ids: Vec<Uuid>, count: usize) -> Vec<Uuid> {
    ids.sort_by_cached_key(|id| Sha256::digest(format!("{seed}:{id}")).to_vec());
    ids.truncate(count);
    ids
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

    #[test]
    fn the_same_seed_draws_the_same_and_another_one_others() {
        let ids: Vec<Uuid> = (1..=100).map(Uuid::from_u128).collect();
        let backwards: Vec<Uuid> = ids.iter().rev().copied().collect();
        let of = |seed: &str, ids: &[Uuid]| drawn(seed, ids.to_vec(), 10);
        assert_eq!((of("A", &ids), of("A", &ids).len()), (of("A", &backwards), 10));
        assert_ne!(of("A", &ids), of("B", &ids));
        // What is drawn in a smaller sample is in the larger one too: nobody gets rid of a thing by asking for more.
        assert!(drawn("A", ids.clone(), 30).starts_with(&of("A", &ids)));
        assert_eq!(drawn("A", ids, 1000).len(), 100);
    }
}

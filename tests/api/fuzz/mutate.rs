//! Nearly right inputs, from good ones and a seed.

use uuid::Uuid;

use crate::kill::dice::Dice;

/// What readers stumble over.
const WORDS: [&[u8]; 24] = [
    b"\0",
    b"\xff\xff\xff\xff",
    b"\x80\0\0\0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\"",
    b"\"\"",
    b"\r",
    b"\n",
    b"{",
    b"[",
    b"]",
    b"}",
    b"\\u0000",
    b"\\ud800",
    b"1e999",
    b"-0",
    b"99999999999999999999",
    b"<![CDATA[",
    b"&#x0;",
    b"</sheetData>",
    b"%00",
    b"' OR 1=1--",
    b"\xf0\x9f\x98\x80",
];
/// Longest input.
const MOST: usize = 8 * 1024 * 1024;

pub struct Mutator {
    pub seed: u64,
    dice: Dice,
    good: Vec<Vec<u8>>,
}

impl Mutator {
    pub fn new(good: Vec<Vec<u8>>) -> Self {
        let seed = crate::setting("STEWARD_FUZZ_SEED").unwrap_or_else(|| {
            #[expect(clippy::disallowed_methods, reason = "chance, printed so that it can be repeated")]
            Uuid::new_v4().as_u64_pair().0
        });
        Self { seed, dice: Dice::new(seed), good }
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.dice.next() % u64::try_from(n.max(1)).unwrap()).unwrap()
    }

    /// One to eight changes of a good input.
    pub fn next(&mut self) -> Vec<u8> {
        let from = self.below(self.good.len());
        let mut input = self.good[from].clone();
        for _ in 0..=self.below(8) {
            self.change(&mut input);
        }
        input.truncate(MOST);
        input
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let (at, to) = (self.below(input.len()), self.below(input.len()));
        let (from, to) = (at.min(to), at.max(to));
        match self.below(9) {
            0 if !input.is_empty() => input[at] ^= 1 << self.below(8),
            1 if !input.is_empty() => input[at] = self.dice.next().to_le_bytes()[0],
            2 => input.truncate(at),
            3 => {
                input.drain(from..to.min(from + 64));
            }
            4 => {
                let piece = input[from..to.min(from + 256)].to_vec();
                input.splice(at..at, piece.repeat(1 + self.below(16)));
            }
            5 | 6 => {
                let word = WORDS[self.below(WORDS.len())];
                input.splice(at..at, word.iter().copied());
            }
            7 => {
                let other = self.below(self.good.len());
                let other = self.good[other].clone();
                let cut = self.below(other.len());
                input.truncate(at);
                input.extend_from_slice(&other[cut..]);
            }
            _ => input.insert(at, self.dice.next().to_le_bytes()[0]),
        }
    }
}

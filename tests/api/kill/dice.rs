//! Chance that can be repeated: a seed, printed, and numbers from it.

use std::time::Duration;

use uuid::Uuid;

/// `SplitMix64`.
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// True once in `n`.
    pub fn one_in(&mut self, n: u64) -> bool {
        self.next().is_multiple_of(n)
    }

    /// A time in milliseconds, both ends included.
    pub fn between(&mut self, least: u64, most: u64) -> Duration {
        Duration::from_millis(least + self.next() % (most - least + 1))
    }

    pub fn fork(&mut self) -> Self {
        Self(self.next())
    }
}

/// That of the environment, or a fresh one.
pub fn seed() -> u64 {
    crate::setting("STEWARD_KILL_SEED").unwrap_or_else(|| {
        #[expect(clippy::disallowed_methods, reason = "chance, printed so that it can be repeated")]
        Uuid::new_v4().as_u64_pair().0
    })
}

/// Kills in a run.
pub fn rounds() -> usize {
    crate::setting("STEWARD_KILL_ROUNDS").unwrap_or(20)
}

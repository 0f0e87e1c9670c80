//! Passwords: Argon2id (19 MiB, two passes), a few at a time, so that a storm of sign-ins cannot starve everybody else.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use kernel::{Problem, Result, text};
use pinyin::ToPinyin;
use tokio::sync::Semaphore;
use zxcvbn::{
    Score,
    feedback::{Feedback, Warning},
    zxcvbn,
};

use crate::IdentityError;

/// Hashes at the same time at most; each costs a core and 19 MiB for some 40 ms. Where there is one core, one: two would only take it from
/// everybody else.
const AT_ONCE: usize = 2;
/// Sign-ins that may wait for their turn; the rest are told to come again.
const MAY_WAIT: usize = 40;

/// What a hash costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// What whoever steals the hashes has to pay for each guess.
    Full,
    /// Next to nothing: for tests, which sign in thousands of times and steal nothing.
    Light,
}

impl Cost {
    fn argon2(self) -> Argon2<'static> {
        match self {
            Self::Full => Argon2::default(),
            Self::Light => Params::new(Params::MIN_M_COST, 1, 1, None)
                .map_or_else(|_| Argon2::default(), |params| Argon2::new(Algorithm::Argon2id, Version::V0x13, params)),
        }
    }
}

/// The hashing of passwords. Clones share the queue.
#[derive(Debug, Clone)]
pub struct Passwords {
    cost: Cost,
    turns: Arc<Semaphore>,
    queue: Arc<AtomicUsize>,
    /// Verified against when there is no such account, so that both cases cost the same.
    decoy: Arc<str>,
}

impl Passwords {
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn new(cost: Cost) -> Result<Self> {
        let decoy = cost.argon2().hash_password(b"decoy").map_err(Problem::internal)?.to_string();
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Ok(Self { cost, turns: Arc::new(Semaphore::new(cores.min(AT_ONCE))), queue: Arc::default(), decoy: decoy.into() })
    }

    /// A PHC string for the database.
    pub async fn hash(&self, password: String) -> Result<String> {
        let argon2 = self.cost.argon2();
        self.turn(move || argon2.hash_password(password.as_bytes()).map(|h| h.to_string()).map_err(Problem::internal)).await?
    }

    /// Whether the password fits. Without a stored hash the answer is no, at the same cost.
    pub async fn fits(&self, password: String, stored: Option<String>) -> Result<bool> {
        let known = stored.is_some();
        let phc = stored.unwrap_or_else(|| self.decoy.to_string());
        let fits = self
            .turn(move || PasswordHash::new(&phc).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()))
            .await?;
        Ok(fits && known)
    }

    async fn turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let place = Place::take(&self.queue).ok_or(IdentityError::Crowded)?;
        let permit = self.turns.clone().acquire_owned().await.map_err(Problem::internal)?;
        let done = tokio::task::spawn_blocking(move || {
            let result = work();
            drop(permit);
            result
        })
        .await
        .map_err(Problem::internal);
        drop(place);
        done
    }
}

/// A place in the queue, given back when dropped (also when the client leaves).
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(queue: &Arc<AtomicUsize>) -> Option<Self> {
        let before = queue.fetch_add(1, Ordering::AcqRel);
        let place = Self(queue.clone());
        (before < AT_ONCE + MAY_WAIT).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// What the passwords of the demo school begin with. They are printed and known to everybody.
const DEMO_PREFIX: &str = "demo-";

/// Fewer guesses than some millions are nothing: for whoever steals the hashes seconds, for a botnet at the door months.
const WEAKEST: Score = Score::Two;

/// As much as is weighed: a beginning that takes long to guess makes the whole take long, and the estimate costs by the square.
const WEIGHED: usize = 64;

/// What people here put into passwords, and English lists do not know.
const HERE: [&str; 14] = [
    "woaini",
    "5201314",
    "1314520",
    "wodemima",
    "mima",
    "nihao",
    "xuexiao",
    "xiaoxue",
    "laoshi",
    "zongwu",
    "xiaozhang",
    "jiaoshi",
    "guanliyuan",
    "steward",
];

/// Why a password is too easy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weak {
    /// It stands in the lists that everybody tries first, or nearly so.
    Common,
    /// Little more than the name, the staff number or the school.
    Known,
    /// Runs, repeats, dates.
    Pattern,
}

/// Refuses what anybody would guess, and outside the demo school what the demo prints. Lengths are checked with the body.
///
/// # Errors
/// 422 `weak_password`.
pub fn refuse_weak(password: &str, known: &[&str], demo_school: bool) -> Result<()> {
    let folded = text::fold(password);
    if folded.starts_with(DEMO_PREFIX) && !demo_school {
        return Err(IdentityError::DemoPassword.into());
    }
    match weakness(&folded, known) {
        Some(weak) => Err(IdentityError::WeakPassword(weak).into()),
        None => Ok(()),
    }
}

fn weakness(folded: &str, known: &[&str]) -> Option<Weak> {
    let known: Vec<String> = known.iter().map(|word| text::fold(word)).filter(|word| !word.is_empty()).flat_map(spellings).collect();
    let bare = |text: &str| text.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    if known.iter().any(|word| bare(folded) == bare(word)) {
        return Some(Weak::Known);
    }
    let weighed: String = folded.chars().take(WEIGHED).collect();
    let words: Vec<&str> = known.iter().map(String::as_str).chain(HERE).collect();
    let estimate = zxcvbn(&weighed, &words);
    if estimate.score() >= WEAKEST {
        return None;
    }
    if known.iter().any(|word| word.chars().count() > 1 && folded.contains(word.as_str())) {
        return Some(Weak::Known);
    }
    Some(match estimate.feedback().and_then(Feedback::warning) {
        Some(
            Warning::StraightRowsOfKeysAreEasyToGuess
            | Warning::ShortKeyboardPatternsAreEasyToGuess
            | Warning::RepeatsLikeAaaAreEasyToGuess
            | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess
            | Warning::SequencesLikeAbcAreEasyToGuess
            | Warning::RecentYearsAreEasyToGuess
            | Warning::DatesAreOftenEasyToGuess,
        ) => Weak::Pattern,
        _ => Weak::Common,
    })
}

/// A word as it stands, and as one types Chinese without Chinese: whole syllables, or their first letters.
fn spellings(word: String) -> Vec<String> {
    let syllables: Vec<&str> = word.chars().filter_map(|c| c.to_pinyin().map(pinyin::Pinyin::plain)).collect();
    let initials: String = syllables.iter().filter_map(|syllable| syllable.chars().next()).collect();
    let whole = syllables.concat();
    let typed = [whole, initials].into_iter().filter(|typed| typed.chars().count() > 2);
    typed.chain(std::iter::once(word)).collect()
}

/// The same refusal for a body in which the password stands elsewhere.
pub(crate) fn weak_at(pointer: &'static str, problem: &Problem) -> Problem {
    let detail = problem.detail().clone();
    Problem::refused("validation_failed", detail.clone()).field(pointer, "weak_password", detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_are_refused_and_sentences_are_not() {
        for weak in ["aaaaaaaa", "12345678", "青禾小学2026", "T0123456", "T01234562026"] {
            assert!(refuse_weak(weak, &["青禾小学", "T0123456"], true).is_err(), "{weak}");
        }
        let all = |passwords: &[&str], weak: &[Option<Weak>]| {
            for password in passwords {
                let found = weakness(&text::fold(password), &["青禾小学", "林悦", "T0123456"]);
                assert!(weak.contains(&found), "{password}: {found:?}");
            }
        };
        all(&["password", "Passw0rd1", "iloveyou", "woaini1314520", "letmein123", "ｑｗｅｒｔｙ１２３"], &[Some(Weak::Common)]);
        let either = [Some(Weak::Common), Some(Weak::Pattern)];
        all(&["12345678", "aaaaaaaa", "abcdefgh", "20080808", "abcabcabc", "87654321", "1qaz2wsx", "zxcvbnm,"], &either);
        all(&["qinghexiaoxue2026", "QHXX20262026", "linyue2026", "林悦林悦林悦", "林悦2026"], &[Some(Weak::Known)]);
        let long = "床前明月光疑是地上霜".repeat(2);
        all(&["春眠不觉晓处处闻啼鸟", "窗外有两棵枣树", "stone-bridge-42", "four lazy otters sleep", &long], &[None]);
    }

    /// The dearest text for the estimate is weighed in a moment, not in minutes.
    #[test]
    fn nothing_that_fits_into_a_body_keeps_the_estimate_busy() {
        let dear = "@4a1!|$5z0".repeat(25);
        assert!(refuse_weak(&dear, &["青禾小学"], false).is_ok());
    }

    #[test]
    fn the_demo_school_s_passwords_are_good_only_there() {
        for printed in ["demo-teacher-2026", "Demo-2026-x", "ＤＥＭＯ-teacher"] {
            assert!(refuse_weak(printed, &[], true).is_ok(), "{printed}");
            assert!(refuse_weak(printed, &[], false).is_err(), "{printed}");
        }
    }

    #[tokio::test]
    async fn a_stored_hash_fits_its_password_only() {
        let passwords = Passwords::new(Cost::Full).unwrap();
        let stored = passwords.hash("correct horse".into()).await.unwrap();
        assert!(passwords.fits("correct horse".into(), Some(stored.clone())).await.unwrap());
        assert!(!passwords.fits("wrong horse".into(), Some(stored)).await.unwrap());
        assert!(!passwords.fits("decoy".into(), None).await.unwrap());
    }
}

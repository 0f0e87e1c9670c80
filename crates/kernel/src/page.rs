//! Keyset paging: a list is a page and the place where it goes on. Never an offset.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Serialize, de::DeserializeOwned};
use utoipa::ToSchema;

use crate::{Problem, Result, extract};

/// A page of a list and the cursor of the next one (`null` at the end).
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Opaque; send it back as `cursor`.
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// Builds a page from `limit + 1` rows that were read; the extra row only tells that there is more.
    pub fn cut<K: Serialize>(mut items: Vec<T>, limit: PageLimit, key: impl Fn(&T) -> K) -> Result<Self> {
        let more = items.len() > limit.rows();
        items.truncate(limit.rows());
        let next_cursor = match items.last() {
            Some(last) if more => Some(Cursor::encode(&key(last))?),
            _ => None,
        };
        Ok(Self { items, next_cursor })
    }

    /// A list that is complete.
    pub const fn whole(items: Vec<T>) -> Self {
        Self { items, next_cursor: None }
    }
}

/// Rows a page may have: 1 to 200, 50 when not said.
#[derive(Debug, Clone, Copy)]
pub struct PageLimit(u32);

impl PageLimit {
    pub const MAX: u32 = 200;

    /// # Errors
    /// 400 outside 1 to 200.
    pub fn new(asked: Option<u32>) -> Result<Self> {
        match asked.unwrap_or(50) {
            n @ 1..=Self::MAX => Ok(Self(n)),
            _ => Err(Problem::malformed("bad_limit", "limit 应为 1 到 200。", "limit must be 1 to 200.")),
        }
    }

    pub const fn rows(self) -> usize {
        self.0 as usize
    }

    /// One row more than shown, to learn whether the list goes on.
    pub const fn fetch(self) -> u64 {
        self.0 as u64 + 1
    }
}

/// The opaque place in a list: the sort key and id of the last row shown.
#[derive(Debug)]
pub struct Cursor;

impl Cursor {
    pub fn encode<K: Serialize>(key: &K) -> Result<String> {
        serde_json::to_vec(key).map(|json| URL_SAFE_NO_PAD.encode(json)).map_err(Problem::internal)
    }

    /// # Errors
    /// 400 when the text is not one of our cursors.
    pub fn decode<K: DeserializeOwned>(cursor: &str) -> Result<K> {
        let json = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| bad_cursor())?;
        // PostgreSQL keeps no NUL in text; refused on both engines alike.
        if extract::has_nul_escape(&json) {
            return Err(bad_cursor());
        }
        serde_json::from_slice(&json).map_err(|_| bad_cursor())
    }

    /// The key of a cursor that was made as `(order, key)`: a place in one order of a list is no place in another.
    ///
    /// # Errors
    /// 400 when it is of another order.
    pub fn decode_of<K: DeserializeOwned>(order: &str, cursor: &str) -> Result<K> {
        let (of, key): (String, K) = Self::decode(cursor)?;
        if of == order { Ok(key) } else { Err(bad_cursor()) }
    }
}

fn bad_cursor() -> Problem {
    Problem::malformed(
        "bad_cursor",
        "翻页位置已失效，请从第一页重新开始。",
        "This page position is no longer valid; start from the first page.",
    )
}

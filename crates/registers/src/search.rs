//! Search over cards in Chinese, numbers and pinyin initials, on both engines with the same tokens.
//!
//! Neither engine cuts Chinese into words that a school would type, so the tokens are made here: every character, every pair of
//! neighbours, whole words and numbers, and the initials of the name (投影仪 → tyy).

use kernel::{Result, Tx, db::ROWS_PER_STATEMENT, numbers};
use pinyin::ToPinyin;
use sea_orm::{
    ConnectionTrait, DbBackend, Statement,
    sea_query::{Expr, SimpleExpr},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Longest query, in parts; more would only make it slower.
const MOST_PARTS: usize = 8;
/// Longest word of a query: no field of a card holds a longer one, and PostgreSQL takes none of more than 2 046 bytes.
const LONGEST_WORD: usize = 200;

/// The tokens of a card: its name first (also by initials), then everything else worth finding it by.
pub fn tokens<'a>(name: &str, rest: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    add(&mut found, name);
    let initials: String = name
        .chars()
        .filter_map(|c| c.to_pinyin().and_then(|p| p.plain().chars().next()).or(c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase())))
        .collect();
    if initials.len() > 1 {
        found.insert(initials);
    }
    for text in rest {
        add(&mut found, text);
        let joined: String = normal(text).chars().filter(char::is_ascii_alphanumeric).collect();
        if joined.len() > 1 {
            found.insert(joined);
        }
    }
    found
}

fn normal(text: &str) -> String {
    kernel::text::tidy(text).to_lowercase()
}

fn is_han(c: char) -> bool {
    c.is_alphabetic() && !c.is_ascii() && c.to_pinyin().is_some()
}

/// Runs of one kind: Chinese characters, or letters and digits.
fn runs(text: &str) -> Vec<(bool, String)> {
    let mut runs: Vec<(bool, String)> = Vec::new();
    let mut open = false;
    for c in normal(text).chars() {
        let han = is_han(c);
        if !han && !kernel::text::is_word(c) {
            open = false;
            continue;
        }
        match runs.last_mut() {
            Some((kind, run)) if open && *kind == han => run.push(c),
            _ => runs.push((han, c.to_string())),
        }
        open = true;
    }
    runs
}

fn pairs(run: &str) -> impl Iterator<Item = String> + '_ {
    run.chars().zip(run.chars().skip(1)).map(|(a, b)| format!("{a}{b}"))
}

fn add(found: &mut BTreeSet<String>, text: &str) {
    for (han, run) in runs(text) {
        if han {
            found.extend(run.chars().map(|c| c.to_string()));
            found.extend(pairs(&run));
        } else {
            found.insert(run);
        }
    }
}

/// What a query asks for: tokens that must all be there, words also as beginnings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted(Vec<(String, bool)>);

impl Wanted {
    pub fn of(query: &str) -> Self {
        let mut parts = Vec::new();
        for (han, run) in runs(query).into_iter().take(MOST_PARTS) {
            if !han {
                parts.push((run.chars().take(LONGEST_WORD).collect(), true));
            } else if run.chars().count() == 1 {
                parts.push((run, false));
            } else {
                parts.extend(pairs(&run).take(LONGEST_WORD).map(|pair| (pair, false)));
            }
        }
        Self(parts)
    }

    /// Punctuation alone finds nothing; that is an answer, not an error.
    pub fn is_nothing(&self) -> bool {
        self.0.is_empty()
    }

    /// In the words of the engine's index, inside one school.
    fn expression(&self, backend: DbBackend, school: Uuid) -> String {
        let school = (school_token(school), false);
        let parts = std::iter::once(&school).chain(&self.0);
        if backend == DbBackend::Postgres {
            let terms = parts.map(|(t, begins)| format!("'{}'{}", t.replace('\'', "''"), if *begins { ":*" } else { "" }));
            return terms.collect::<Vec<_>>().join(" & ");
        }
        parts.map(|(t, begins)| format!("\"{t}\"{}", if *begins { "*" } else { "" })).collect::<Vec<_>>().join(" AND ")
    }
}

/// The token that keeps schools apart inside the one index.
fn school_token(school: Uuid) -> String {
    format!("s{}", school.simple())
}

/// Takes `count` places in the index. SQLite's knows no schools; PostgreSQL's does, so that nobody waits for another school's import.
pub async fn take_places(tx: &Tx, count: i64) -> Result<i64> {
    if tx.get_database_backend() == DbBackend::Postgres {
        numbers::take(tx, "asset_search", "", count).await
    } else {
        numbers::take_for_installation(tx, "asset_search", count).await
    }
}

/// Puts cards into the index, in one statement: give a few hundred at most.
pub async fn index(tx: &Tx, cards: impl IntoIterator<Item = (i64, BTreeSet<String>)>) -> Result<()> {
    let school = tx.school()?;
    let backend = tx.get_database_backend();
    let postgres = backend == DbBackend::Postgres;
    let mut rows: Vec<String> = Vec::new();
    let mut values: Vec<sea_orm::Value> = Vec::new();
    for (search_no, tokens) in cards {
        let tokens = std::iter::once(school_token(school)).chain(tokens);
        if postgres {
            let next = values.len() + 1;
            let lexemes: Vec<String> = tokens.map(|t| format!("'{}'", t.replace('\'', "''").replace('\\', "\\\\"))).collect();
            rows.push(format!("(${next}, ${}, ${}::tsvector)", next + 1, next + 2));
            values.extend([school.into(), search_no.into(), lexemes.join(" ").into()]);
        } else {
            let text: Vec<String> = tokens.collect();
            // Numbered places would be looked up one by one: see `kernel::db::rows_of_values`.
            rows.push("(?, ?)".to_owned());
            values.extend([search_no.into(), text.join(" ").into()]);
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    let columns = if postgres { "school_id, search_no, tokens" } else { "rowid, tokens" };
    let sql = format!("INSERT INTO asset_search ({columns}) VALUES {}", rows.join(", "));
    tx.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(())
}

/// Takes cards out of the index.
pub async fn remove(tx: &Tx, search_nos: Vec<i64>) -> Result<()> {
    let backend = tx.get_database_backend();
    for chunk in search_nos.chunks(ROWS_PER_STATEMENT) {
        let mut values: Vec<sea_orm::Value> = Vec::new();
        let school = if backend == DbBackend::Postgres {
            values.push(tx.school()?.into());
            "school_id = $1 AND search_no"
        } else {
            "rowid"
        };
        let first = values.len();
        values.extend(chunk.iter().map(|no| sea_orm::Value::from(*no)));
        let place = |n: usize| if backend == DbBackend::Postgres { format!("${}", first + n) } else { "?".to_owned() };
        let places: Vec<String> = (1..=chunk.len()).map(place).collect();
        let sql = format!("DELETE FROM asset_search WHERE {school} IN ({})", places.join(", "));
        tx.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    }
    Ok(())
}

/// Puts cards that are in the index under other words.
pub async fn reindex(tx: &Tx, cards: impl IntoIterator<Item = (i64, BTreeSet<String>)>) -> Result<()> {
    let cards: Vec<_> = cards.into_iter().collect();
    remove(tx, cards.iter().map(|(search_no, _)| *search_no).collect()).await?;
    for chunk in cards.chunks(ROWS_PER_STATEMENT) {
        index(tx, chunk.to_vec()).await?;
    }
    Ok(())
}

/// Empties the index of all schools.
pub(crate) async fn empty(tx: &Tx) -> Result<()> {
    // Neither asks what is inside: an index in doubt may not know it.
    let sql = if tx.get_database_backend() == DbBackend::Postgres {
        "TRUNCATE asset_search"
    } else {
        "INSERT INTO asset_search (asset_search) VALUES ('delete-all')"
    };
    tx.execute_unprepared(sql).await?;
    Ok(())
}

/// How many cards of an import the index holds.
pub async fn indexed(db: &impl ConnectionTrait, school: Uuid, import: Uuid) -> Result<i64> {
    let backend = db.get_database_backend();
    let held = if backend == DbBackend::Postgres {
        "SELECT search_no FROM asset_search WHERE school_id = $1"
    } else {
        "SELECT rowid FROM asset_search"
    };
    let sql = format!("SELECT COUNT(*) AS cards FROM asset WHERE school_id = $1 AND import_id = $2 AND search_no IN ({held})");
    let row = db.query_one_raw(Statement::from_sql_and_values(backend, sql, [school.into(), import.into()])).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get("", "cards"))?)
}

/// The condition on `asset.search_no`, for orders other than the index's own.
pub fn condition(backend: DbBackend, school: Uuid, wanted: &Wanted) -> SimpleExpr {
    if wanted.is_nothing() {
        return Expr::cust("1 = 0");
    }
    let expression = wanted.expression(backend, school);
    if backend == DbBackend::Postgres {
        return Expr::cust_with_values(
            "asset.search_no IN (SELECT search_no FROM asset_search WHERE school_id = $1 AND tokens @@ $2::tsquery)",
            [sea_orm::Value::from(school), expression.into()],
        );
    }
    Expr::cust_with_values("asset.search_no IN (SELECT rowid FROM asset_search WHERE asset_search MATCH ?)", [expression])
}

/// Cards that PostgreSQL looks through in their order before it asks its index, which knows no order: a common word is among them
/// (ADR 0009).
const LOOKED_THROUGH: i64 = 1000;

/// Search numbers of the newest cards that fit, below `before`; fewer than `most` only when there are no more.
pub async fn newest(db: &impl ConnectionTrait, school: Uuid, wanted: &Wanted, before: Option<i64>, most: u64) -> Result<Vec<i64>> {
    if wanted.is_nothing() {
        return Ok(Vec::new());
    }
    let backend = db.get_database_backend();
    let (words, before, limit) = (wanted.expression(backend, school), before.unwrap_or(i64::MAX), i64::try_from(most).unwrap_or(i64::MAX));
    if backend == DbBackend::Sqlite {
        let sql = "SELECT rowid AS search_no FROM asset_search WHERE asset_search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?";
        return numbers(db, sql, [words.into(), before.into(), limit.into()]).await;
    }
    if limit > LOOKED_THROUGH {
        return from_the_index(db, school, words, before, limit).await;
    }
    let sql = "SELECT search_no FROM (SELECT search_no, tokens FROM asset_search WHERE school_id = $1 AND search_no < $2 \
         ORDER BY search_no DESC LIMIT $3) AS newest WHERE tokens @@ $4::tsquery \
         ORDER BY search_no DESC LIMIT $5";
    let values = [school.into(), before.into(), LOOKED_THROUGH.into(), words.clone().into(), limit.into()];
    let found = numbers(db, sql, values).await?;
    if u64::try_from(found.len()).is_ok_and(|found| found == most) {
        return Ok(found);
    }
    from_the_index(db, school, words, before, limit).await
}

async fn from_the_index(db: &impl ConnectionTrait, school: Uuid, words: String, before: i64, limit: i64) -> Result<Vec<i64>> {
    // Materialized: left to itself the planner would walk a whole school in order for a word that is seldom or never there.
    let sql = "WITH hits AS MATERIALIZED (SELECT search_no FROM asset_search WHERE school_id = $1 AND tokens @@ $2::tsquery) \
         SELECT search_no FROM hits WHERE search_no < $3 ORDER BY search_no DESC LIMIT $4";
    numbers(db, sql, [school.into(), words.into(), before.into(), limit.into()]).await
}

async fn numbers(db: &impl ConnectionTrait, sql: &str, values: impl IntoIterator<Item = sea_orm::Value>) -> Result<Vec<i64>> {
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(rows.iter().map(|row| row.try_get("", "search_no")).collect::<std::result::Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_are_found_by_characters_pairs_initials_and_numbers() {
        let tokens = tokens("投影仪", ["ZC2026-000001", "爱普生 CB-X05"]);
        for token in ["投", "投影", "影仪", "tyy", "zc2026", "000001", "zc2026000001", "爱普", "cb", "x05", "cbx05"] {
            assert!(tokens.contains(token), "{token} in {tokens:?}");
        }
    }

    #[test]
    fn a_query_wants_pairs_of_chinese_and_beginnings_of_words() {
        let wanted = |query| Wanted::of(query).0;
        assert_eq!(wanted("投影仪 zc20"), vec![("投影".into(), false), ("影仪".into(), false), ("zc20".into(), true)]);
        assert_eq!(wanted("桌"), vec![("桌".into(), false)]);
        assert!(wanted("%_' \"").is_empty());
        assert_eq!(wanted("a\u{1F150}b"), vec![("a".into(), true), ("b".into(), true)]);
    }
}

//! The audit screen names every kind of record that the trail writes.

use std::collections::BTreeSet;

use super::files::sources;

/// The calls by which an event takes up a record; its kind comes first.
const CALLS: [&str; 4] = [".created(", ".changed(", ".removed(", ".about("];

#[test]
fn the_audit_screen_names_every_kind_of_record() {
    let product: Vec<(String, String)> = sources().filter(|(p, _)| p.starts_with("crates/") && p.contains("/src/")).collect();
    let written: BTreeSet<String> = product.iter().flat_map(|(path, text)| kinds_of(&product, path, text)).collect();
    assert!(written.len() > 40, "only {written:?} are written");
    assert_eq!(named(), written, "left: words.ts, right: the trail");
}

/// The kinds that one file writes, by their own names or by constants of its crate.
fn kinds_of(product: &[(String, String)], path: &str, text: &str) -> Vec<String> {
    let calls = CALLS.iter().flat_map(|call| text.split(call).skip(1));
    calls.flat_map(|rest| kind_at(product, path, rest.trim_start())).collect()
}

fn kind_at(product: &[(String, String)], path: &str, argument: &str) -> Vec<String> {
    if let Some(literal) = argument.strip_prefix('"') {
        return literal.split('"').next().map(str::to_owned).into_iter().collect();
    }
    let constant = argument.split(',').next().and_then(|first| first.rsplit("::").next()).unwrap_or_default();
    if constant.is_empty() || !constant.chars().all(|c| c.is_ascii_uppercase() || c == '_') {
        return Vec::new();
    }
    let home = path.split_inclusive('/').take(2).collect::<String>();
    let start = format!("const {constant}: &str = \"");
    let inside = product.iter().filter(|(p, _)| p.starts_with(&home));
    inside.flat_map(|(_, text)| text.split(&start).skip(1)).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// What words.ts has a word for.
fn named() -> BTreeSet<String> {
    let (_, words) = sources().find(|(p, _)| p == "frontend/src/features/audit/words.ts").unwrap();
    let list = words.split("const KIND_WORDS").nth(1).and_then(|rest| rest.split("\n};").next()).unwrap();
    list.lines().skip(1).filter_map(|line| line.split_once(':')).map(|(kind, _)| kind.trim().to_owned()).collect()
}

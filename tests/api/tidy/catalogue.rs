//! `tests/catalogue.toml` and the tests name each other.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// Cases per area, as the catalogue was written.
const AREAS: [(char, usize); 12] =
    [('A', 20), ('B', 15), ('C', 6), ('D', 15), ('E', 12), ('F', 15), ('G', 17), ('H', 12), ('I', 17), ('J', 5), ('K', 20), ('L', 7)];

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    title: String,
    area: String,
    status: Status,
    issue: u8,
    test: Option<String>,
    note: Option<String>,
}

#[derive(serde::Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Status {
    Test,
    Prove,
    Planned,
}

fn catalogue() -> Vec<Case> {
    toml::from_str::<Catalogue>(include_str!("../../catalogue.toml")).unwrap().case
}

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

/// Functions of the suite that begin with ids, such as `a01_a02_rows_of…`: name → ids.
fn named_tests() -> BTreeMap<String, Vec<String>> {
    let mut paths = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("api"), &mut paths);
    let mut found = BTreeMap::new();
    for path in paths {
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let line = line.trim_start();
            let Some(rest) = line.strip_prefix("async fn ").or_else(|| line.strip_prefix("fn ")) else { continue };
            let name = rest.split(['(', '<']).next().unwrap();
            let ids: Vec<String> = name.split('_').take_while(|word| is_id(word)).map(str::to_uppercase).collect();
            if !ids.is_empty() {
                found.insert(name.to_owned(), ids);
            }
        }
    }
    found
}

fn is_id(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() == 3 && (b'a'..=b'l').contains(&bytes[0]) && bytes[1..].iter().all(u8::is_ascii_digit)
}

#[test]
fn the_catalogue_has_every_case_once() {
    let expected: BTreeSet<String> = AREAS.iter().flat_map(|(area, last)| (1..=*last).map(move |n| format!("{area}{n:02}"))).collect();
    assert_eq!(expected.len(), 161);
    let cases = catalogue();
    assert_eq!(cases.len(), 161);
    assert_eq!(cases.iter().map(|c| c.id.clone()).collect::<BTreeSet<_>>(), expected);
    for case in &cases {
        assert!((1..=5).contains(&case.issue) && !case.title.is_empty() && !case.area.is_empty(), "{}", case.id);
        assert_eq!(case.test.is_some(), case.status == Status::Test, "{}: a test is named exactly where there is one", case.id);
        assert!(case.note.as_ref().is_none_or(|n| !n.is_empty()), "{}", case.id);
    }
}

#[test]
fn every_case_with_a_test_has_it_and_every_named_test_is_in_the_catalogue() {
    let (cases, tests) = (catalogue(), named_tests());
    let tested: BTreeMap<&str, &str> = cases.iter().filter_map(|c| c.test.as_deref().map(|prefix| (c.id.as_str(), prefix))).collect();
    let missing: Vec<_> = tested
        .iter()
        .filter(|(id, prefix)| !tests.iter().any(|(name, ids)| name.starts_with(**prefix) && ids.iter().any(|i| i == *id)))
        .collect();
    assert!(missing.is_empty(), "no test of these cases: {missing:?}");
    let unlisted: Vec<_> = tests.iter().filter(|(_, ids)| !ids.iter().all(|id| tested.contains_key(id.as_str()))).collect();
    assert!(unlisted.is_empty(), "the catalogue does not list these tests: {unlisted:?}");
}

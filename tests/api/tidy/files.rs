//! Sizes, paths and marks that must not be in the tree.

use std::{collections::BTreeSet, path::PathBuf, process::Command};

/// No file beyond this; aim for 250.
const MOST_LINES: usize = 600;
/// Exceptions may only shrink. Generated files are none of ours.
const GENERATED: [&str; 2] = ["frontend/src/api/schema.d.ts", "frontend/src/routeTree.gen.ts"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn tracked() -> Vec<String> {
    let out = Command::new("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]).current_dir(root()).output().unwrap();
    String::from_utf8(out.stdout).unwrap().lines().map(str::to_owned).filter(|p| root().join(p).is_file()).collect()
}

pub(crate) fn sources() -> impl Iterator<Item = (String, String)> {
    let source =
        |p: &String| [".rs", ".ts", ".tsx", ".css", ".mjs", ".sh"].iter().any(|e| p.ends_with(e)) && !GENERATED.contains(&p.as_str());
    tracked().into_iter().filter(source).map(|p| {
        let text = std::fs::read_to_string(root().join(&p)).unwrap();
        (p, text)
    })
}

#[test]
fn no_file_is_too_long() {
    let long: Vec<_> = sources().map(|(p, t)| (t.lines().count(), p)).filter(|(n, _)| *n > MOST_LINES).collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn every_rust_module_says_what_it_owns() {
    let silent: Vec<_> = sources().filter(|(p, t)| p.ends_with(".rs") && !t.starts_with("//!")).map(|(p, _)| p).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn no_drawers_and_no_leftovers() {
    let drawer =
        |p: &str| p.split('/').any(|part| matches!(part.split('.').next(), Some("utils" | "util" | "common" | "helpers" | "misc")));
    let drawers: Vec<_> = tracked().into_iter().filter(|p| drawer(p)).collect();
    assert!(drawers.is_empty(), "{drawers:?}");
    let packed = [".whl", ".zip", ".gz", ".tar", ".db", ".sqlite", ".so", ".rlib"];
    let packages: Vec<_> = tracked().into_iter().filter(|p| packed.iter().any(|e| p.ends_with(e))).collect();
    assert!(packages.is_empty(), "{packages:?}");
    let marks = [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["unimple", "mented!"].concat()];
    let left: Vec<_> = sources().filter(|(_, t)| marks.iter().any(|m| t.contains(m.as_str()))).map(|(p, _)| p).collect();
    assert!(left.is_empty(), "{left:?}");
}

/// `make screenshots` takes them; each of the four jobs in both languages.
#[test]
fn the_readme_shows_the_pictures_that_are_there() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let named = readme.split("docs/images/").skip(1).map(|rest| rest.split(['"', ')']).next().unwrap_or_default().to_owned());
    let shown: BTreeSet<String> = named.collect();
    let there: BTreeSet<String> = tracked().iter().filter_map(|p| p.strip_prefix("docs/images/").map(str::to_owned)).collect();
    assert_eq!(shown, there);
    for job in ["door-sign", "case", "purchase", "canteen-today", "round", "seat", "ledgers"] {
        assert!(shown.contains(&format!("{job}.png")) && shown.contains(&format!("{job}.en.png")), "{job}");
    }
}

/// What the description does not say, no client sends.
#[test]
fn a_handler_that_takes_if_match_says_so() {
    let handlers = sources().filter(|(p, _)| p.starts_with("crates/") && p.ends_with("routes.rs")).flat_map(|(p, text)| {
        let told: Vec<_> = text.split("#[utoipa::path(").skip(1).map(|handler| (p.clone(), handler.to_owned())).collect();
        told
    });
    let (takes, others): (Vec<_>, Vec<_>) = handlers.partition(|(_, handler)| handler.contains("seen: IfMatch"));
    assert!(takes.len() > 20, "only {} handlers take If-Match", takes.len());
    let silent: Vec<_> = takes.iter().filter(|(_, handler)| !handler.contains("x-if-match")).collect();
    let boasting: Vec<_> = others.iter().filter(|(_, handler)| handler.contains("x-if-match")).collect();
    assert!(silent.is_empty() && boasting.is_empty(), "{silent:#?} {boasting:#?}");
}

#[test]
fn kernel_knows_no_noun_of_schools() {
    let nouns = ["repair", "asset_", "teacher", "canteen", "purchase", "pupil"];
    let named: Vec<_> = sources()
        .filter(|(p, _)| p.starts_with("crates/kernel/src/"))
        .flat_map(|(p, text)| {
            text.lines().filter(|l| !l.trim_start().starts_with("//")).map(|l| (p.clone(), l.to_lowercase())).collect::<Vec<_>>()
        })
        .filter(|(_, line)| nouns.iter().any(|n| line.contains(n)))
        .collect();
    assert!(named.is_empty(), "{named:?}");
}

#[test]
fn no_machine_path_and_no_registry_host_is_in_the_tree() {
    let hosts = [
        ["registry.", "npmjs"].concat(),
        ["static.", "crates.io"].concat(),
        ["deb.", "debian.org"].concat(),
        ["/ro", "ot/"].concat(),
        ["/wo", "rk/"].concat(),
    ];
    let lock = |p: &str| p.ends_with("Cargo.lock") || p.ends_with("package-lock.json");
    let found: Vec<_> = tracked()
        .into_iter()
        .filter(|p| !lock(p))
        .filter_map(|p| std::fs::read_to_string(root().join(&p)).ok().map(|t| (p, t)))
        .filter(|(_, t)| hosts.iter().any(|h| t.contains(h.as_str())))
        .map(|(p, _)| p)
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

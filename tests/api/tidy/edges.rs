//! Which crate may use which: a new edge is a reviewed line here (ARCHITECTURE.md, "Edges"). Licences of everything that is linked.

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
};

use serde_json::Value;

/// Direct edges that are allowed, each with the closure beneath it.
const EDGES: [(&str, &[&str]); 21] = [
    ("kernel", &[]),
    ("migrations", &[]),
    ("photos", &[]),
    ("files", &["kernel", "photos"]),
    ("sheets", &["kernel"]),
    ("campus", &["files", "sheets"]),
    ("identity", &["campus"]),
    ("notices", &["campus"]),
    ("registers", &["papers"]),
    ("approvals", &["campus"]),
    ("papers", &["campus"]),
    ("procurement", &["registers", "approvals", "repairs", "stores", "papers"]),
    ("repairs", &["registers"]),
    ("stores", &["approvals", "repairs", "papers"]),
    ("inspections", &["campus", "repairs", "papers"]),
    ("canteen", &["campus", "repairs", "inspections", "procurement", "stores"]),
    ("reports", &["canteen", "inspections", "procurement"]),
    ("server", &["identity", "notices", "repairs", "procurement", "stores", "inspections", "canteen", "reports", "migrations"]),
    ("test-support", &["server"]),
    ("tests", &["test-support"]),
    ("load", &["test-support"]),
];

const LICENCES: [&str; 16] = [
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "Unlicense",
    "CC0-1.0",
    "0BSD",
    "MPL-2.0",
    "CDLA-Permissive-2.0",
    "BSL-1.0",
    "Apache-2.0 WITH LLVM-exception",
    "MIT-0",
    "bzip2-1.0.6",
];

fn output(program: &str, args: &[&str]) -> Vec<u8> {
    let out = Command::new(program).args(args).output().unwrap();
    assert!(out.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&out.stderr));
    out.stdout
}

/// Without a network, and on a machine that has fetched only what this platform links.
fn metadata(more: &[&str]) -> Value {
    let args = [&["metadata", "--format-version", "1", "--locked", "--offline"], more].concat();
    serde_json::from_slice(&output(env!("CARGO"), &args)).unwrap()
}

/// The platform that was built for.
fn host() -> String {
    let said = String::from_utf8(output("rustc", &["-vV"])).unwrap();
    said.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

fn closure(of: &str) -> BTreeSet<String> {
    let direct = EDGES.iter().find(|(name, _)| *name == of).map_or(&[][..], |(_, to)| to);
    direct.iter().flat_map(|to| closure(to).into_iter().chain([(*to).to_owned()])).collect()
}

#[test]
fn crates_use_only_what_is_beneath_them() {
    let metadata = metadata(&["--no-deps"]);
    let members: BTreeSet<&str> = metadata["workspace_members"].as_array().unwrap().iter().map(|m| m.as_str().unwrap()).collect();
    let packages: Vec<&Value> =
        metadata["packages"].as_array().unwrap().iter().filter(|p| members.contains(p["id"].as_str().unwrap())).collect();
    let names: BTreeSet<&str> = packages.iter().map(|p| p["name"].as_str().unwrap()).collect();
    for package in &packages {
        let name = package["name"].as_str().unwrap();
        assert!(EDGES.iter().any(|(n, _)| *n == name), "crate {name} has no line in EDGES");
        let allowed = closure(name);
        for dependency in package["dependencies"].as_array().unwrap() {
            let to = dependency["name"].as_str().unwrap();
            assert!(!names.contains(to) || allowed.contains(to), "{name} must not use {to}");
        }
    }
}

#[test]
fn everything_linked_has_a_licence_we_may_ship() {
    let mut odd = BTreeMap::new();
    for package in metadata(&["--filter-platform", &host()])["packages"].as_array().unwrap() {
        let licence = package["license"].as_str().unwrap_or_default().replace('/', " OR ");
        let fits = licence.split(" OR ").any(|choice| choice.split(" AND ").all(|l| LICENCES.contains(&l.trim_matches(['(', ')', ' ']))));
        if !fits {
            odd.insert(package["name"].to_string(), licence);
        }
    }
    assert!(odd.is_empty(), "{odd:?}");
}

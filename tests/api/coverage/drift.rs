//! Generated files are what the code would generate today. `make gen` writes them anew.

use std::path::PathBuf;

fn committed(path: &str) -> String {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

#[test]
fn the_api_description_is_current() {
    let now = server::openapi::published().unwrap();
    assert!(committed("docs/openapi.json") == now, "docs/openapi.json is stale: run make gen");
}

#[test]
fn the_permission_page_is_current() {
    assert!(committed("docs/permissions.md") == server::docs::permissions(), "docs/permissions.md is stale: run make gen");
}

#[test]
fn the_workflow_page_is_current() {
    assert!(committed("docs/workflows.md") == server::docs::workflows(), "docs/workflows.md is stale: run make gen");
}

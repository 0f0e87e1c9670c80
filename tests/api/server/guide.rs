//! The administrator's guide is followed as it is written.

use std::{os::unix::fs::symlink, process::Stdio};

use test_support::TestEngine;
use tokio::process::Command;

use super::backup::busy;
use crate::registers::ledgers::PROGRAM;

const GUIDES: [&str; 2] = [include_str!("../../../docs/admin-guide.md"), include_str!("../../../docs/admin-guide.en.md")];

/// Blocks of code with their info string.
fn blocks(guide: &str) -> Vec<(&str, &str)> {
    let mut parts = guide.split("```");
    parts.next();
    let mut found = Vec::new();
    while let (Some(block), Some(_)) = (parts.next(), parts.next()) {
        found.push(block.split_once('\n').unwrap());
    }
    found
}

#[test]
fn both_languages_have_the_same_commands() {
    assert_eq!(blocks(GUIDES[0]), blocks(GUIDES[1]));
}

#[test]
fn every_command_and_setting_of_the_guide_exists() {
    let known = serde_json::to_value(server::Config::default()).unwrap();
    let help = String::from_utf8(std::process::Command::new(PROGRAM).arg("--help").output().unwrap().stdout).unwrap();
    for guide in GUIDES {
        for part in guide.split("STEWARD_").skip(1) {
            let name: String = part.chars().take_while(|c| c.is_ascii_uppercase() || *c == '_').collect();
            // Not a setting: it names their file.
            let Some((section, key)) = name.split_once('_') else { continue };
            assert!(known[section.to_lowercase()].get(key.to_lowercase()).is_some(), "STEWARD_{name}");
        }
        for part in guide.split("`steward ").skip(1) {
            let command: String = part.chars().take_while(char::is_ascii_lowercase).collect();
            if command.is_empty() {
                continue;
            }
            assert!(
                help.lines().any(|line| line.trim_start().starts_with(&format!("{command} "))) || help.contains(&format!("  {command}\n")),
                "steward {command}"
            );
        }
    }
}

#[tokio::test]
async fn k17_the_drill_of_the_guide_passes_word_for_word() {
    let register = busy(TestEngine::Sqlite).await;
    let db = &register.school.app.db;
    let empty = tempfile::tempdir().unwrap();
    symlink(PROGRAM, empty.path().join("steward")).unwrap();
    let work = empty.path().join("work");
    std::fs::create_dir(&work).unwrap();
    let drills: Vec<_> = blocks(GUIDES[0]).into_iter().filter(|(info, _)| *info == "sh drill").collect();
    assert_eq!(drills.len(), 1);
    let mut shell = Command::new("sh");
    shell.args(["-euc", drills[0].1]).current_dir(&work).env_clear().env("PATH", format!("{}:/usr/bin:/bin", empty.path().display()));
    shell.env("STEWARD_DATA_DIR", db.dir.path()).stdin(Stdio::null());
    let done = shell.output().await.unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}");
    assert!(said.contains("Recomputed the cards of 青禾小学: 0 differences"), "{said}");
    assert!(work.join("drill/steward.db").exists() && work.join("drill/files").exists(), "{said}");
}

//! The administrator's guide is followed as it is written.

use std::{os::unix::fs::symlink, process::Stdio};

use test_support::{TestDb, TestEngine};
use tokio::process::Command;

use super::backup::busy;
use crate::{on_both_engines, registers::ledgers::PROGRAM};

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

/// `sudo steward …` takes the service's settings, and what a drill gives beside them counts first.
#[test]
fn the_installed_command_takes_the_settings_of_the_service_but_for_what_is_given() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("steward.env"), "STEWARD_DATABASE_URL='postgres://service'\nSTEWARD_LOG=warn\n").unwrap();
    let script = include_str!("../../../deploy/steward-command");
    let as_the_service = "exec runuser -u steward -- /opt/steward/steward \"$@\"";
    assert!(script.contains(as_the_service), "{script}");
    let script = script.replace(as_the_service, "env").replace("/etc/steward", folder.path().to_str().unwrap());
    let told = |given: &[(&str, &str)]| {
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &script]).env_clear().env("PATH", "/usr/bin:/bin").envs(given.iter().copied());
        String::from_utf8(shell.output().unwrap().stdout).unwrap()
    };
    let service = told(&[]);
    for line in ["STEWARD_DATABASE_URL=postgres://service", "STEWARD_LOG=warn", "STEWARD_DATA_DIR=/var/lib/steward"] {
        assert!(service.lines().any(|told| told == line), "{line} in {service}");
    }
    let drill = told(&[("STEWARD_DATABASE_URL", "postgres://user:a b'c@drill"), ("STEWARD_DATA_DIR", "drill")]);
    for line in ["STEWARD_DATABASE_URL=postgres://user:a b'c@drill", "STEWARD_LOG=warn", "STEWARD_DATA_DIR=drill"] {
        assert!(drill.lines().any(|told| told == line), "{line} in {drill}");
    }
}

on_both_engines! {
    async fn k17_the_drill_of_the_guide_passes_word_for_word(engine) {
        drill(engine).await;
    }
}

/// Nothing but the archive that the first line makes, an empty folder, and on PostgreSQL an empty database.
async fn drill(engine: TestEngine) {
    let register = busy(engine).await;
    let db = &register.school.app.db;
    let empty = tempfile::tempdir().unwrap();
    symlink(PROGRAM, empty.path().join("steward")).unwrap();
    let work = empty.path().join("work");
    std::fs::create_dir(&work).unwrap();
    let wanted = if engine == TestEngine::Sqlite { "sh drill" } else { "sh drill-postgresql" };
    let drills: Vec<_> = blocks(GUIDES[0]).into_iter().filter(|(info, _)| *info == wanted).collect();
    assert_eq!(drills.len(), 1);
    let mut shell = Command::new("sh");
    shell.args(["-euc", drills[0].1]).current_dir(&work).env_clear().env("PATH", format!("{}:/usr/bin:/bin", empty.path().display()));
    shell.env("STEWARD_DATA_DIR", db.dir.path()).stdin(Stdio::null());
    if let (Some(url), Some(secret)) = (&db.url, &db.config().auth.token_secret) {
        let place = TestDb::empty(engine).await.url.unwrap();
        shell.env("STEWARD_DATABASE_URL", url).env("STEWARD_AUTH_TOKEN_SECRET", secret.reveal()).env("DRILL_URL", place);
    }
    let done = shell.output().await.unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}");
    assert!(said.contains("Recomputed the cards of 青禾小学: 0 differences"), "{said}");
    let kept = if engine == TestEngine::Sqlite { ["drill/steward.db", "drill/files"] } else { ["nightly.tar.gz", "drill-files"] };
    assert!(kept.iter().all(|path| work.join(path).exists()), "{said}");
}

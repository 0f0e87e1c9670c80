//! What the command prints: who may sign in.

use super::names::{EVERYBODY, SEATED};

/// The sign-ins, one line each, and what opens a page without one.
pub(super) fn list(door: &str, follow_up: &str, sealed: &str) -> String {
    let mut lines = vec![
        "演示学校“示例市青禾小学”已建好，只供试用。 / The demo school is ready; for trying out only.".to_owned(),
        String::new(),
        line(["角色 Role", "姓名 Name", "登录名 Login", "密码 Password"]),
    ];
    lines.extend(EVERYBODY.iter().map(|s| line([&format!("{} {}", s.post.0, s.post.1), s.name, s.no, s.password])));
    lines.push(line(["审计席位（凭封存码打开） Auditor's seat by the code", SEATED.name, SEATED.name, SEATED.password]));
    lines.push(String::new());
    lines.push(format!("门牌页 Door sign (致远楼101): /s/{door}"));
    lines.push(format!("查询页 Follow-up: /f/{follow_up}"));
    lines.push(format!("封存的审计码 Auditor's sealed code: {sealed} (/auditor)"));
    lines.join("\n")
}

fn line([post, name, login, password]: [&str; 4]) -> String {
    format!("{}{}{}{password}", padded(post, 60), padded(name, 12), padded(login, 14))
}

/// Chinese characters are two columns wide.
fn padded(text: &str, width: usize) -> String {
    let columns: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    format!("{text}{}", " ".repeat(width.saturating_sub(columns).max(1)))
}

//! The words that teachers see (everyday.md, "Words"): spoken, with names and days.

use chrono::Datelike;
use kernel::Lang;

use super::phase::State;

const DAYS_ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
const DAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// What a state's words are made of.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    pub state: State,
    pub worker: Option<&'a str>,
    pub until: Option<chrono::NaiveDate>,
    pub reason: Option<&'a str>,
}

/// 已报 → 已派王师傅 → 在修 → 等材料（周四）→ 修好了，看一下 → 完成 / 退回（原因）.
pub fn state_text(said: Said<'_>, lang: Lang) -> String {
    let until = said.until.map(|d| day(d, lang)).unwrap_or_default();
    let reason = said.reason.unwrap_or_default();
    match lang {
        Lang::Zh => zh(said.state, said.worker.unwrap_or("维修工"), &until, reason),
        Lang::En => en(said.state, said.worker.unwrap_or("a repairer"), &until, reason),
    }
}

fn zh(state: State, worker: &str, until: &str, reason: &str) -> String {
    match state {
        State::Submitted => "已报".into(),
        State::Triaged => "已受理".into(),
        State::Assigned => format!("已派{worker}"),
        State::InProgress => format!("{worker}在修"),
        State::WaitingMaterial => bracketed("等材料", until),
        State::WaitingExternal => bracketed("等外修", until),
        State::Deferred => format!("延到{until}"),
        State::Done => "修好了，看一下".into(),
        State::Reopened => "没修好，再修".into(),
        State::Closed => "完成".into(),
        State::Rejected => format!("退回（{reason}）"),
        State::Cancelled => "已撤回".into(),
    }
}

fn bracketed(what: &str, until: &str) -> String {
    if until.is_empty() { what.to_owned() } else { format!("{what}（{until}）") }
}

fn en(state: State, worker: &str, until: &str, reason: &str) -> String {
    let waiting = |what: &str| if until.is_empty() { what.to_owned() } else { format!("{what} ({until})") };
    match state {
        State::Submitted => "Reported".into(),
        State::Triaged => "Taken up".into(),
        State::Assigned => format!("With {worker}"),
        State::InProgress => format!("Being fixed by {worker}"),
        State::WaitingMaterial => waiting("Waiting for parts"),
        State::WaitingExternal => waiting("Waiting for a contractor"),
        State::Deferred => format!("Put off to {until}"),
        State::Done => "Fixed, please look".into(),
        State::Reopened => "Not fixed yet, again".into(),
        State::Closed => "Finished".into(),
        State::Rejected => format!("Sent back ({reason})"),
        State::Cancelled => "Withdrawn".into(),
    }
}

/// Somebody's name; whoever gave none at a door is called so in the reader's language.
pub fn named(name: String, lang: Lang) -> String {
    if !name.is_empty() {
        return name;
    }
    match lang {
        Lang::Zh => "扫码报修的人".into(),
        Lang::En => "Somebody at the door".into(),
    }
}

/// A line of the timeline: what happened, and whatever was said with it.
pub fn line(what: String, said: &[String], lang: Lang) -> String {
    let (colon, comma) = if lang == Lang::Zh { ("：", "，") } else { (": ", ", ") };
    if said.is_empty() { what } else { format!("{what}{colon}{}", said.join(comma)) }
}

/// The date with its day of the week.
pub fn day(date: chrono::NaiveDate, lang: Lang) -> String {
    let index = date.weekday().num_days_from_monday() as usize;
    let names = if lang == Lang::Zh { DAYS_ZH } else { DAYS_EN };
    let name = names.get(index).copied().unwrap_or_default();
    format!("{}/{} {name}", date.month(), date.day())
}

//! What runs out and what does not agree: pure. Certificates of the staff, licences of suppliers, food in the stores, the monthly meeting,
//! what inspections from outside found, and the county's tables.

use campus::school_days::Zone;
use chrono::{Datelike, Months, NaiveDate};
use inspections::plan::ClockTime;
use kernel::Text;
use procurement::supplier::FoodLicence;
use stores::lot::Ending;
use uuid::Uuid;

use super::{Light, Row, What};
use crate::{
    incident::{
        entity::Model as Incident,
        phase::{State, due},
    },
    outside::OpenFinding,
};

/// Days before which somebody is told that a paper ends.
pub(super) const PAPER_ENDS_SOON: i64 = 30;

/// Days before which somebody is told that food is over.
pub(super) const FOOD_ENDS_SOON: i64 = 3;

/// Somebody of the staff and the last day of the certificate that counts, if one ever did.
#[derive(Debug, Clone)]
pub struct Holder {
    pub id: Uuid,
    pub name: String,
    pub last: Option<NaiveDate>,
}

impl Holder {
    fn light(&self, today: NaiveDate) -> Light {
        self.last.map_or(Light::Red, |last| Light::ends(last, today, PAPER_ENDS_SOON))
    }
}

/// Certificates of the staff. Who is missing one is said by name to those who may see health; others hear how many may not work.
pub fn certificates(holders: &[Holder], today: NaiveDate, sees_health: bool) -> Vec<Row> {
    let row = |light: Light, why: Text| Row::new(What::Certificates, light, today, why);
    if holders.is_empty() {
        return Vec::new();
    }
    let without = holders.iter().filter(|holder| holder.light(today) == Light::Red).count();
    if !sees_health {
        return vec![if without == 0 {
            row(Light::Green, Text::fixed("人员都有有效的健康证。", "Everybody holds a valid health certificate."))
        } else {
            let why = Text::new(format!("{without} 人不能上岗。"), format!("{without} of the staff may not work."));
            row(Light::Red, why)
        }];
    }
    let odd = holders.iter().filter(|holder| holder.light(today) > Light::Green);
    let rows: Vec<Row> = odd.map(|holder| Row { id: Some(holder.id), ..row(holder.light(today), said(holder, today)) }).collect();
    if rows.is_empty() {
        let count = holders.len();
        let why = Text::new(format!("{count} 人的健康证都有效。"), format!("All {count} certificates are valid."));
        return vec![row(Light::Green, why)];
    }
    rows
}

fn said(holder: &Holder, today: NaiveDate) -> Text {
    let name = &holder.name;
    match holder.last {
        None => Text::new(format!("{name} 没有有效的健康证。"), format!("{name} has no valid health certificate.")),
        Some(last) if last < today => {
            Text::new(format!("{name} 的健康证 {last} 到期了。"), format!("The certificate of {name} ended on {last}."))
        }
        Some(last) => Text::new(format!("{name} 的健康证 {last} 到期。"), format!("The certificate of {name} ends on {last}.")),
    }
}

/// Licences that are over or end soon.
pub fn licences(ending: &[FoodLicence], today: NaiveDate) -> Vec<Row> {
    let row = |one: &FoodLicence| {
        let (supplier, number, last) = (&one.supplier, &one.number, one.expires_on);
        let (zh, en) = (&one.title.zh, &one.title.en);
        let why = if last < today {
            Text::new(
                format!("{supplier} 的{zh}（{number}）{last} 到期了，不能再收货。"),
                format!("The {en} ({number}) of {supplier} ended on {last}: nothing is received of it."),
            )
        } else {
            Text::new(format!("{supplier} 的{zh}（{number}）{last} 到期。"), format!("The {en} ({number}) of {supplier} ends on {last}."))
        };
        Row { id: Some(one.supplier_id), ..Row::new(What::Licences, Light::ends(last, today, PAPER_ENDS_SOON), today, why) }
    };
    let mut rows: Vec<Row> = ending.iter().map(row).collect();
    if rows.is_empty() {
        let why = Text::fixed("供货商的食品许可证都有效。", "The food licences of all suppliers are valid.");
        rows.push(Row::new(What::Licences, Light::Green, today, why));
    }
    rows
}

/// Food that is over or soon will be.
pub fn lots(ending: &[Ending], today: NaiveDate) -> Vec<Row> {
    let row = |one: &Ending| {
        let (item, left, unit, last, store) = (&one.item, one.left, &one.unit, one.expires_on, &one.store);
        let why = if last < today {
            Text::new(
                format!("{store}的{item}还有 {left} {unit}，{last} 过期了，清理掉。"),
                format!("{item}, {left} {unit} in {store}, was over on {last}: clear it away."),
            )
        } else {
            Text::new(
                format!("{store}的{item}还有 {left} {unit}，{last} 到期，先用。"),
                format!("{item}, {left} {unit} in {store}, is over on {last}: use it first."),
            )
        };
        Row { id: Some(one.lot_id), ..Row::new(What::Lots, Light::ends(last, today, FOOD_ENDS_SOON), today, why) }
    };
    let mut rows: Vec<Row> = ending.iter().map(row).collect();
    if rows.is_empty() {
        let why = Text::fixed("库房里没有过期的食品。", "No food in the stores is over.");
        rows.push(Row::new(What::Lots, Light::Green, today, why));
    }
    rows
}

/// The meeting of this month, and that of the last one where the canteen was there for all of it.
pub fn meetings(held: &[NaiveDate], since: NaiveDate, today: NaiveDate, zone: Zone) -> Vec<Row> {
    let first = today.with_day(1).unwrap_or(today);
    let before = first.checked_sub_months(Months::new(1)).unwrap_or(first);
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    let mut rows = Vec::new();
    if since <= before && !held.iter().any(|day| (before..first).contains(day)) {
        let month = before.format("%Y-%m");
        let why = Text::new(format!("{month} 没有开调度会。"), format!("No meeting was held in {month}."));
        rows.push(Row::new(What::MonthlyMeeting, Light::Red, before, why));
    }
    let this = held.iter().filter(|day| (first..next).contains(*day)).max();
    let (light, why) = match this {
        Some(day) => (Light::Green, Text::new(format!("{day} 开过了。"), format!("Held on {day}."))),
        None => (Light::Amber, Text::fixed("这个月还没开调度会。", "This month's meeting is not held yet.")),
    };
    let by = this.is_none().then(|| ClockTime::MIDNIGHT.on(zone, next));
    rows.push(Row { by, ..Row::new(What::MonthlyMeeting, light, today, why) });
    rows
}

/// What inspections from outside found: red past its day.
pub fn findings(open: &[OpenFinding], today: NaiveDate) -> Vec<Row> {
    let row = |one: &OpenFinding| {
        let (said, due) = (&one.finding.said, one.finding.due_on);
        let (light, why) = if one.is_overdue(today) {
            let why = Text::new(
                format!("外部检查查出“{said}”，{due} 前该整改好，还没销号。"),
                format!("An inspection from outside found “{said}”: it was to be mended by {due} and is not."),
            );
            (Light::Red, why)
        } else {
            let why = Text::new(
                format!("外部检查查出“{said}”，{due} 前整改好。"),
                format!("An inspection from outside found “{said}”: to be mended by {due}."),
            );
            (Light::Amber, why)
        };
        Row { id: Some(one.inspection.id), ..Row::new(What::OutsideFindings, light, today, why) }
    };
    let mut rows: Vec<Row> = open.iter().map(row).collect();
    if rows.is_empty() {
        let why = Text::fixed("外部检查没有还要整改的问题。", "Nothing that an inspection from outside found is still to be mended.");
        rows.push(Row::new(What::OutsideFindings, Light::Green, today, why));
    }
    rows
}

/// Incidents that are not over: red until they are reported.
pub fn incidents(open: &[Incident], today: NaiveDate) -> Vec<Row> {
    let row = |one: &Incident| {
        let said = &one.said;
        let state = State::of(&one.phase)?;
        let (light, by, why) = if state == State::Stopped {
            let why = Text::new(
                format!("“{said}”还没登记上报：发现后 2 小时内要报教育、市场监管、卫生部门。"),
                format!("“{said}” is not reported: within two hours it is to be, to education, market supervision and health."),
            );
            (Light::Red, Some(due(one.happened_at)), why)
        } else {
            let formal = state.formal();
            let why = Text::new(format!("“{said}”{}，还没结案。", formal.zh), format!("“{said}”: {}, not closed yet.", formal.en));
            (Light::Amber, None, why)
        };
        Some(Row { id: Some(one.id), by, ..Row::new(What::Incidents, light, today, why) })
    };
    open.iter().filter_map(row).collect()
}

/// How many differences there are between the tables of the days before today.
pub fn consistency(differences: usize, today: NaiveDate) -> Row {
    if differences == 0 {
        let why = Text::fixed("近 7 天的食谱、领料、留样对得上。", "Menus, issues and samples of the last 7 days agree.");
        return Row::new(What::Consistency, Light::Green, today, why);
    }
    let why = Text::new(
        format!("近 7 天的食谱、领料、留样有 {differences} 处对不上。"),
        format!("Differences between menus, issues and samples of the last 7 days: {differences}."),
    );
    Row::new(What::Consistency, Light::Red, today, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn holder(name: &str, last: Option<&str>) -> Holder {
        Holder { id: Uuid::nil(), name: name.into(), last: last.map(day) }
    }

    #[test]
    fn certificates_are_named_to_those_who_may_see_health_and_counted_to_others() {
        let today = day("2026-11-24");
        let holders = [
            holder("陈厨师", Some("2026-12-10")),
            holder("孙师傅", None),
            holder("李师傅", Some("2027-11-01")),
            holder("钱", Some("2026-11-23")),
        ];
        let seen: Vec<(Light, String)> =
            certificates(&holders, today, true).into_iter().map(|row| (row.light, row.why.zh.into_owned())).collect();
        assert_eq!(seen.len(), 3);
        assert_eq!(seen[0], (Light::Amber, "陈厨师 的健康证 2026-12-10 到期。".into()));
        assert_eq!([seen[1].0, seen[2].0], [Light::Red, Light::Red]);
        let hidden = certificates(&holders, today, false);
        assert_eq!((hidden.len(), hidden[0].light, hidden[0].id), (1, Light::Red, None));
        assert_eq!(hidden[0].why.zh, "2 人不能上岗。");
        assert!(!hidden[0].why.zh.contains("孙师傅"));
        let valid = [holder("李师傅", Some("2027-11-01"))];
        assert!([true, false].into_iter().all(|sees| certificates(&valid, today, sees)[0].light == Light::Green));
    }

    #[test]
    fn the_meeting_of_a_month_is_due_until_it_is_over_and_one_that_was_not_held_is_red() {
        let zone = campus::school_days::zone("Asia/Shanghai");
        let of = |held: &[&str], since: &str| -> Vec<Light> {
            let held: Vec<NaiveDate> = held.iter().map(|text| day(text)).collect();
            meetings(&held, day(since), day("2026-11-24"), zone).iter().map(|row| row.light).collect()
        };
        assert_eq!(of(&["2026-10-30", "2026-11-03"], "2026-01-01"), [Light::Green]);
        assert_eq!(of(&["2026-10-30"], "2026-01-01"), [Light::Amber]);
        assert_eq!(of(&[], "2026-01-01"), [Light::Red, Light::Amber]);
        // A canteen that began in the middle of it owes nothing for October.
        assert_eq!(of(&[], "2026-10-02"), [Light::Amber]);
        let rows = meetings(&[], day("2026-11-01"), day("2026-11-24"), zone);
        assert_eq!(rows[0].by.unwrap().to_rfc3339(), "2026-11-30T16:00:00+00:00");
    }

    #[test]
    fn one_difference_is_red() {
        assert_eq!((consistency(0, day("2026-11-24")).light, consistency(1, day("2026-11-24")).light), (Light::Green, Light::Red));
    }
}

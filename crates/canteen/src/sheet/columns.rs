//! What stands in which column, pure. The columns are those of the county's forms (domain.md E11).

use campus::school_days::Zone;
use chrono::{DateTime, Utc};
use kernel::{Lang, Text};

use super::{
    control,
    dto::{SheetKind, SheetRow},
    food, papers, signatures,
};
use crate::{
    Meal,
    book::{
        Content,
        content::{Accompanied, CheckLine, Disinfection, Leftovers, Rating, Survey, Training},
        repo::Record,
        view::{Names, term_of},
    },
    menu::dto::MenuView,
};

const MENU: &[Text] = &[
    Text::fixed("日期", "Day"),
    Text::fixed("餐次", "Meal"),
    Text::fixed("菜品和带量", "Dishes and quantities"),
    Text::fixed("登记人", "Recorded by"),
    Text::fixed("备注", "Notes"),
];

const MORNING_CHECK: &[Text] = &[
    Text::fixed("日期时间", "Day and time"),
    Text::fixed("姓名", "Name"),
    Text::fixed("体温（℃）", "Temperature (°C)"),
    Text::fixed("症状", "Symptoms"),
    Text::fixed("手部和着装", "Hands and clothes"),
    Text::fixed("结论", "Result"),
    Text::fixed("检查人", "Checked by"),
    Text::fixed("备注", "Notes"),
];

const FOOD_SAMPLE: &[Text] = &[
    Text::fixed("日期", "Day"),
    Text::fixed("餐次", "Meal"),
    Text::fixed("品名", "Dish"),
    Text::fixed("留样量（克）", "Grams"),
    Text::fixed("留样时间", "Taken"),
    Text::fixed("留样人", "Keeper"),
    Text::fixed("留样柜", "Fridge"),
    Text::fixed("入柜时间", "Stored"),
    Text::fixed("销毁时间", "Discarded"),
    Text::fixed("销毁人", "Discarded by"),
    Text::fixed("监督人", "Supervisor"),
    Text::fixed("备注", "Notes"),
];

const DISINFECTION: &[Text] = &[
    Text::fixed("日期时间", "Day and time"),
    Text::fixed("餐次", "Meal"),
    Text::fixed("消毒对象", "What"),
    Text::fixed("方式", "How"),
    Text::fixed("温度或浓度", "Temperature or concentration"),
    Text::fixed("时长（分钟）", "Minutes"),
    Text::fixed("操作人", "Operator"),
    Text::fixed("监督人", "Supervisor"),
    Text::fixed("备注", "Notes"),
];

const ACCOMPANIED_MEAL: &[Text] = &[
    Text::fixed("日期时间", "Day and time"),
    Text::fixed("餐次", "Meal"),
    Text::fixed("陪餐人", "Who"),
    Text::fixed("职务", "Post"),
    Text::fixed("色香味/份量/卫生/服务", "Taste / portion / hygiene / service"),
    Text::fixed("意见", "Remarks"),
    Text::fixed("问题和处理", "Problems and cases"),
    Text::fixed("备注", "Notes"),
];

const LEFTOVERS: &[Text] = &[
    Text::fixed("日期时间", "Day and time"),
    Text::fixed("餐次", "Meal"),
    Text::fixed("剩余（千克）", "Left (kg)"),
    Text::fixed("去向", "Taken away by"),
    Text::fixed("经手人", "Handed over by"),
    Text::fixed("备注", "Notes"),
];

const HEALTH_CERTIFICATES: &[Text] = &[
    Text::fixed("姓名", "Name"),
    Text::fixed("岗位", "Post"),
    Text::fixed("证号", "Number"),
    Text::fixed("发证日期", "Issued"),
    Text::fixed("有效期至", "Ends"),
    Text::fixed("核对人", "Verified by"),
    Text::fixed("备注", "Notes"),
];

const TRAINING: &[Text] = &[
    Text::fixed("日期时间", "Day and time"),
    Text::fixed("培训内容", "Topic"),
    Text::fixed("授课人", "Trainer"),
    Text::fixed("学时", "Hours"),
    Text::fixed("参加人员", "Attended"),
    Text::fixed("人数", "How many"),
    Text::fixed("登记人", "Recorded by"),
    Text::fixed("备注", "Notes"),
];

const SURVEY: &[Text] = &[
    Text::fixed("日期", "Day"),
    Text::fixed("学期", "Term"),
    Text::fixed("对象", "Of whom"),
    Text::fixed("发放", "Asked"),
    Text::fixed("回收", "Answered"),
    Text::fixed("满意", "Satisfied"),
    Text::fixed("满意率", "In a hundred"),
    Text::fixed("主要意见", "Main remarks"),
    Text::fixed("答复和改进", "What was answered"),
    Text::fixed("备注", "Notes"),
];

/// The heads of a table.
pub(crate) fn heads(kind: SheetKind) -> &'static [Text] {
    match kind {
        SheetKind::Menu => MENU,
        SheetKind::MorningCheck => MORNING_CHECK,
        SheetKind::FoodSample => FOOD_SAMPLE,
        SheetKind::Disinfection => DISINFECTION,
        SheetKind::AccompaniedMeal => ACCOMPANIED_MEAL,
        SheetKind::Leftovers => LEFTOVERS,
        SheetKind::HealthCertificates => HEALTH_CERTIFICATES,
        SheetKind::StapleReceipt | SheetKind::NonStapleReceipt => food::RECEIPTS,
        SheetKind::StapleIssue | SheetKind::NonStapleIssue => food::ISSUES,
        SheetKind::DailyCheck => control::CHECKS,
        SheetKind::Meetings => control::MEETINGS,
        SheetKind::Training => TRAINING,
        SheetKind::Survey => SURVEY,
        SheetKind::OutsideInspections => papers::OUTSIDE,
        SheetKind::PupilSignatures => signatures::HEADS,
    }
}

/// How things are written on a sheet.
pub(crate) struct Style<'a> {
    pub names: &'a Names,
    pub zone: Zone,
    pub lang: Lang,
}

impl Style<'_> {
    pub fn say(&self, text: &Text) -> String {
        text.pick(self.lang).to_owned()
    }

    pub fn meal(&self, meal: Option<Meal>) -> String {
        meal.map(|meal| self.say(&meal.title())).unwrap_or_default()
    }

    pub fn at(&self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.zone).format("%Y-%m-%d %H:%M").to_string()
    }

    /// That it was written down late, struck out, or is written anew: on every sheet, because nothing is back-filled unseen.
    fn notes(&self, record: &Record) -> Vec<String> {
        let row = &record.row;
        let mut notes = Vec::new();
        if row.late {
            let at = self.at(row.recorded_at);
            notes.push(self.say(&Text::new(format!("补录（{at} 登记）"), format!("late entry ({at})"))));
        }
        if let Some(reason) = &row.struck_reason {
            notes.push(self.say(&Text::new(format!("作废：{reason}"), format!("struck out: {reason}"))));
        }
        if row.replaces_id.is_some() {
            notes.push(self.say(&Text::fixed("重写", "written anew")));
        }
        notes
    }

    pub fn joined(&self, notes: &[String]) -> String {
        notes.join(if self.lang == Lang::Zh { "；" } else { "; " })
    }

    pub fn menu(&self, menu: &MenuView) -> SheetRow {
        let dish = |dish: &crate::menu::dto::Dish| match &dish.quantities {
            Some(quantities) => format!("{}（{quantities}）", dish.name),
            None => dish.name.clone(),
        };
        let mut notes = Vec::new();
        if menu.late {
            let at = self.at(menu.recorded_at);
            notes.push(self.say(&Text::new(format!("补录（{at} 登记）"), format!("late entry ({at})"))));
        }
        if let Some(struck) = &menu.struck {
            notes.push(self.say(&Text::new(format!("作废：{}", struck.reason), format!("struck out: {}", struck.reason))));
        }
        let dishes: Vec<String> = menu.dishes.iter().map(dish).collect();
        let cells = vec![
            menu.day.to_string(),
            self.meal(Some(menu.meal)),
            dishes.join(if self.lang == Lang::Zh { "、" } else { ", " }),
            menu.recorded_by.name.clone(),
            self.joined(&notes),
        ];
        SheetRow { cells, late: menu.late, struck: menu.struck.is_some() }
    }

    /// The rows of a record: one, or one for each person of a morning check.
    pub fn rows(&self, record: &Record) -> Vec<SheetRow> {
        let cells = match &record.content {
            Content::MorningCheck { lines } => lines.iter().map(|line| self.check(record, line)).collect(),
            Content::FoodSample { dish, grams, keeper_id, supervisor_id } => {
                let keeper = self.names.staff(*keeper_id).name;
                vec![self.sample(record, (dish, *grams), keeper, self.names.person(*supervisor_id).name)]
            }
            Content::Disinfection(said) => vec![self.disinfection(record, said)],
            Content::AccompaniedMeal(said) => vec![self.accompanied(record, said)],
            Content::Leftovers(said) => vec![self.leftovers(record, said)],
            Content::Training(said) => vec![self.training(record, said)],
            Content::Survey(said) => vec![self.survey(record, said)],
        };
        let of_sample = record.sample.as_ref().is_some_and(|life| [life.stored_late, life.discard_late].contains(&Some(true)));
        let row = |cells| SheetRow { cells, late: record.row.late || of_sample, struck: !record.stands() };
        cells.into_iter().map(row).collect()
    }

    fn check(&self, record: &Record, line: &CheckLine) -> Vec<String> {
        let symptoms: Vec<String> = line.symptoms.iter().map(|one| self.say(&one.title())).collect();
        let clean = if line.hands_clean { Text::fixed("合格", "Clean") } else { Text::fixed("不合格", "Not clean") };
        let fit = if line.fit { Text::fixed("上岗", "Fit") } else { Text::fixed("离岗", "Off post") };
        let none = || self.say(&Text::fixed("无", "None"));
        let mut notes = self.notes(record);
        notes.extend(line.note.clone());
        if let Some(seen) = &line.cleared {
            notes.push(self.say(&Text::new(format!("返岗证明：{seen}"), format!("note of fitness: {seen}"))));
        }
        vec![
            self.at(record.row.happened_at),
            self.names.staff(line.staff_id).name,
            line.temperature.to_string(),
            if symptoms.is_empty() { none() } else { symptoms.join(" ") },
            self.say(&clean),
            self.say(&fit),
            self.names.person(record.row.recorded_by).name,
            self.joined(&notes),
        ]
    }

    fn sample(&self, record: &Record, (dish, grams): (&str, i64), keeper: String, supervisor: String) -> Vec<String> {
        let life = record.sample.as_ref();
        let mut notes = self.notes(record);
        // Of one that was put away at once the first note says it.
        let stored_late = life.filter(|life| life.stored_late == Some(true)).and_then(|life| life.stored_recorded_at);
        if let Some(at) = stored_late.filter(|at| *at != record.row.recorded_at) {
            let at = self.at(at);
            notes.push(self.say(&Text::new(format!("入柜补录（{at} 登记）"), format!("storing entered late ({at})"))));
        }
        if life.is_some_and(|life| life.discard_late == Some(true)) {
            notes.push(self.say(&Text::fixed("销毁补录", "discarding entered late")));
        }
        if let Some(reason) = life.and_then(|life| life.seal_reason.as_deref()) {
            notes.push(self.say(&Text::new(format!("封存：{reason}"), format!("sealed: {reason}"))));
        }
        let discarded_by = life.and_then(|life| life.discarded_by).map(|id| self.names.staff(id).name).unwrap_or_default();
        let at_discard = life.and_then(|life| life.discard_supervisor_id).map(|id| self.names.person(id).name);
        let supervisors = match at_discard {
            Some(other) if other != supervisor => format!("{supervisor} / {other}"),
            Some(_) | None => supervisor,
        };
        vec![
            record.row.day.to_string(),
            self.meal(record.meal()),
            dish.to_owned(),
            grams.to_string(),
            self.at(record.row.happened_at),
            keeper,
            life.and_then(|life| life.fridge.clone()).unwrap_or_default(),
            life.and_then(|life| life.stored_at).map(|at| self.at(at)).unwrap_or_default(),
            life.and_then(|life| life.discarded_at).map(|at| self.at(at)).unwrap_or_default(),
            discarded_by,
            supervisors,
            self.joined(&notes),
        ]
    }

    fn disinfection(&self, record: &Record, said: &Disinfection) -> Vec<String> {
        let temperature = said.temperature.map(|degrees| format!("{degrees} ℃"));
        let concentration = said.concentration.map(|milligrams| format!("{milligrams} mg/L"));
        vec![
            self.at(record.row.happened_at),
            self.meal(record.meal()),
            said.object.clone(),
            self.say(&said.method.title()),
            [temperature, concentration].into_iter().flatten().collect::<Vec<_>>().join(" "),
            said.minutes.to_string(),
            self.names.staff(said.operator_id).name,
            self.names.person(said.supervisor_id).name,
            self.joined(&self.notes(record)),
        ]
    }

    fn accompanied(&self, record: &Record, said: &Accompanied) -> Vec<String> {
        let rated = |rating: Rating| self.say(&rating.title());
        let ratings = said.ratings;
        let problems: Vec<String> = said.problems.iter().map(|one| format!("{} → {}", one.text, one.case_number)).collect();
        vec![
            self.at(record.row.happened_at),
            self.meal(record.meal()),
            self.names.person(said.companion_id).name,
            said.post.clone(),
            [ratings.taste, ratings.portion, ratings.hygiene, ratings.service].map(rated).join("/"),
            said.remark.clone().unwrap_or_default(),
            self.joined(&problems),
            self.joined(&self.notes(record)),
        ]
    }

    fn training(&self, record: &Record, said: &Training) -> Vec<String> {
        let attended: Vec<String> = said.attended.iter().map(|id| self.names.staff(*id).name).collect();
        let mut notes = self.notes(record);
        notes.extend(said.remark.clone());
        vec![
            self.at(record.row.happened_at),
            said.topic.clone(),
            said.trainer.clone(),
            said.hours.to_string(),
            attended.join(if self.lang == Lang::Zh { "、" } else { ", " }),
            attended.len().to_string(),
            self.names.person(record.row.recorded_by).name,
            self.joined(&notes),
        ]
    }

    fn survey(&self, record: &Record, said: &Survey) -> Vec<String> {
        vec![
            record.row.day.to_string(),
            term_of(said, self.lang).unwrap_or_default(),
            self.say(&said.of_whom.title()),
            said.asked.to_string(),
            said.answered.to_string(),
            said.satisfied.to_string(),
            said.percent().map(|percent| format!("{percent}%")).unwrap_or_default(),
            said.remark.clone().unwrap_or_default(),
            said.answer.clone().unwrap_or_default(),
            self.joined(&self.notes(record)),
        ]
    }

    fn leftovers(&self, record: &Record, said: &Leftovers) -> Vec<String> {
        let mut notes = self.notes(record);
        notes.extend(said.note.clone());
        vec![
            self.at(record.row.happened_at),
            self.meal(record.meal()),
            said.weight.map_or_else(|| "0".to_owned(), |weight| weight.to_string()),
            said.handed_to.clone(),
            self.names.staff(said.operator_id).name,
            self.joined(&notes),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_heads() {
        for kind in SheetKind::ALL {
            assert!(heads(kind).len() >= 5, "{kind:?}");
        }
    }
}

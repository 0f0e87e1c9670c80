//! What becomes of each row of a roster: pure, from the rows and the people that the school has.

use std::collections::{HashMap, HashSet};

use kernel::{Text, text};

use super::read::Entry;
use crate::person::{LONGEST_NAME, LONGEST_NUMBER};

/// Somebody who is there already.
#[derive(Debug, Clone)]
pub struct Known {
    pub name_key: String,
    pub staff_no: Option<String>,
    pub active: bool,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Will be added. `namesake`: somebody else bears the name, and it is no sign-in name by itself.
    New {
        namesake: bool,
    },
    /// Is there already.
    Known,
    Refused(Refusal),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    NameMissing,
    NameTooLong,
    StaffNoTooLong,
    PhoneTooLong,
    DepartmentTooLong,
    /// Hidden or reordering characters.
    Deceptive,
    /// The number stands in an earlier row.
    NumberTwice,
    /// The number belongs to somebody of another name.
    NumberTaken,
    /// Somebody of this name is there without a number: the same person or not, only the school knows.
    NamesakeWithoutNumber,
    /// Somebody of this name or number has left.
    HasLeft,
}

impl Refusal {
    pub const fn code(self) -> &'static str {
        match self {
            Self::NameMissing => "name_missing",
            Self::NameTooLong => "name_too_long",
            Self::StaffNoTooLong => "staff_no_too_long",
            Self::PhoneTooLong => "phone_too_long",
            Self::DepartmentTooLong => "department_too_long",
            Self::Deceptive => "deceptive_text",
            Self::NumberTwice => "number_twice",
            Self::NumberTaken => "number_taken",
            Self::NamesakeWithoutNumber => "namesake_without_number",
            Self::HasLeft => "has_left",
        }
    }

    pub const fn text(self) -> Text {
        match self {
            Self::NameMissing => Text::fixed("没有姓名。", "There is no name."),
            Self::NameTooLong => Text::fixed("姓名超过 60 个字。", "The name is longer than 60 characters."),
            Self::StaffNoTooLong => Text::fixed("工号超过 30 个字。", "The staff number is longer than 30 characters."),
            Self::PhoneTooLong => Text::fixed("电话超过 30 个字。", "The telephone number is longer than 30 characters."),
            Self::DepartmentTooLong => Text::fixed("部门超过 60 个字。", "The department is longer than 60 characters."),
            Self::Deceptive => Text::fixed("含有看不见的字符。", "It contains characters that cannot be seen."),
            Self::NumberTwice => Text::fixed("这个工号在名单里出现过了。", "This staff number stands in an earlier row."),
            Self::NumberTaken => Text::fixed("这个工号是另一个人的。", "This staff number is somebody else's."),
            Self::NamesakeWithoutNumber => Text::fixed(
                "已有一位没有工号的同名人员。如果是同一个人，请先给他补上工号。",
                "Somebody of this name is there without a number. If it is the same person, give him the number first.",
            ),
            Self::HasLeft => Text::fixed("此人已停用。如果回来了，请恢复原来的人员。", "This person left. If back, enable the old entry."),
        }
    }
}

/// Everybody's fate, in the order of the rows.
pub fn fates(entries: &[Entry], known: &[Known]) -> Vec<Fate> {
    let mut school = School::of(known);
    entries.iter().map(|entry| school.fate(entry)).collect()
}

/// The people there are, and those of the list so far.
struct School<'a> {
    by_number: HashMap<String, &'a Known>,
    by_name: HashMap<&'a str, Vec<&'a Known>>,
    /// Rows without a number that were taken for somebody of this name.
    matched: HashMap<String, usize>,
    /// Names that this list adds, and numbers that it names.
    added: HashMap<String, usize>,
    numbers: HashSet<String>,
}

impl<'a> School<'a> {
    fn of(known: &'a [Known]) -> Self {
        let mut school = Self {
            by_number: HashMap::new(),
            by_name: HashMap::new(),
            matched: HashMap::new(),
            added: HashMap::new(),
            numbers: HashSet::new(),
        };
        for person in known {
            if let Some(number) = &person.staff_no {
                school.by_number.insert(number.clone(), person);
            }
            school.by_name.entry(&person.name_key).or_default().push(person);
        }
        school
    }

    fn fate(&mut self, entry: &Entry) -> Fate {
        if let Some(refusal) = ill_written(entry) {
            return Fate::Refused(refusal);
        }
        let key = text::fold(&entry.name);
        let there = self.by_name.get(key.as_str()).cloned().unwrap_or_default();
        let told = match &entry.staff_no {
            Some(number) => self.by_its_number(number, &key, &there),
            None => self.by_name_alone(&key, &there),
        };
        if let Some(fate) = told {
            return fate;
        }
        let before = self.added.entry(key).or_default();
        *before += 1;
        Fate::New { namesake: *before > 1 || !there.is_empty() }
    }

    /// What the number tells; `None` for somebody new.
    fn by_its_number(&mut self, number: &str, key: &str, there: &[&Known]) -> Option<Fate> {
        if !self.numbers.insert(number.to_owned()) {
            return Some(Fate::Refused(Refusal::NumberTwice));
        }
        let namesake = || there.iter().any(|person| person.active && person.staff_no.is_none());
        match self.by_number.get(number) {
            Some(person) if person.name_key != key => Some(Fate::Refused(Refusal::NumberTaken)),
            Some(person) if !person.active => Some(Fate::Refused(Refusal::HasLeft)),
            Some(_) => Some(Fate::Known),
            None => namesake().then_some(Fate::Refused(Refusal::NamesakeWithoutNumber)),
        }
    }

    /// As many rows of a name as the school has people of it are those people; `None` for somebody new.
    fn by_name_alone(&mut self, key: &str, there: &[&Known]) -> Option<Fate> {
        let here = there.iter().filter(|person| person.active).count();
        let matched = self.matched.entry(key.to_owned()).or_default();
        if *matched < here {
            *matched += 1;
            return Some(Fate::Known);
        }
        (here == 0 && !there.is_empty()).then_some(Fate::Refused(Refusal::HasLeft))
    }
}

fn ill_written(entry: &Entry) -> Option<Refusal> {
    let longer = |text: &Option<String>, most: usize| text.as_ref().is_some_and(|text| text.chars().count() > most);
    let texts = [Some(&entry.name), entry.staff_no.as_ref(), entry.phone.as_ref(), entry.department.as_ref()];
    let deceptive = |text: &&String| text.chars().any(|c| text::is_deceptive(c) || c.is_control());
    if entry.name.is_empty() {
        Some(Refusal::NameMissing)
    } else if entry.name.chars().count() > LONGEST_NAME {
        Some(Refusal::NameTooLong)
    } else if longer(&entry.staff_no, LONGEST_NUMBER) {
        Some(Refusal::StaffNoTooLong)
    } else if longer(&entry.phone, LONGEST_NUMBER) {
        Some(Refusal::PhoneTooLong)
    } else if longer(&entry.department, LONGEST_NAME) {
        Some(Refusal::DepartmentTooLong)
    } else if texts.iter().flatten().any(deceptive) {
        Some(Refusal::Deceptive)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, staff_no: Option<&str>) -> Entry {
        Entry { name: name.into(), staff_no: staff_no.map(Into::into), ..Entry::default() }
    }

    fn known(name: &str, staff_no: Option<&str>, active: bool) -> Known {
        Known { name_key: text::fold(name), staff_no: staff_no.map(Into::into), active }
    }

    #[test]
    fn namesakes_are_told_apart_and_a_list_that_comes_again_adds_nobody() {
        let list = [row("王芳", None), row("王芳", None), row("李强", Some("T2")), row("李强", Some("T3"))];
        let first = fates(&list, &[]);
        assert_eq!(first, [false, true, false, true].map(|namesake| Fate::New { namesake }));
        let people =
            [known("王芳", None, true), known("王芳", None, true), known("李强", Some("T2"), true), known("李强", Some("T3"), true)];
        assert_eq!(fates(&list, &people), [Fate::Known; 4]);
    }

    #[test]
    fn what_cannot_be_told_is_refused_with_its_reason() {
        let people =
            [known("王芳", None, true), known("赵敏", Some("T1"), true), known("孙离", Some("T9"), false), known("周走", None, false)];
        for (entry, refusal) in [
            (row("", Some("T5")), Refusal::NameMissing),
            (row(&"长".repeat(61), None), Refusal::NameTooLong),
            (row("王\u{200B}芳", None), Refusal::Deceptive),
            (row("王芳", Some("T7")), Refusal::NamesakeWithoutNumber),
            (row("钱多", Some("T1")), Refusal::NumberTaken),
            (row("孙离", Some("T9")), Refusal::HasLeft),
            (row("周走", None), Refusal::HasLeft),
        ] {
            assert_eq!(fates(std::slice::from_ref(&entry), &people), [Fate::Refused(refusal)], "{entry:?}");
        }
        let twice = fates(&[row("甲", Some("N1")), row("乙", Some("N1"))], &[]);
        assert_eq!(twice[1], Fate::Refused(Refusal::NumberTwice));
    }
}

//! How a class is called: 三（2）班.

use kernel::{Lang, Text};

use super::entity::Model;

const NUMERALS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
const SENIOR: [&str; 3] = ["高一", "高二", "高三"];

/// The name of a class in this grade (1 to 12).
pub fn name(grade: i64, number: i64) -> Text {
    let grade_at = usize::try_from(grade - 1).unwrap_or_default();
    let written = NUMERALS.get(grade_at).or_else(|| SENIOR.get(grade_at.saturating_sub(NUMERALS.len()))).copied().unwrap_or_default();
    Text::new(format!("{written}（{number}）班"), format!("Class {grade}-{number}"))
}

impl Model {
    pub const fn grade(&self) -> i64 {
        self.school_year - self.entry_year + 1
    }

    pub fn name(&self) -> Text {
        name(self.grade(), self.number)
    }

    pub fn name_in(&self, lang: Lang) -> String {
        self.name().pick(lang).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_written_as_schools_write_them() {
        for (grade, number, zh) in
            [(1, 1, "一（1）班"), (3, 2, "三（2）班"), (9, 12, "九（12）班"), (10, 3, "高一（3）班"), (12, 1, "高三（1）班")]
        {
            assert_eq!(name(grade, number).zh, zh);
        }
        assert_eq!(name(3, 2).en, "Class 3-2");
    }
}

//! What classes and their yearly move refuse, in words.

use kernel::{Problem, Text};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClassError {
    #[error("the class exists already")]
    ClassExists,
    #[error("too many classes")]
    TooManyClasses,
    #[error("there are no classes yet")]
    NoClasses,
    #[error("classes changed meanwhile")]
    ClassesChanged,
    #[error("not the school year after that of the classes")]
    NotTheNextYear(i64),
    #[error("a class that stays was left out")]
    ClassMissing(Text),
    #[error("the move of classes cannot be taken back")]
    AdvanceNotUndoable,
    #[error("the class decides who is responsible for its room")]
    ClassDecides(Text),
}

impl ClassError {
    fn text(&self) -> Text {
        match self {
            Self::ClassExists => Text::fixed("这个年级已经有这个班号了。", "The grade has a class of this number already."),
            Self::TooManyClasses => Text::fixed("最多 200 个班。", "At most 200 classes."),
            Self::NoClasses => Text::fixed("还没有班级，请先建班。", "There are no classes yet; add them first."),
            Self::ClassesChanged => Text::fixed(
                "看过以后有班级变了，没有修改任何内容，请再看一遍。",
                "Some classes changed since you looked; nothing was changed. Look at them again.",
            ),
            Self::NotTheNextYear(year) => {
                Text::new(format!("只能升到 {year} 学年。"), format!("Classes can only move up to the school year {year}."))
            }
            Self::ClassMissing(name) => Text::new(format!("缺少{}。", name.zh), format!("{} is missing.", name.en)),
            Self::AdvanceNotUndoable => {
                Text::fixed("升级以后班级又有变动，不能撤销了。", "Classes changed since they moved up; it cannot be taken back.")
            }
            Self::ClassDecides(name) => Text::new(
                format!("这间教室由{}的班主任负责，请在班级里改。", name.zh),
                format!("The class teacher of {} is responsible for this room; change it at the class.", name.en),
            ),
        }
    }
}

impl From<ClassError> for Problem {
    fn from(error: ClassError) -> Self {
        let text = error.text();
        match error {
            ClassError::ClassExists => Self::conflict("class_exists", text.clone()).field("/number", "taken", text),
            ClassError::TooManyClasses => Self::conflict("too_many_classes", text),
            ClassError::NoClasses => Self::conflict("no_classes", text),
            ClassError::ClassesChanged => Self::conflict("changed_meanwhile", text),
            ClassError::NotTheNextYear(_) => Self::refused("validation_failed", text.clone()).field("/to_year", "not_the_next_year", text),
            ClassError::ClassMissing(_) => Self::refused("class_missing", text.clone()).field("/classes", "class_missing", text),
            ClassError::AdvanceNotUndoable => Self::conflict("not_undoable", text),
            ClassError::ClassDecides(_) => {
                Self::conflict("class_decides", text.clone()).field("/responsible_person_id", "class_decides", text)
            }
        }
    }
}

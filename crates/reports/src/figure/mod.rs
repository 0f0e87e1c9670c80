//! Figures: a number, what it counts in words, and the rows behind it.
//!
//! A [`Source`] is one SELECT of rows in one shape ([`sql::Shape`]). Summed, it is a figure ([`read::counted`], all that are asked for in one
//! statement); listed, it is the figure's rows ([`rows::page`]). Whoever adds a feature to the home or the term summary adds a file of
//! sources beside these and names it in [`ALL`]: nothing else has to know.

mod canteen;
pub mod dto;
mod exceptions;
mod inspections;
mod late;
mod open;
mod purchases;
pub mod read;
mod register;
mod repair;
pub mod rows;
mod served;
pub mod source;
pub mod sql;
mod stock;
pub mod words;

pub use source::{Ask, Chapter, Measure, Part, Period, Source};

/// Every figure there is, feature by feature.
const ALL: [&[Source]; 9] = [
    register::SOURCES,
    purchases::SOURCES,
    repair::SOURCES,
    inspections::SOURCES,
    stock::SOURCES,
    canteen::SOURCES,
    exceptions::SOURCES,
    late::SOURCES,
    open::SOURCES,
];

pub fn all() -> impl Iterator<Item = &'static Source> {
    ALL.into_iter().flatten()
}

/// The figure of this name.
pub fn find(key: &str) -> Option<&'static Source> {
    all().find(|source| source.key == key)
}

/// The figures of a chapter, in their order.
pub fn of(chapter: Chapter) -> impl Iterator<Item = &'static Source> {
    all().filter(move |source| source.chapter == chapter)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_figure_has_a_name_of_its_own_and_says_what_it_counts() {
        let mut keys = BTreeSet::new();
        for source in all() {
            assert!(keys.insert(source.key), "{} is there twice", source.key);
            assert!(source.key.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{}", source.key);
            for text in [&source.title, &source.definition] {
                assert!(!text.zh.is_empty() && !text.en.is_empty() && text.zh != text.en, "{}", source.key);
            }
        }
    }

    #[test]
    fn what_is_late_is_late_of_something_that_is_open() {
        for source in of(Chapter::Late) {
            let open = source.key.replace("late_", "open_");
            assert!(find(&open).is_some(), "{}", source.key);
        }
    }
}

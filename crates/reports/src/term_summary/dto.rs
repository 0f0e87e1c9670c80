//! Bodies and views of term summaries.

use campus::{person::PersonRef, term::TermView};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::validate::plain_text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::figure::{Chapter, dto::FigureView};

/// What the director says around the figures; each may be left empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SummaryWords {
    /// Before the first figure.
    #[garde(length(chars, max = 4000), custom(plain_text))]
    pub opening: String,
    #[garde(length(chars, max = 4000), custom(plain_text))]
    pub assets: String,
    #[garde(length(chars, max = 4000), custom(plain_text))]
    pub purchases: String,
    #[garde(length(chars, max = 4000), custom(plain_text))]
    pub repairs: String,
    #[garde(length(chars, max = 4000), custom(plain_text))]
    pub inspections: String,
    #[garde(length(chars, max = 4000), custom(plain_text))]
    pub stock: String,
    #[garde(length(chars, max = 4000), custom(plain_text))]
    pub canteen: String,
    #[garde(length(chars, max = 4000), custom(plain_text))]
    pub publications: String,
    #[garde(length(chars, max = 4000), custom(plain_text))]
    pub exceptions: String,
    /// What did not go well.
    #[garde(length(chars, max = 4000), custom(plain_text))]
    pub problems: String,
    /// For the next term.
    #[garde(length(chars, max = 4000), custom(plain_text))]
    pub plan: String,
}

impl SummaryWords {
    /// What is said of the figures of a chapter.
    pub fn of(&self, chapter: Chapter) -> &str {
        match chapter {
            Chapter::Assets => &self.assets,
            Chapter::Purchases => &self.purchases,
            Chapter::Repairs => &self.repairs,
            Chapter::Inspections => &self.inspections,
            Chapter::Stock => &self.stock,
            Chapter::Canteen => &self.canteen,
            Chapter::Publications => &self.publications,
            Chapter::Exceptions => &self.exceptions,
            Chapter::Late | Chapter::Open | Chapter::Home => "",
        }
    }
}

/// The summary of a term: its figures as they are now, and the words around them.
#[derive(Debug, Serialize, ToSchema)]
pub struct TermSummary {
    pub term: TermView,
    pub school_name: String,
    /// Last day that counts: today while the term runs.
    pub counted_to: NaiveDate,
    pub as_of: DateTime<Utc>,
    pub chapters: Vec<SummaryChapter>,
    pub words: SummaryWords,
    /// Who wrote last; `null` before anybody did.
    pub written_by: Option<PersonRef>,
    pub written_at: Option<DateTime<Utc>>,
    /// Whether the caller may write.
    pub may_write: bool,
    /// Of the words; 0 before anybody wrote any.
    pub version: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SummaryChapter {
    pub chapter: Chapter,
    pub title: String,
    pub figures: Vec<FigureView>,
}

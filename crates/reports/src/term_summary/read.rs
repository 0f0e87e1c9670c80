//! Reads a summary: the school, the term, the calendar, the figures in one statement, the names of categories, the words and who wrote them.

use campus::{
    person::{self, PersonRef},
    school::{self, entity::Model as School},
    term::entity as terms,
};
use chrono::{DateTime, Utc};
use kernel::{Lang, Problem, Result};
use registers::category;
use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

use super::{
    dto::{SummaryChapter, SummaryWords, TermSummary},
    entity::{Entity, Model},
};
use crate::figure::{
    self, Ask, Chapter, Part, Period,
    dto::FigureView,
    read::{self, Wanted},
    words,
};

/// Whose, of which term.
#[derive(Debug)]
pub(super) struct Of {
    pub school: School,
    pub term: terms::Model,
}

impl Of {
    /// # Errors
    /// 404 for a term of nobody or of another school.
    pub async fn find(db: &impl ConnectionTrait, school: Uuid, term: Uuid) -> Result<Self> {
        let term = terms::Entity::find_by_id((school, term)).one(db).await?.ok_or_else(Problem::not_found)?;
        Ok(Self { school: school::find(db, school).await?, term })
    }

    pub fn period(&self) -> Period {
        Period { from: self.term.starts_on, to: self.term.ends_on }
    }

    pub fn ask(&self, now: DateTime<Utc>) -> Ask {
        Ask::of(&self.school, self.period(), now)
    }
}

/// The row that holds the words; nothing before anybody wrote any.
pub(super) async fn written(db: &impl ConnectionTrait, of: &Of) -> Result<Option<Model>> {
    Ok(Entity::find_by_id((of.school.id, of.term.id)).one(db).await?)
}

/// # Errors
/// 500 for words that no version of the product wrote.
pub(super) fn words_of(row: Option<&Model>) -> Result<SummaryWords> {
    row.map_or_else(|| Ok(SummaryWords::default()), |row| serde_json::from_value(row.words.clone()).map_err(Problem::internal))
}

pub(super) async fn summary(
    db: &impl ConnectionTrait,
    of: &Of,
    (now, lang): (DateTime<Utc>, Lang),
    may_write: bool,
) -> Result<TermSummary> {
    let ask = of.ask(now);
    let chapters = chapters(db, &of.school, ask, lang).await?;
    let row = written(db, of).await?;
    let writer = row.as_ref().map(|row| row.written_by);
    let names = person::repo::names(db, of.school.id, writer.into_iter().collect()).await?;
    Ok(TermSummary {
        term: of.term.view(lang),
        school_name: of.school.name.clone(),
        counted_to: ask.last(),
        as_of: now,
        chapters,
        words: words_of(row.as_ref())?,
        written_by: writer.map(|id| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() }),
        written_at: row.as_ref().map(|row| row.written_at),
        may_write,
        version: row.map_or(0, |row| row.version),
    })
}

async fn chapters(db: &impl ConnectionTrait, school: &School, ask: Ask, lang: Lang) -> Result<Vec<SummaryChapter>> {
    let sources: Vec<_> = Chapter::OF_TERM.into_iter().flat_map(figure::of).collect();
    let wanted: Vec<Wanted> = sources.iter().copied().map(|source| Wanted { source, period: ask.period }).collect();
    let found = read::counted(db, school, ask, &wanted).await?;
    let mut codes: Vec<String> = Vec::new();
    for (place, _) in sources.iter().enumerate().filter(|(_, source)| source.part == Part::AssetCategory) {
        codes.extend(found.at(place).iter().map(|counted| counted.part.clone()));
    }
    let names = category::names_by_code(db, ask.school, codes, lang).await?;
    let of_chapter = |chapter: Chapter| -> Vec<FigureView> {
        let placed = sources.iter().enumerate().filter(|(_, source)| source.chapter == chapter);
        placed.map(|(place, source)| words::figure(source, found.at(place), &names, lang)).collect()
    };
    let view = |chapter: Chapter| SummaryChapter { chapter, title: chapter.title().pick(lang).to_owned(), figures: of_chapter(chapter) };
    Ok(Chapter::OF_TERM.into_iter().map(view).collect())
}

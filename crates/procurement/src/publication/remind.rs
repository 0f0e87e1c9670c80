//! What should hang on the board and does not is brought to the director's mind, once a month (S33): records of months that are over, and
//! notices that were drawn up and never posted.

use campus::{Role, school::entity::Model as School};
use chrono::NaiveDate;
use kernel::{
    Db, Grant, Problem, Reader, Result, Text,
    db::Technical,
    outbox::{News, Word},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};

use super::{
    dto::Overdue,
    entity::{Column, Entity, reminder},
    overdue::{first_of, owed},
    repo::not_posted,
};
use crate::{event, permissions::ViewPublications};

/// Reminds the director, if he was not reminded this month and something is owed.
pub async fn remind(db: &Db, school: &School) -> Result<()> {
    let grant = Grant::<ViewPublications>::system("jobs", Some(school.id));
    let reader = db.read(&grant);
    let today = school.today(reader.now());
    let month = first_of(today);
    if reminder::Entity::find_by_id((school.id, month)).one(&reader).await?.is_some() {
        return Ok(());
    }
    let (records, drafts) = (owed(&reader, school).await?, drafts(&reader, school, today).await?);
    // Most rounds find nothing and write nothing.
    let Some(what) = said(&records, drafts) else { return Ok(()) };
    let tx = db.begin(&grant).await?;
    // The month is a key: of two rounds at the same moment one tells.
    let told = reminder::Model { school_id: school.id, month, told_at: tx.now() };
    told.into_active_model().reset_all().insert(&tx).await?;
    let news = News::new(event::NEWS_OWED, "school", school.id, "/purchases/publications").word("what", Word::from(what));
    tx.tell([news.to_role(Role::LogisticsDirector.code())]).await?;
    tx.commit_technical(Technical::Reminded).await
}

/// Notices that are past their day and do not hang there.
async fn drafts(reader: &Reader, school: &School, today: NaiveDate) -> Result<i64> {
    let late = Entity::find().filter(Column::SchoolId.eq(school.id)).filter(not_posted(today)).count(reader).await?;
    i64::try_from(late).map_err(Problem::internal)
}

/// In words; nothing where nothing is owed.
fn said(records: &Overdue, drafts: i64) -> Option<Text> {
    let (count, first) = (records.count, records.months.first().map_or("", |month| month.month.as_str()));
    let bought =
        (count > 0).then(|| Text::new(format!("{count} 笔（最早是 {first} 的）"), format!("{count} of them, the first of {first}")));
    let drawn_up = (drafts > 0).then(|| Text::new(format!("过期没有张贴的公示 {drafts} 份"), format!("notices past their day: {drafts}")));
    match (bought, drawn_up) {
        (Some(bought), Some(drawn_up)) => {
            Some(Text::new(format!("{}；{}", bought.zh, drawn_up.zh), format!("{}; {}", bought.en, drawn_up.en)))
        }
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Lang, Money};

    use super::*;
    use crate::publication::dto::OverdueMonth;

    fn owing(count: i64) -> Overdue {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let month = OverdueMonth {
            month: "2026-10".into(),
            from: day("2026-10-01"),
            to: day("2026-10-31"),
            receipts: count,
            petty: 0,
            amount: Money::ZERO,
        };
        Overdue { months: vec![month], count, amount: Money::ZERO, with_petty: false, cut: false }
    }

    #[test]
    fn what_is_owed_is_said_and_nothing_where_nothing_is() {
        let said = |count, drafts| said(&owing(count), drafts).map(|text| text.pick(Lang::Zh).to_owned());
        assert_eq!(said(0, 0), None);
        assert_eq!(said(2, 0).as_deref(), Some("2 笔（最早是 2026-10 的）"));
        assert_eq!(said(0, 1).as_deref(), Some("过期没有张贴的公示 1 份"));
        assert_eq!(said(2, 1).as_deref(), Some("2 笔（最早是 2026-10 的）；过期没有张贴的公示 1 份"));
    }
}

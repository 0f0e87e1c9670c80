//! What goes out to many classes in one act: one move of the stock, a document a class to sign, and a list of what was short.

use std::collections::BTreeSet;

use campus::{class::entity::Model as Class, delegation::StandIns};
use chrono::NaiveDate;
use kernel::{Grant, Lang, Problem, Reply, Result, Tx};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    Confirmation, DocumentKind,
    document::{Days, Document, keep},
    dto::{DocumentView, StockClass},
    entity::{self, line},
    rules::Short,
    service::Stock,
    shelf::{At, Shelf},
    view::Words,
};
use crate::{
    OnHand,
    item::{self, dto::ItemRef},
    permissions::ViewStores,
    store::{self, entity::Model as Store},
};

/// What is handed out, and to whom, in the order in which they get something.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ToClasses<'a> {
    pub store: &'a Store,
    pub happened_on: Option<NaiveDate>,
    pub distribution_id: Uuid,
    pub purpose: &'a str,
    pub classes: &'a [ForClass<'a>],
}

/// What a class is to get, in thousandths by item.
#[derive(Debug, Clone)]
pub(crate) struct ForClass<'a> {
    pub class: &'a Class,
    pub wishes: Vec<(Uuid, i64)>,
}

/// The sheets of one act.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockDistributionSheets)]
pub struct Sheets {
    /// One a class.
    pub documents: Vec<DocumentView>,
    /// What was to be handed out and was not there.
    pub shortages: Vec<Shortage>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockShortage)]
pub struct Shortage {
    pub class: StockClass,
    pub item: ItemRef,
    pub wanted: OnHand,
    pub given: OnHand,
}

/// Hands out in the caller's transaction, as far as it goes. Whoever calls this has looked whether it may go out.
pub(crate) async fn to_classes(tx: &Tx, act: ToClasses<'_>) -> Result<Vec<Document>> {
    let days = Days::of(tx, act.happened_on).await?;
    let locked: BTreeSet<Uuid> = act.classes.iter().flat_map(|one| one.wishes.iter().map(|(item, _)| *item)).collect();
    let mut held = Shelf::open(tx, act.store.id, &locked, days.happened_on, days.today).await?;
    let foods = item::food::foods(tx, act.store.school_id, locked).await?;
    held.set_aside_unfit(|item| foods.contains_key(&item));
    let issuer = tx.actor().person;
    let teachers = act.classes.iter().filter_map(|one| one.class.class_teacher_id);
    let one_person = StandIns::of(tx, teachers.chain(issuer).collect()).await?;
    let mut documents = Vec::with_capacity(act.classes.len());
    // A class that gets nothing at all has nothing to sign.
    for one in act.classes.iter().filter(|one| !one.wishes.is_empty()) {
        let blank = Document::blank(tx, DocumentKind::Issue, act.store, days)?;
        let mut document = for_class(blank, one.class, &act);
        // SD5: where the teacher or his stand-in hands out, somebody else of the class signs the sheet.
        let receives = |teacher: &Uuid| issuer.is_none_or(|issuer| !one_person.are_one(issuer, *teacher));
        document.row.receiver_id = one.class.class_teacher_id.filter(receives);
        for ((item, wish), position) in one.wishes.iter().copied().zip(0_i64..) {
            let given = as_far_as_it_goes(wish, held.free(item));
            let at = At { document: document.row.id, position, item };
            let gone = |Short { left }: Short| Problem::internal(format!("only {left} of what was free"));
            let value = if given > 0 { held.take(tx, at, given).map_err(gone)? } else { 0 };
            let row = document.line(item, position, given, value);
            document.lines.push(line::Model { wanted: Some(wish), ..row });
        }
        documents.push(document);
    }
    keep(tx, DocumentKind::Issue, days, &mut documents, vec![held]).await?;
    Ok(documents)
}

impl Stock {
    /// The sheets of one act: to print, to sign, and to see what was short.
    ///
    /// # Errors
    /// 404 as long as nothing of it was handed out.
    pub async fn sheets(&self, grant: &Grant<ViewStores>, distribution: Uuid) -> Result<Reply<Sheets>> {
        let reader = self.db.read(grant);
        let scope = grant.scope()?;
        let rows = entity::Entity::find()
            .filter(entity::Column::SchoolId.eq(scope.school))
            .filter(entity::Column::DistributionId.eq(distribution))
            .order_by_asc(entity::Column::Id)
            .all(&reader)
            .await?;
        let first = rows.first().ok_or_else(Problem::not_found)?;
        store::repo::find(&reader, &scope, first.store_id).await?;
        view(&reader, &rows, grant.context().lang()).await.map(Reply::ok)
    }
}

/// What of a wish can be given: whole pieces where whole pieces were asked for.
const fn as_far_as_it_goes(wish: i64, free: i64) -> i64 {
    if free >= wish {
        wish
    } else if wish % 1000 == 0 {
        free - free % 1000
    } else {
        free
    }
}

fn for_class(mut document: Document, class: &Class, act: &ToClasses<'_>) -> Document {
    document.row.class_id = Some(class.id);
    document.row.purpose = Some(act.purpose.to_owned());
    document.row.confirmation = Some(Confirmation::OnPaper.key().into());
    document.row.distribution_id = Some(act.distribution_id);
    document
}

async fn view(db: &impl ConnectionTrait, rows: &[entity::Model], lang: Lang) -> Result<Sheets> {
    let Some(school) = rows.first().map(|row| row.school_id) else { return Err(Problem::not_found()) };
    let words = Words::of(db, school, rows, lang).await?;
    let documents: Vec<DocumentView> = rows.iter().map(|row| words.view(row)).collect::<Result<_>>()?;
    let short = |document: &DocumentView| -> Vec<Shortage> {
        let Some(class) = &document.row.class else { return Vec::new() };
        let lines = document.lines.iter().filter_map(|line| {
            let wanted = line.wanted.filter(|wanted| *wanted > line.quantity)?;
            Some(Shortage { class: class.clone(), item: line.item.clone(), wanted, given: line.quantity })
        });
        lines.collect()
    };
    let shortages = documents.iter().flat_map(short).collect();
    Ok(Sheets { documents, shortages })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_short_is_given_in_whole_pieces_where_whole_pieces_were_wanted() {
        let given = [(3_000, 5_000), (3_000, 2_500), (3_000, 0), (2_500, 1_200)].map(|(wish, free)| as_far_as_it_goes(wish, free));
        assert_eq!(given, [3_000, 2_000, 0, 1_200]);
    }
}

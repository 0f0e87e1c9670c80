//! The thirtieth of August: every class gets brooms, chalk and exercise books on one day. One act, one move of the stock, a document a
//! class to sign, and a list of what was short.

use std::collections::{BTreeMap, BTreeSet};

use campus::class::{self, entity::Model as Class};
use chrono::NaiveDate;
use kernel::{
    Grant, Lang, Problem, Quantity, Reply, Result, Scope, Tx, audit::Event, calendar::in_calendar, idempotency::IdempotencyKey, text,
    validate::one_line,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    Confirmation, DocumentKind, KIND,
    document::{Days, Document, keep, once, so_much},
    dto::{DocumentView, StockClass},
    entity::{self, line},
    rules::Short,
    service::Stock,
    shelf::{At, Shelf},
    view::Words,
};
use crate::{
    OnHand, StoreError, event,
    item::{self, dto::ItemRef, entity::Model as Item},
    permissions::{KeepStores, ViewStores},
    store,
};

/// Who gets what: every class that is named gets every line.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockDistributionBody)]
pub struct DistributionBody {
    #[garde(skip)]
    pub store_id: Uuid,
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "开学发放")]
    pub purpose: String,
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_on: Option<NaiveDate>,
    /// In the order in which they get something, where there is not enough for all.
    #[garde(length(min = 1, max = 100))]
    #[schema(min_items = 1, max_items = 100)]
    pub class_ids: Vec<Uuid>,
    #[garde(length(min = 1, max = 50), dive)]
    #[schema(min_items = 1, max_items = 50)]
    pub lines: Vec<DistributionLine>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockDistributionLine)]
pub struct DistributionLine {
    #[garde(skip)]
    pub item_id: Uuid,
    #[garde(skip)]
    pub quantity: Quantity,
    #[garde(skip)]
    pub per: Per,
}

/// For whom the quantity of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = StockDistributionPer)]
pub enum Per {
    Class,
    Pupil,
}

/// What was handed out to classes in one act.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockDistribution)]
pub struct DistributionView {
    pub id: Uuid,
    /// One a class: the sheets to sign.
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

impl Stock {
    pub async fn distribute(&self, grant: &Grant<KeepStores>, body: DistributionBody) -> Result<Reply<DistributionView>> {
        IdempotencyKey::require(grant.idempotency())?;
        let tx = self.db.begin(grant).await?;
        let days = Days::of(&tx, body.happened_on).await?;
        let store = store::repo::usable(&tx, &grant.scope()?, body.store_id).await?;
        let classes = named(&tx, &body.class_ids).await?;
        let wanted: Vec<Uuid> = body.lines.iter().map(|line| line.item_id).collect();
        let locked: BTreeSet<Uuid> = once(wanted.iter().copied())?;
        let items = item::repo::named(&tx, grant.school()?, &wanted, |line| format!("/lines/{line}/item_id")).await?;
        let wishes = matrix(&classes, &body.lines, &items)?;
        let mut held = Shelf::open(&tx, store.id, &locked, days.happened_on, days.today).await?;
        held.set_aside_expired();
        let id = tx.new_id();
        let purpose = text::tidy(&body.purpose);
        let mut documents = Vec::with_capacity(classes.len());
        for (class, wishes) in classes.iter().zip(wishes) {
            let blank = Document::blank(&tx, DocumentKind::Issue, &store, days)?;
            let mut document = for_class(&tx, blank, class, id, &purpose);
            for ((item, wish), position) in wishes.into_iter().zip(0_i64..) {
                let given = as_far_as_it_goes(wish, held.free(item));
                let at = At { document: document.row.id, position, item };
                let gone = |Short { left }: Short| Problem::internal(format!("only {left} of what was free"));
                let value = if given > 0 { held.take(&tx, at, given).map_err(gone)? } else { 0 };
                let row = document.line(item, position, given, value);
                document.lines.push(line::Model { wanted: Some(wish), ..row });
            }
            documents.push(document);
        }
        keep(&tx, DocumentKind::Issue, days, &mut documents, vec![held]).await?;
        let event = documents.iter().fold(Event::new(event::DISTRIBUTED), |event, document| {
            event.created(KIND, document.row.id, &document.row.number, &document.recorded(&store, &items))
        });
        let rows: Vec<entity::Model> = documents.into_iter().map(|document| document.row).collect();
        let view = view(&tx, id, &rows, grant.context().lang()).await?;
        tx.commit([event], Reply::created(view)).await
    }

    /// What was handed out to classes in one act: to print, to sign, and to see what was short.
    pub async fn distribution(&self, grant: &Grant<ViewStores>, id: Uuid) -> Result<Reply<DistributionView>> {
        let reader = self.db.read(grant);
        let rows = distributed(&reader, &grant.scope()?, id).await?;
        view(&reader, id, &rows, grant.context().lang()).await.map(Reply::ok)
    }
}

/// The documents of one act, where the caller sees their store: one at least.
pub(crate) async fn distributed(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Vec<entity::Model>> {
    let rows = entity::Entity::find()
        .filter(entity::Column::SchoolId.eq(scope.school))
        .filter(entity::Column::DistributionId.eq(id))
        .order_by_asc(entity::Column::Id)
        .all(db)
        .await?;
    let first = rows.first().ok_or_else(Problem::not_found)?;
    store::repo::find(db, scope, first.store_id).await?;
    Ok(rows)
}

/// The classes in the order of the body, each once and still here.
async fn named(tx: &Tx, ids: &[Uuid]) -> Result<Vec<Class>> {
    let mut here: BTreeMap<Uuid, Class> = class::repo::here(tx, tx.school()?).await?.into_iter().map(|class| (class.id, class)).collect();
    let mut seen = BTreeSet::new();
    let mut classes = Vec::with_capacity(ids.len());
    for (index, id) in ids.iter().enumerate() {
        let pointer = format!("/class_ids/{index}");
        if !seen.insert(*id) {
            return Err(Problem::invalid(pointer, "duplicate", "这个班已经在名单里了。", "This class is named already."));
        }
        classes.push(here.remove(id).ok_or_else(|| Problem::reference(pointer))?);
    }
    Ok(classes)
}

/// How much each class is to get of each item. What is controlled goes to nobody beyond its size without an approval.
fn matrix(classes: &[Class], lines: &[DistributionLine], items: &BTreeMap<Uuid, Item>) -> Result<Vec<Vec<(Uuid, i64)>>> {
    let mut rows = Vec::with_capacity(classes.len());
    for (at_class, class) in classes.iter().enumerate() {
        let mut row = Vec::with_capacity(lines.len());
        for (index, line) in lines.iter().enumerate() {
            let pieces = match line.per {
                Per::Class => 1,
                Per::Pupil => class.size.ok_or(StoreError::SizeUnknown(at_class))?,
            };
            let wish = line.quantity.thousandths().checked_mul(pieces).filter(|wish| *wish <= 1_000_000_000_000);
            let wish = wish.ok_or(StoreError::TooMuch(index))?;
            let controlled = items.get(&line.item_id).and_then(|item| Some((item, item.controlled_above?)));
            if let Some((item, above)) = controlled.filter(|(_, above)| wish > *above) {
                return Err(StoreError::RequisitionNeeded { line: index, item: item.name.clone(), above: so_much(item, above) }.into());
            }
            row.push((line.item_id, wish));
        }
        rows.push(row);
    }
    Ok(rows)
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

fn for_class(tx: &Tx, mut document: Document, class: &Class, distribution: Uuid, purpose: &str) -> Document {
    // SD5: where the teacher hands out himself, somebody else of the class signs the sheet.
    document.row.receiver_id = class.class_teacher_id.filter(|teacher| tx.actor().person != Some(*teacher));
    document.row.class_id = Some(class.id);
    document.row.purpose = Some(purpose.to_owned());
    document.row.confirmation = Some(Confirmation::OnPaper.key().into());
    document.row.distribution_id = Some(distribution);
    document
}

async fn view(db: &impl ConnectionTrait, id: Uuid, rows: &[entity::Model], lang: Lang) -> Result<DistributionView> {
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
    Ok(DistributionView { id, documents, shortages })
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

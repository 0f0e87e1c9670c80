//! Documents as their caller sees them.

use std::collections::{BTreeSet, HashMap};

use campus::{class, person, person::PersonRef};
use kernel::{Lang, Money, Problem, Result};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    Confirmation, DocumentKind, Source,
    dto::{DocumentLine, DocumentRow, DocumentView, StockClass},
    entity::{self, line},
    repair::RepairRef,
};
use crate::{
    OnHand, item,
    item::dto::ItemRef,
    store::{self, dto::StoreRef},
};

/// What documents name, looked up for all of them at once.
pub(super) struct Words {
    lang: Lang,
    people: HashMap<Uuid, String>,
    classes: HashMap<Uuid, String>,
    items: HashMap<Uuid, ItemRef>,
    lines: HashMap<Uuid, Vec<line::Model>>,
    stores: HashMap<Uuid, StoreRef>,
}

/// Who has to do with a document.
pub(crate) fn people_of(row: &entity::Model) -> impl Iterator<Item = Uuid> {
    [Some(row.recorded_by), row.receiver_id, row.keeper_id].into_iter().flatten().chain(counters(row))
}

fn counters(row: &entity::Model) -> Vec<Uuid> {
    row.counter_ids.clone().and_then(|ids| serde_json::from_value(ids).ok()).unwrap_or_default()
}

/// How classes are called now.
pub(crate) async fn classes(db: &impl ConnectionTrait, school: Uuid, ids: BTreeSet<Uuid>, lang: Lang) -> Result<HashMap<Uuid, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = class::entity::Entity::find()
        .filter(class::entity::Column::SchoolId.eq(school))
        .filter(class::entity::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(found.into_iter().map(|class| (class.id, class.name_in(lang))).collect())
}

impl Words {
    pub async fn of(db: &impl ConnectionTrait, school: Uuid, rows: &[entity::Model], lang: Lang) -> Result<Self> {
        let found = line::Entity::find()
            .filter(line::Column::SchoolId.eq(school))
            .filter(line::Column::DocumentId.is_in(rows.iter().map(|row| row.id)))
            .order_by_asc(line::Column::DocumentId)
            .order_by_asc(line::Column::Position)
            .all(db)
            .await?;
        let items = item::repo::refs(db, school, found.iter().map(|line| line.item_id).collect()).await?;
        let mut lines: HashMap<Uuid, Vec<line::Model>> = HashMap::new();
        for line in found {
            lines.entry(line.document_id).or_default().push(line);
        }
        Ok(Self {
            lang,
            people: person::repo::names(db, school, rows.iter().flat_map(people_of).collect()).await?,
            classes: classes(db, school, rows.iter().filter_map(|row| row.class_id).collect(), lang).await?,
            stores: store::repo::refs(db, school, rows.iter().flat_map(|row| [Some(row.store_id), row.to_store_id]).flatten().collect())
                .await?,
            items,
            lines,
        })
    }

    fn person(&self, id: Uuid) -> PersonRef {
        PersonRef { id, name: self.people.get(&id).cloned().unwrap_or_default() }
    }

    fn lines_of(&self, row: &entity::Model) -> &[line::Model] {
        self.lines.get(&row.id).map(Vec::as_slice).unwrap_or_default()
    }

    pub fn row(&self, row: &entity::Model) -> Result<DocumentRow> {
        let kind = DocumentKind::of(&row.kind).ok_or_else(|| Problem::internal(format!("{} is of no known kind", row.number)))?;
        let store = self.stores.get(&row.store_id).cloned().ok_or_else(|| Problem::internal("a document without its store"))?;
        let class = |id: Uuid| StockClass { id, name: self.classes.get(&id).cloned().unwrap_or_default() };
        Ok(DocumentRow {
            id: row.id,
            number: row.number.clone(),
            kind,
            kind_text: kind.title().pick(self.lang).to_owned(),
            store,
            to_store: row.to_store_id.and_then(|id| self.stores.get(&id).cloned()),
            happened_on: row.happened_on,
            recorded_at: row.recorded_at,
            late: row.late,
            recorded_by: self.person(row.recorded_by),
            receiver: row.receiver_id.map(|id| self.person(id)),
            class: row.class_id.map(class),
            purpose: row.purpose.clone(),
            value: Money::stored(self.lines_of(row).iter().map(|line| line.value).sum()),
        })
    }

    pub fn view(&self, row: &entity::Model) -> Result<DocumentView> {
        let line = |line: &line::Model| {
            let item = self.items.get(&line.item_id).cloned()?;
            Some(DocumentLine {
                item,
                quantity: OnHand::stored(line.quantity),
                value: Money::stored(line.value),
                wanted: line.wanted.map(OnHand::stored),
                expected: line.expected.map(OnHand::stored),
                counted: line.counted.map(OnHand::stored),
                old_pieces: line.old_pieces,
                note: line.note.clone(),
            })
        };
        let head = self.row(row)?;
        Ok(DocumentView {
            value_in_words: head.value.in_capitals(),
            row: head,
            confirmation: row.confirmation.as_deref().and_then(Confirmation::of),
            source: row.source.as_deref().and_then(Source::of),
            source_id: row.source_id,
            source_number: row.source_number.clone(),
            return_of: row.return_of,
            requisition_id: row.requisition_id,
            distribution_id: row.distribution_id,
            repair_case: row.repair_case_id.zip(row.repair_case_no.clone()).map(|(id, number)| RepairRef { id, number }),
            counters: counters(row).into_iter().map(|id| self.person(id)).collect(),
            keeper: row.keeper_id.map(|id| self.person(id)),
            supplier: row.supplier.clone(),
            lines: self.lines_of(row).iter().filter_map(line).collect(),
        })
    }
}

/// One document, whole.
pub(super) async fn view(db: &impl ConnectionTrait, row: &entity::Model, lang: Lang) -> Result<DocumentView> {
    Words::of(db, row.school_id, std::slice::from_ref(row), lang).await?.view(row)
}

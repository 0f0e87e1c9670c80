//! The cards of an export, page by page in the order of their numbers, all of one state.

use kernel::{Result, Scope, Snapshot};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, IdenStatic, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use crate::asset::{
    dto::ListAssets,
    entity::{Column, Entity, Model},
    fields::{Field, NameBook, Names},
    filter, partial,
};

/// Cards that are read at once: what is in memory at most four times over.
const PAGE: u64 = 1000;

/// A page of cards with the names they refer to.
#[derive(Debug)]
pub(super) struct Batch {
    pub cards: Vec<Model>,
    pub names: Names,
}

/// Reads pages of the cards that a filter lets through.
pub(super) struct Pages<'a> {
    snapshot: &'a Snapshot,
    select: Select<Entity>,
    columns: Vec<Column>,
    book: NameBook,
    /// Void cards may share a number.
    last: Option<(String, Uuid)>,
    over: bool,
}

impl<'a> Pages<'a> {
    pub(super) async fn open(
        snapshot: &'a Snapshot,
        scope: &Scope,
        query: &ListAssets,
        fields: &[&'static Field],
        book: NameBook,
    ) -> Result<Self> {
        let select = filter::filtered_by_words(snapshot, scope, query).await?;
        // Number and id tell where a page ends, the others are summed.
        let mut columns = vec![Column::Id, Column::AssetNo, Column::Quantity, Column::OriginalValue, Column::AccumulatedDepreciation];
        for column in fields.iter().flat_map(|field| field.needs) {
            if !columns.iter().any(|known| known.as_str() == column.as_str()) {
                columns.push(*column);
            }
        }
        let select =
            select.select_only().columns(columns.iter().copied()).order_by_asc(Column::AssetNo).order_by_asc(Column::Id).limit(PAGE);
        Ok(Self { snapshot, select, columns, book, last: None, over: false })
    }

    /// The next page; `None` after the last one.
    pub(super) async fn next(&mut self) -> Result<Option<Batch>> {
        if self.over {
            return Ok(None);
        }
        let mut select = self.select.clone();
        if let Some((number, id)) = &self.last {
            let later = Expr::col((Entity, Column::AssetNo)).gt(Expr::val(number.as_str()));
            let same = Condition::all().add(Column::AssetNo.eq(number.as_str())).add(Column::Id.gt(*id));
            // The first line alone lets the index of numbers serve; the second is for void cards.
            let at_or_later = Expr::col((Entity, Column::AssetNo)).gte(Expr::val(number.as_str()));
            select = select.filter(at_or_later).filter(Condition::any().add(later).add(same));
        }
        let rows = self.snapshot.query_all_raw(select.build(self.snapshot.get_database_backend())).await?;
        let cards = rows.iter().map(|row| partial::card(row, &self.columns)).collect::<std::result::Result<Vec<_>, _>>()?;
        self.over = (cards.len() as u64) < PAGE;
        let Some(last) = cards.last() else { return Ok(None) };
        self.last = Some((last.asset_no.clone(), last.id));
        let names = self.book.of(self.snapshot, &cards).await?;
        Ok(Some(Batch { cards, names }))
    }
}

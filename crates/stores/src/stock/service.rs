//! Use cases on stock.

use std::collections::BTreeMap;

use axum::response::Response;
use campus::term;
use kernel::{
    Cursor, Db, Grant, Page, PageLimit, Permission, Problem, Reply, Result, Tx,
    audit::{ActionInfo, Event},
    idempotency::IdempotencyKey,
    text,
};
use papers::workbook;
use repairs::permissions::ViewRepairs;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use super::{
    DocumentKind, KIND, Source,
    count::{Counted, CountedLine, count},
    document::{Document, find, sees},
    dto::{
        CountBody, DocumentRow, DocumentView, IssueBody, LedgerFilter, LedgerQuery, LedgerRow, ListDocuments, Movement, MovementsQuery,
        OwnSource, ReceiptBody, ReturnBody, TransferBody,
    },
    entity::{Column, Entity},
    food_moves::{self, FoodIssueRow, FoodQuery},
    hand_out::{HandOut, HandOutLine, hand_out},
    ledger::{self, Span},
    ledger_report::report,
    mine::{self, ListReceived, ReceivedIssue},
    movements::movements,
    news::tell_receivers,
    receive::{Receipt, ReceiptLine, received},
    repair::{self, ListRepairs, Parts, RepairInHand},
    take_back::{TakeBack, TakeBackLine, take_back},
    transfer::{Transfer, TransferLine, transfer},
    view,
};
use crate::{
    event,
    item::entity::Model as Item,
    permissions::{CountStores, KeepStores, OwnIssues, PrepareStores, ViewStores},
    store::{self, entity::Model as Store, service::unknown_value},
};

/// Stock and its documents.
#[derive(Debug, Clone)]
pub struct Stock {
    pub(super) db: Db,
}

impl Stock {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn ledger(&self, grant: &Grant<ViewStores>, query: &LedgerQuery) -> Result<Page<LedgerRow>> {
        ledger::ledger(&self.db.read(grant), grant, query).await
    }

    /// The same as a file, of one moment.
    pub async fn ledger_file(&self, grant: Grant<ViewStores>, filter: &LedgerFilter) -> Result<Response> {
        let (lang, now) = (grant.context().lang(), self.db.clock().now());
        let report = {
            let moment = self.db.snapshot(&grant).await?;
            let span = Span::of(&moment, &grant, filter.store_id, (filter.from, filter.as_of), now).await?;
            let term = term::title_of_day(&moment, span.school.id, span.as_of, lang).await?;
            report(&span, &ledger::whole(&moment, &span).await?, term, lang)?
        };
        workbook::send(&self.db, grant, report, json!(filter)).await
    }

    /// What of an item came in and went out, document by document.
    pub async fn movements(&self, grant: &Grant<ViewStores>, item: Uuid, query: &MovementsQuery) -> Result<Page<Movement>> {
        movements(&self.db.read(grant), grant, item, query, grant.context().lang()).await
    }

    /// What went out of food, as the county asks for it.
    pub async fn food_issues(&self, grant: &Grant<ViewStores>, query: &FoodQuery) -> Result<Page<FoodIssueRow>> {
        food_moves::issues(&self.db.read(grant), grant, query, grant.context().lang()).await
    }

    pub async fn list(&self, grant: &Grant<ViewStores>, query: &ListDocuments) -> Result<Page<DocumentRow>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let scope = grant.scope()?;
        let stores = crate::item::stores(&reader, &scope).await?;
        let seen: Vec<Uuid> = stores.keys().copied().filter(|id| query.store_id.is_none_or(|store| store == *id)).collect();
        let mut select = Entity::find()
            .filter(Column::SchoolId.eq(scope.school))
            .filter(Condition::any().add(Column::StoreId.is_in(seen.clone())).add(Column::ToStoreId.is_in(seen)))
            .order_by_desc(Column::Id)
            .limit(limit.fetch());
        if let Some(kinds) = &query.kind {
            let known: Option<Vec<&str>> = kinds.split(',').map(|kind| DocumentKind::of(kind.trim()).map(DocumentKind::key)).collect();
            select = select.filter(Column::Kind.is_in(known.ok_or_else(unknown_value)?));
        }
        if let Some(receiver) = query.receiver_id {
            select = select.filter(Column::ReceiverId.eq(receiver));
        }
        if let Some(class) = query.class_id {
            select = select.filter(Column::ClassId.eq(class));
        }
        if let Some(late) = query.late {
            select = select.filter(Column::Late.eq(late));
        }
        if let Some(q) = query.q.as_deref().map(|q| text::tidy(q).to_uppercase()).filter(|q| !q.is_empty()) {
            select = select.filter(Condition::all().add(Column::Number.gte(&q)).add(Column::Number.lt(format!("{q}\u{10FFFF}"))));
        }
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |row| row.id)?;
        let words = view::Words::of(&reader, scope.school, &page.items, grant.context().lang()).await?;
        let items = page.items.iter().map(|row| words.row(row)).collect::<Result<_>>()?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub async fn get(&self, grant: &Grant<ViewStores>, id: Uuid) -> Result<Reply<DocumentView>> {
        let reader = self.db.read(grant);
        let (row, _) = find(&reader, &grant.scope()?, id).await?;
        view::view(&reader, &row, grant.context().lang()).await.map(Reply::ok)
    }

    /// What was handed out in the caller's name.
    pub async fn received(&self, grant: &Grant<OwnIssues>, query: &ListReceived) -> Result<Page<ReceivedIssue>> {
        mine::list(&self.db.read(grant), grant, query).await
    }

    pub async fn received_one(&self, grant: &Grant<OwnIssues>, id: Uuid) -> Result<ReceivedIssue> {
        mine::find(&self.db.read(grant), grant, id).await
    }

    /// What was there already, or was given.
    pub async fn receive(&self, grant: &Grant<KeepStores>, body: ReceiptBody) -> Result<Reply<DocumentView>> {
        IdempotencyKey::require(grant.idempotency())?;
        let tx = self.db.begin(grant).await?;
        let line = |(line, body): (usize, super::dto::ReceiptLineBody)| ReceiptLine {
            line,
            item_id: body.item_id,
            quantity: body.quantity,
            value: body.value,
            bin: tidy(body.bin),
            expires_on: body.expires_on,
            lot_no: tidy(body.lot_no),
            produced_on: body.produced_on,
        };
        let receipt = Receipt {
            store_id: body.store_id,
            source: match body.source {
                OwnSource::Opening => Source::Opening,
                OwnSource::Donation => Source::Donation,
            },
            source_record: None,
            supplier: None,
            happened_on: body.happened_on,
            note: tidy(body.note),
            lines: body.lines.into_iter().enumerate().map(line).collect(),
        };
        let one = received(&tx, &grant.scope()?, vec![receipt]).await?.pop();
        let (document, store, items) = one.ok_or_else(|| Problem::internal("a receipt without its document"))?;
        finish(grant, tx, &document, &store, &items, event::RECEIVED).await
    }

    /// Over the counter.
    pub async fn issue(&self, grant: &Grant<KeepStores>, body: IssueBody) -> Result<Reply<DocumentView>> {
        IdempotencyKey::require(grant.idempotency())?;
        let tx = self.db.begin(grant).await?;
        let store = store::repo::usable(&tx, &grant.scope()?, body.store_id).await?;
        let line = |line: super::dto::IssueLineBody| HandOutLine {
            item_id: line.item_id,
            quantity: line.quantity,
            old_pieces: line.old_pieces,
            note: tidy(line.note),
            lot_id: line.lot_id,
        };
        let act = HandOut {
            store: store.clone(),
            happened_on: body.happened_on,
            receiver_id: body.receiver_id,
            class_id: body.class_id,
            purpose: text::tidy(&body.purpose),
            confirmation: body.confirmation,
            requisition_id: None,
            repair_case_id: body.repair_case_id,
            lines: body.lines.into_iter().map(line).collect(),
        };
        let (document, items) = hand_out(&tx, act).await?;
        tell_receivers(&tx, std::slice::from_ref(&document), &items).await?;
        finish(grant, tx, &document, &store, &items, event::ISSUED).await
    }

    /// From one store to another.
    pub async fn transfer(&self, grant: &Grant<KeepStores>, body: TransferBody) -> Result<Reply<DocumentView>> {
        IdempotencyKey::require(grant.idempotency())?;
        let tx = self.db.begin(grant).await?;
        let line = |line: super::dto::TransferLineBody| TransferLine {
            item_id: line.item_id,
            quantity: line.quantity,
            bin: tidy(line.bin),
            note: tidy(line.note),
        };
        let act = Transfer {
            store_id: body.store_id,
            to_store_id: body.to_store_id,
            receiver_id: body.receiver_id,
            happened_on: body.happened_on,
            purpose: tidy(body.purpose),
            lines: body.lines.into_iter().map(line).collect(),
        };
        let (document, store, items) = transfer(&tx, &grant.scope()?, act).await?;
        finish(grant, tx, &document, &store, &items, event::TRANSFERRED).await
    }

    /// The repairs that people have in hand, to hand out parts for.
    pub async fn repairs(&self, grant: &Grant<PrepareStores>, query: &ListRepairs) -> Result<Page<RepairInHand>> {
        repair::list(&self.db.read(grant), grant, query).await
    }

    /// What went into a repair.
    pub async fn parts(&self, grant: &Grant<ViewRepairs>, case: Uuid) -> Result<Reply<Parts>> {
        repair::parts(&self.db.read(grant), grant, case).await.map(Reply::ok)
    }

    /// Something of an issue comes back.
    pub async fn take_back(&self, grant: &Grant<KeepStores>, body: ReturnBody) -> Result<Reply<DocumentView>> {
        IdempotencyKey::require(grant.idempotency())?;
        let tx = self.db.begin(grant).await?;
        let line =
            |line: super::dto::ReturnLineBody| TakeBackLine { item_id: line.item_id, quantity: line.quantity, note: tidy(line.note) };
        let act = TakeBack {
            issue_id: body.issue_id,
            happened_on: body.happened_on,
            purpose: tidy(body.purpose),
            lines: body.lines.into_iter().map(line).collect(),
        };
        let (document, store, items) = take_back(&tx, &grant.scope()?, act).await?;
        finish(grant, tx, &document, &store, &items, event::TAKEN_BACK).await
    }

    /// What was counted on the shelf.
    pub async fn count(&self, grant: &Grant<CountStores>, body: CountBody) -> Result<Reply<DocumentView>> {
        IdempotencyKey::require(grant.idempotency())?;
        let tx = self.db.begin(grant).await?;
        let note = |note: Option<String>| note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty());
        let line = |line: super::dto::CountLineBody| CountedLine { item_id: line.item_id, counted: line.counted, note: note(line.note) };
        let act = Counted {
            store_id: body.store_id,
            counter_ids: body.counter_ids,
            keeper_id: body.keeper_id,
            lines: body.lines.into_iter().map(line).collect(),
        };
        let (document, store, items) = count(&tx, &sees(grant)?, act).await?;
        finish(grant, tx, &document, &store, &items, event::COUNTED).await
    }
}

pub(super) fn tidy(text: Option<String>) -> Option<String> {
    text.map(|text| text::tidy(&text)).filter(|text| !text.is_empty())
}

async fn finish<P: Permission>(
    grant: &Grant<P>,
    tx: Tx,
    document: &Document,
    store: &Store,
    items: &BTreeMap<Uuid, Item>,
    action: &'static ActionInfo,
) -> Result<Reply<DocumentView>> {
    let row = &document.row;
    let event = Event::new(action).created(KIND, row.id, &row.number, &document.recorded(store, items));
    let view = view::view(&tx, row, grant.context().lang()).await?;
    tx.commit([event], Reply::created(view)).await
}

//! The items of one store while a document is written: locked, looked at, moved, written back.
//!
//! Two documents about the same item of a store follow one another: the balance is the row that both lock, in the order of item ids, so
//! that none waits for one that waits for it. Whoever moves in several stores opens them in the order of their ids, and all of them before
//! he takes a number. `SQLite` has one writer anyway.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use kernel::{Problem, Result, Tx};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement, Value,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{
    document::insert_all,
    entity::{balance, lot, moves},
    fitness::{self, Unfit},
    rules::{self, Holding, Lot, Part, Short, Stop, TooMuch},
};

/// Which line moves something.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    pub document: Uuid,
    pub position: i64,
    pub item: Uuid,
}

/// What comes in together.
#[derive(Debug, Clone, Default)]
pub(super) struct NewLot {
    pub bin: Option<String>,
    /// When the school got it, where that was before it came here; what came first goes first, wherever it lies.
    pub received_on: Option<NaiveDate>,
    pub expires_on: Option<NaiveDate>,
    pub lot_no: Option<String>,
    pub produced_on: Option<NaiveDate>,
    /// What nobody may use stays so wherever it is carried.
    pub stop: Option<Stop>,
}

/// What was taken of one lot, to be put elsewhere.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    pub quantity: i64,
    pub value: i64,
    /// What it is there: its days, its number, and whether it may be used.
    pub as_new: NewLot,
}

/// The items of one store, locked.
#[derive(Debug)]
pub(super) struct Shelf {
    school: Uuid,
    store: Uuid,
    happened_on: NaiveDate,
    holdings: BTreeMap<Uuid, Holding>,
    lots: BTreeMap<Uuid, Vec<Lot>>,
    /// What may be taken without leaving less than nothing on any day since the one that is written about.
    free: BTreeMap<Uuid, i64>,
    /// Lots that were set aside because nobody may hand them out: why, and how much of which item.
    aside: BTreeMap<Uuid, (Uuid, Unfit, i64)>,
    changed: BTreeSet<Uuid>,
    drawn: BTreeMap<Uuid, i64>,
    fresh: Vec<lot::Model>,
    moves: Vec<moves::Model>,
}

/// Locks the balances of these items in their order, and answers them: an upsert that changes nothing writes each row, so that whoever comes
/// next waits for it and then reads what was left. What is not there yet is there from now on, with nothing.
async fn lock(tx: &Tx, store: Uuid, items: &BTreeSet<Uuid>) -> Result<BTreeMap<Uuid, Holding>> {
    let (school, backend) = (tx.school()?, tx.get_database_backend());
    let places = kernel::db::rows_of_values(backend, items.len(), 5);
    let sql = format!(
        "INSERT INTO stock_balance (school_id, item_id, store_id, quantity, value) VALUES {places} \
         ON CONFLICT (school_id, item_id, store_id) DO UPDATE SET quantity = stock_balance.quantity RETURNING item_id, quantity, value"
    );
    let values = items.iter().flat_map(|item| -> [Value; 5] { [school.into(), (*item).into(), store.into(), 0_i64.into(), 0_i64.into()] });
    let mut holdings = BTreeMap::new();
    for row in tx.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await? {
        let holding = Holding { quantity: row.try_get("", "quantity")?, value: row.try_get("", "value")? };
        holdings.insert(row.try_get("", "item_id")?, holding);
    }
    Ok(holdings)
}

/// Holds what all stores have of an item until the transaction ends: nobody hands any of it out meanwhile.
pub(crate) async fn hold(tx: &Tx, item: Uuid) -> Result<()> {
    let stores: Vec<Uuid> = balance::Entity::find()
        .select_only()
        .column(balance::Column::StoreId)
        .filter(balance::Column::SchoolId.eq(tx.school()?))
        .filter(balance::Column::ItemId.eq(item))
        .order_by_asc(balance::Column::StoreId)
        .into_tuple()
        .all(tx)
        .await?;
    for store in stores {
        lock(tx, store, &BTreeSet::from([item])).await?;
    }
    Ok(())
}

impl From<lot::Model> for Lot {
    fn from(row: lot::Model) -> Self {
        let stop = row.stopped_at.map(|at| Stop { at, reason: row.stop_reason.unwrap_or_default() });
        Self {
            id: row.id,
            bin: row.bin,
            received_on: row.received_on,
            expires_on: row.expires_on,
            lot_no: row.lot_no,
            produced_on: row.produced_on,
            stop,
            left: row.quantity,
        }
    }
}

impl Shelf {
    /// Locks what a store holds of these items.
    pub async fn open(tx: &Tx, store: Uuid, items: &BTreeSet<Uuid>, happened_on: NaiveDate, today: NaiveDate) -> Result<Self> {
        let school = tx.school()?;
        let holdings = lock(tx, store, items).await?;
        let rows = lot::Entity::find()
            .filter(lot::Column::SchoolId.eq(school))
            .filter(lot::Column::StoreId.eq(store))
            .filter(lot::Column::ItemId.is_in(items.iter().copied()))
            .filter(lot::Column::Quantity.gt(0))
            .all(tx)
            .await?;
        let mut lots: BTreeMap<Uuid, Vec<Lot>> = BTreeMap::new();
        for row in rows {
            lots.entry(row.item_id).or_default().push(row.into());
        }
        for lots in lots.values_mut() {
            rules::in_order(lots);
        }
        let free = holdings.iter().map(|(item, holding)| (*item, holding.quantity)).collect();
        let mut shelf = Self {
            school,
            store,
            happened_on,
            holdings,
            lots,
            free,
            aside: BTreeMap::new(),
            changed: BTreeSet::new(),
            drawn: BTreeMap::new(),
            fresh: Vec::new(),
            moves: Vec::new(),
        };
        if happened_on < today {
            shelf.look_back(tx).await?;
        }
        Ok(shelf)
    }

    /// What is written about late was followed by other moves: each day since then has to stay above nothing as well.
    async fn look_back(&mut self, tx: &Tx) -> Result<()> {
        let days: Vec<(Uuid, NaiveDate, i64)> = moves::Entity::find()
            .select_only()
            .columns([moves::Column::ItemId, moves::Column::HappenedOn])
            .column_as(Expr::cust("CAST(SUM(quantity) AS bigint)"), "moved")
            .filter(moves::Column::SchoolId.eq(self.school))
            .filter(moves::Column::StoreId.eq(self.store))
            .filter(moves::Column::ItemId.is_in(self.holdings.keys().copied()))
            .filter(moves::Column::HappenedOn.gt(self.happened_on))
            .group_by(moves::Column::ItemId)
            .group_by(moves::Column::HappenedOn)
            .order_by_desc(moves::Column::HappenedOn)
            .into_tuple()
            .all(tx)
            .await?;
        let mut ends: BTreeMap<Uuid, i64> = self.free.clone();
        for (item, _, moved) in days {
            if let (Some(end), Some(free)) = (ends.get_mut(&item), self.free.get_mut(&item)) {
                *end -= moved;
                *free = Ord::min(*free, *end);
            }
        }
        Ok(())
    }

    pub fn holding(&self, item: Uuid) -> Holding {
        self.holdings.get(&item).copied().unwrap_or_default()
    }

    /// What may be taken of an item.
    pub fn free(&self, item: Uuid) -> i64 {
        self.free.get(&item).copied().unwrap_or_default()
    }

    /// What may not be handed out on that day is set aside (D13): it lies where it is until a count says what became of it. `food` tells which
    /// items are food.
    pub fn set_aside_unfit(&mut self, food: impl Fn(Uuid) -> bool) {
        let day = self.happened_on;
        for (item, lots) in &mut self.lots {
            let is_food = food(*item);
            let all = lots.len();
            lots.retain(|lot| match fitness::of(lot, is_food, day) {
                Ok(()) => true,
                Err(unfit) => {
                    self.aside.insert(lot.id, (*item, unfit, lot.left));
                    false
                }
            });
            if lots.len() < all {
                let left = lots.iter().map(|lot| lot.left).sum::<i64>();
                if let Some(free) = self.free.get_mut(item) {
                    *free = Ord::min(*free, left);
                }
            }
        }
    }

    /// What of an item was set aside, by the reason.
    pub fn aside(&self, item: Uuid) -> BTreeMap<Unfit, i64> {
        let mut of_item = BTreeMap::new();
        for (_, unfit, left) in self.aside.values().filter(|(other, _, _)| *other == item) {
            *of_item.entry(*unfit).or_default() += left;
        }
        of_item
    }

    /// Why a lot of an item was set aside, and how much of it.
    pub fn aside_lot(&self, item: Uuid, lot: Uuid) -> Option<(Unfit, i64)> {
        self.aside.get(&lot).filter(|(other, _, _)| *other == item).map(|(_, unfit, left)| (*unfit, *left))
    }

    /// Whether a lot of an item may be taken from here.
    pub fn has_lot(&self, item: Uuid, lot: Uuid) -> bool {
        self.lots.get(&item).is_some_and(|lots| lots.iter().any(|one| one.id == lot))
    }

    /// Only this lot of the item may be taken from now on.
    pub fn only(&mut self, item: Uuid, lot: Uuid) {
        if let Some(lots) = self.lots.get_mut(&item) {
            lots.retain(|one| one.id == lot);
            let left = lots.iter().map(|one| one.left).sum::<i64>();
            if let Some(free) = self.free.get_mut(&item) {
                *free = Ord::min(*free, left);
            }
        }
    }

    /// What is missing is missing of what nobody may use, before it is missing of anything else.
    pub fn lose_the_unfit_first(&mut self) {
        for lots in self.lots.values_mut() {
            rules::in_order_of_loss(lots);
        }
    }

    /// Takes so much, what expires first before the rest; answers what it was worth.
    ///
    /// # Errors
    /// When there is less, or was less on some day since.
    pub fn take(&mut self, tx: &Tx, at: At, quantity: i64) -> std::result::Result<i64, Short> {
        Ok(self.take_lots(tx, at, quantity)?.iter().map(|taken| taken.value).sum())
    }

    /// Takes so much like [`Self::take`], and says what of which lot.
    ///
    /// # Errors
    /// When there is less, or was less on some day since.
    pub fn take_lots(&mut self, tx: &Tx, at: At, quantity: i64) -> std::result::Result<Vec<Taken>, Short> {
        let free = self.free(at.item);
        if quantity > free {
            return Err(Short { left: free });
        }
        let (Some(holding), Some(lots)) = (self.holdings.get_mut(&at.item), self.lots.get_mut(&at.item)) else {
            return Err(Short { left: 0 });
        };
        let drawn = rules::draw(lots, quantity)?;
        let value = holding.take(quantity)?;
        let as_new = |lot: &Lot| NewLot {
            bin: None,
            received_on: Some(lot.received_on),
            expires_on: lot.expires_on,
            lot_no: lot.lot_no.clone(),
            produced_on: lot.produced_on,
            stop: lot.stop.clone(),
        };
        let mut of: BTreeMap<Uuid, NewLot> = lots.iter().map(|lot| (lot.id, as_new(lot))).collect();
        self.free.insert(at.item, free - quantity);
        let mut taken = Vec::with_capacity(drawn.len());
        for part in rules::spread(value, &drawn) {
            self.moved(tx, at, Part { quantity: -part.quantity, value: -part.value, ..part });
            taken.push(Taken { quantity: part.quantity, value: part.value, as_new: of.remove(&part.lot).unwrap_or_default() });
        }
        Ok(taken)
    }

    /// Puts so much in as a lot of its own.
    ///
    /// # Errors
    /// When it is more than the product counts.
    pub fn put(&mut self, tx: &Tx, at: At, quantity: i64, value: i64, new: NewLot) -> std::result::Result<(), TooMuch> {
        self.holdings.entry(at.item).or_default().put(quantity, value)?;
        let (stopped_at, stop_reason) = new.stop.map(|stop| (stop.at, stop.reason)).unzip();
        let lot = lot::Model {
            school_id: self.school,
            id: tx.new_id(),
            store_id: self.store,
            item_id: at.item,
            document_id: at.document,
            bin: new.bin,
            received_on: new.received_on.unwrap_or(self.happened_on),
            expires_on: new.expires_on,
            quantity: 0,
            lot_no: new.lot_no,
            produced_on: new.produced_on,
            stopped_at,
            stop_reason,
            version: 1,
        };
        let part = Part { lot: lot.id, quantity, value };
        self.fresh.push(lot);
        self.moved(tx, at, part);
        Ok(())
    }

    /// Puts something back where it was.
    ///
    /// # Errors
    /// When it is more than the product counts.
    pub fn put_back(&mut self, tx: &Tx, at: At, parts: &[Part]) -> std::result::Result<(), TooMuch> {
        for part in parts {
            self.holdings.entry(at.item).or_default().put(part.quantity, part.value)?;
            self.moved(tx, at, *part);
        }
        Ok(())
    }

    fn moved(&mut self, tx: &Tx, at: At, part: Part) {
        self.changed.insert(at.item);
        *self.drawn.entry(part.lot).or_default() += part.quantity;
        self.moves.push(moves::Model {
            school_id: self.school,
            id: tx.new_id(),
            document_id: at.document,
            position: at.position,
            store_id: self.store,
            item_id: at.item,
            lot_id: part.lot,
            happened_on: self.happened_on,
            quantity: part.quantity,
            value: part.value,
        });
    }

    /// Writes everything back. The documents and their lines have to be there.
    pub async fn write(self, tx: &Tx) -> Result<()> {
        insert_all(tx, self.fresh).await?;
        for (id, change) in self.drawn {
            let done = lot::Entity::update_many()
                .col_expr(lot::Column::Quantity, Expr::col(lot::Column::Quantity).add(change))
                .filter(lot::Column::SchoolId.eq(self.school))
                .filter(lot::Column::Id.eq(id))
                .exec(tx)
                .await?;
            if done.rows_affected != 1 {
                return Err(Problem::internal("a lot is not there"));
            }
        }
        insert_all(tx, self.moves).await?;
        for item in self.changed {
            let holding = self.holdings.get(&item).copied().unwrap_or_default();
            let change = balance::ActiveModel { quantity: Set(holding.quantity), value: Set(holding.value), ..Default::default() };
            balance::Entity::update_many()
                .set(change)
                .filter(balance::Column::SchoolId.eq(self.school))
                .filter(balance::Column::StoreId.eq(self.store))
                .filter(balance::Column::ItemId.eq(item))
                .exec(tx)
                .await?;
        }
        Ok(())
    }
}

//! What the machine has counted and what the product keeps are the same.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, QueryResult, Statement};
use uuid::Uuid;

use super::{
    Act,
    money::figures,
    shelf::Holding,
    world::{FUNDS, World, fen},
};
use crate::procurement::budgets::of_year;

/// Tables whose rows bear a version.
const VERSIONED: [&str; 9] = [
    "purchase_request",
    "purchase_order",
    "goods_receipt",
    "petty_purchase",
    "approval",
    "budget",
    "quote_sheet",
    "requisition",
    "stock_distribution",
];

/// Tables whose rows only become more.
const KEPT: [&str; 9] = [
    "budget_event",
    "goods_receipt_line",
    "goods_receipt_result",
    "asset",
    "stock_document",
    "stock_move",
    "idempotency_key",
    "quote",
    "sod_exception",
];

impl World {
    async fn query(&self, sql: String) -> Vec<QueryResult> {
        self.raw.query_all_raw(Statement::from_string(self.raw.get_database_backend(), sql)).await.unwrap()
    }

    /// How much there is of what a command may change. What is uploaded beforehand is no part of it.
    pub(super) async fn marks(&self) -> Vec<i64> {
        let events = "(SELECT COUNT(*) FROM audit_event WHERE action <> 'file.uploaded') AS n_events".to_owned();
        let of_versioned = VERSIONED.iter().map(|table| {
            // A sum is no bigint on PostgreSQL.
            format!("(SELECT CAST(COUNT(*) + COALESCE(SUM(version), 0) AS bigint) FROM {table}) AS n_{table}")
        });
        let of_kept = KEPT.iter().map(|table| format!("(SELECT COUNT(*) FROM {table}) AS n_{table}"));
        let sql = format!("SELECT {}", of_versioned.chain(of_kept).chain([events]).collect::<Vec<_>>().join(", "));
        let rows = self.query(sql).await;
        VERSIONED.iter().chain(&KEPT).chain(&["events"]).map(|table| rows[0].try_get("", &format!("n_{table}")).unwrap()).collect()
    }

    /// What lies on each shelf, and what it is worth, is what the machine has counted.
    pub(super) async fn shelves_agree(&self, act: Act) {
        let sql = "SELECT store_id, item_id, quantity, value FROM stock_balance WHERE quantity > 0 OR value > 0";
        let place = |all: &[String], id: Uuid| all.iter().position(|one| one.parse::<Uuid>().unwrap() == id).unwrap();
        let found: BTreeMap<(usize, usize), (i64, i64)> = self
            .query(sql.to_owned())
            .await
            .iter()
            .map(|row| {
                let (store, item): (Uuid, Uuid) = (row.try_get("", "store_id").unwrap(), row.try_get("", "item_id").unwrap());
                let holds: (i64, i64) = (row.try_get("", "quantity").unwrap(), row.try_get("", "value").unwrap());
                ((place(&self.stores, store), place(&self.items, item)), holds)
            })
            .collect();
        let there = self.shelf.iter().filter(|(_, lies)| **lies != Holding::default());
        let counted: BTreeMap<(usize, usize), (i64, i64)> = there.map(|(at, lies)| (*at, (lies.halves * 500, lies.fen))).collect();
        assert_eq!(found, counted, "the shelves after {act:?}: thousandths and fen");
    }

    /// What the events of each fund come to is what the machine has counted of requests, orders, receipts and petty purchases.
    pub(super) async fn money_agrees(&self, act: Act) {
        for fund in FUNDS {
            let counted = figures(fund, &self.requests, &self.orders, &self.petty);
            assert_eq!(self.events_of(fund).await, counted, "reserved, committed and spent of {fund} after {act:?}");
        }
    }

    /// Reserved, committed and spent of a fund, summed up anew.
    async fn events_of(&self, fund: &str) -> [i64; 3] {
        let sql = format!(
            "SELECT e.kind, CAST(SUM(e.amount) AS bigint) AS total FROM budget_event e \
             JOIN budget b ON b.school_id = e.school_id AND b.id = e.budget_id WHERE b.fund = '{fund}' GROUP BY e.kind"
        );
        let rows = self.query(sql).await;
        let sums: BTreeMap<String, i64> =
            rows.iter().map(|row| (row.try_get("", "kind").unwrap(), row.try_get("", "total").unwrap())).collect();
        let of = |kind: &str| sums.get(kind).copied().unwrap_or_default();
        [of("reserved") - of("unreserved"), of("committed") - of("uncommitted"), of("spent")]
    }

    /// What the product says of a fund is the sum of its events, and what was allotted is what the machine gave.
    pub(super) async fn budget_agrees(&self, fund: &'static str) {
        let said = of_year(&self.school.all.director, 2026).await.into_iter().find(|budget| budget["fund"] == fund);
        let allotted = self.allotted.get(fund).copied();
        let Some(said) = said else {
            assert_eq!(allotted, None, "there is no budget of {fund}");
            return;
        };
        let sums = self.events_of(fund).await;
        let told = ["reserved", "committed", "spent"].map(|name| fen(&said[name]));
        assert_eq!(told, sums, "{fund}: {said}");
        let (given, left) =
            (said["allotted"].as_str().map(|_| fen(&said["allotted"])), said["balance"].as_str().map(|_| fen(&said["balance"])));
        assert_eq!(given, allotted, "{fund}: {said}");
        assert_eq!(left, allotted.map(|given| given - sums.iter().sum::<i64>()), "{fund}: {said}");
    }
}

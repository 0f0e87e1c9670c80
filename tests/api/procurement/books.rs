//! What purchases come to, computed anew from the tables: no word of it is taken from the product. For the machine, and for whoever kills
//! the server.

use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::json;

use super::{
    budgets::budgets_agree,
    decide,
    emergency::pumps,
    orders::Chain,
    petty,
    petty_posting::{enter, voucher},
};
use crate::{on_both_engines, stores::books_agree};

/// What of a line of a request (`p`) was ordered, in thousandths: what was closed short took what came.
const ORDERED: &str = "(SELECT COALESCE(SUM(CASE o.phase WHEN 'closed' THEN l.accepted ELSE l.quantity END), 0) FROM purchase_order o \
    JOIN purchase_order_line l ON l.school_id = o.school_id AND l.order_id = o.id \
    WHERE o.school_id = p.school_id AND o.request_id = p.request_id AND l.request_position = p.position AND o.phase <> 'cancelled')";

/// What all orders of a request (`r`) cost.
const COSTS: &str = "(SELECT COALESCE(SUM(CASE o.phase WHEN 'closed' THEN l.accepted_value ELSE l.amount END), 0) FROM purchase_order o \
    JOIN purchase_order_line l ON l.school_id = o.school_id AND l.order_id = o.id \
    WHERE o.school_id = r.school_id AND o.request_id = r.id AND o.phase <> 'cancelled')";

/// What of a line of a request (`p`) came.
const CAME: &str = "(SELECT COALESCE(SUM(l.accepted), 0) FROM purchase_order o \
    JOIN purchase_order_line l ON l.school_id = o.school_id AND l.order_id = o.id \
    WHERE o.school_id = p.school_id AND o.request_id = p.request_id AND l.request_position = p.position AND o.phase <> 'cancelled')";

/// Events of two kinds, one for more and one for less.
fn sum(more: &str, less: &str, of: &str) -> String {
    format!(
        "(SELECT COALESCE(SUM(CASE e.kind WHEN '{more}' THEN e.amount WHEN '{less}' THEN -e.amount ELSE 0 END), 0) \
         FROM budget_event e WHERE {of})"
    )
}

/// What was spent by something with this alias.
fn spent_by(alias: &str) -> String {
    format!(
        "(SELECT COALESCE(SUM(e.amount), 0) FROM budget_event e \
         WHERE e.school_id = {alias}.school_id AND e.kind = 'spent' AND e.source_id = {alias}.id)"
    )
}

/// Promises, each with the query that finds what breaks it.
fn promises() -> Vec<(&'static str, String)> {
    let of_line = "g.school_id = l.school_id AND g.order_id = l.order_id AND r.order_position = l.position";
    let receipt = "JOIN goods_receipt g ON g.school_id = r.school_id AND g.id = r.receipt_id";
    let result = "b.school_id = r.school_id AND b.receipt_id = r.receipt_id AND b.position = r.position";
    let reserved = sum("reserved", "unreserved", "e.school_id = r.school_id AND e.request_id = r.id");
    let committed = sum("committed", "uncommitted", "e.school_id = o.school_id AND e.order_id = o.id");
    vec![
        (
            "an order line took what was accepted of it, and no more than was ordered",
            format!(
                "purchase_order_line l WHERE l.accepted > l.quantity OR l.accepted <> (SELECT COALESCE(SUM(r.accepted), 0) \
                 FROM goods_receipt_line r {receipt} WHERE {of_line} AND g.phase IN ('accepted', 'posted'))"
            ),
        ),
        (
            "an order line is worth what it became, and no more than it costs",
            format!(
                "purchase_order_line l WHERE l.accepted_value > l.amount OR l.accepted_value <> (SELECT COALESCE(SUM(b.value), 0) \
                 FROM goods_receipt_line r {receipt} JOIN goods_receipt_result b ON {result} WHERE {of_line})"
            ),
        ),
        (
            "an order costs what its lines do",
            "purchase_order o WHERE o.total <> (SELECT COALESCE(SUM(l.amount), 0) FROM purchase_order_line l \
             WHERE l.school_id = o.school_id AND l.order_id = o.id)"
                .to_owned(),
        ),
        (
            "a receipt is worth what it became",
            "goods_receipt g WHERE g.total <> (SELECT COALESCE(SUM(b.value), 0) FROM goods_receipt_result b \
             WHERE b.school_id = g.school_id AND b.receipt_id = g.id)"
                .to_owned(),
        ),
        (
            "a card bears the value that it was made of",
            "goods_receipt_result b LEFT JOIN asset a ON a.school_id = b.school_id AND a.id = b.record_id \
             WHERE b.kind = 'card' AND (a.id IS NULL OR COALESCE(a.original_value, -1) <> b.value)"
                .to_owned(),
        ),
        (
            "cards are as many pieces as were accepted",
            format!(
                "goods_receipt_line r WHERE EXISTS (SELECT 1 FROM goods_receipt_result b WHERE {result} AND b.kind = 'card') \
                 AND r.accepted <> (SELECT COALESCE(SUM(a.quantity), 0) FROM goods_receipt_result b \
                 JOIN asset a ON a.school_id = b.school_id AND a.id = b.record_id WHERE {result} AND b.kind = 'card')"
            ),
        ),
        (
            "a stock document is worth what it was made of",
            "(SELECT school_id, record_id, SUM(value) AS value FROM goods_receipt_result WHERE kind = 'stock' \
             GROUP BY school_id, record_id) AS b WHERE b.value <> (SELECT COALESCE(SUM(l.value), -1) FROM stock_document_line l \
             WHERE l.school_id = b.school_id AND l.document_id = b.record_id)"
                .to_owned(),
        ),
        (
            "what was bought came into a store by its receipt",
            "stock_document d WHERE d.source = 'purchase' AND NOT EXISTS (SELECT 1 FROM goods_receipt_result b \
             WHERE b.school_id = d.school_id AND b.record_id = d.id AND b.receipt_id = d.source_id)"
                .to_owned(),
        ),
        (
            "what lies in a store is the sum of its moves",
            "stock_balance b WHERE b.quantity <> (SELECT COALESCE(SUM(m.quantity), 0) FROM stock_move m \
             WHERE m.school_id = b.school_id AND m.item_id = b.item_id AND m.store_id = b.store_id) \
             OR b.value <> (SELECT COALESCE(SUM(m.value), 0) FROM stock_move m \
             WHERE m.school_id = b.school_id AND m.item_id = b.item_id AND m.store_id = b.store_id)"
                .to_owned(),
        ),
        ("orders cost no more than was approved", format!("purchase_request r WHERE r.total < {COSTS}")),
        ("no more is ordered than was approved", format!("purchase_request_line p WHERE p.quantity < {ORDERED}")),
        (
            "what is reserved is what may still be ordered",
            format!(
                "purchase_request r WHERE {reserved} <> CASE WHEN r.phase = 'approved' AND r.closed_at IS NULL \
                 AND EXISTS (SELECT 1 FROM purchase_request_line p WHERE p.school_id = r.school_id AND p.request_id = r.id \
                 AND p.quantity > {ORDERED}) THEN r.total - {COSTS} ELSE 0 END"
            ),
        ),
        (
            "nothing may still come of a request that is closed",
            "purchase_request r WHERE r.closed_at IS NOT NULL AND EXISTS (SELECT 1 FROM purchase_order o WHERE o.school_id = r.school_id \
             AND o.request_id = r.id AND o.phase IN ('proposed', 'ordered', 'partially_received'))"
                .to_owned(),
        ),
        (
            "what came whole is closed",
            format!(
                "purchase_request r WHERE r.phase = 'approved' AND r.closed_at IS NULL AND NOT EXISTS (SELECT 1 \
                 FROM purchase_request_line p WHERE p.school_id = r.school_id AND p.request_id = r.id AND p.quantity > {CAME})"
            ),
        ),
        (
            "what is committed is what may still come",
            format!(
                "purchase_order o WHERE {committed} <> CASE WHEN o.phase IN ('proposed', 'ordered', 'partially_received') \
                 THEN (SELECT COALESCE(SUM(l.amount - l.accepted_value), 0) FROM purchase_order_line l \
                 WHERE l.school_id = o.school_id AND l.order_id = o.id) ELSE 0 END"
            ),
        ),
        ("what was accepted is spent, and spent once", format!("goods_receipt g WHERE g.total <> {}", spent_by("g"))),
        (
            "an approved petty purchase is spent, and spent once",
            format!("petty_purchase p WHERE CASE WHEN p.phase = 'approved' THEN p.total ELSE 0 END <> {}", spent_by("p")),
        ),
        (
            "nothing is spent by nobody",
            "budget_event e WHERE e.kind = 'spent' \
             AND NOT EXISTS (SELECT 1 FROM goods_receipt g WHERE g.school_id = e.school_id AND g.id = e.source_id) \
             AND NOT EXISTS (SELECT 1 FROM petty_purchase p WHERE p.school_id = e.school_id AND p.id = e.source_id)"
                .to_owned(),
        ),
        (
            "money is that of the fund it was asked of",
            "budget_event e JOIN budget f ON f.school_id = e.school_id AND f.id = e.budget_id \
             LEFT JOIN purchase_request r ON r.school_id = e.school_id AND r.id = e.request_id \
             LEFT JOIN petty_purchase p ON p.school_id = e.school_id AND p.id = e.source_id \
             WHERE e.kind <> 'allotted' AND f.fund <> COALESCE(r.fund, p.fund, '')"
                .to_owned(),
        ),
    ]
}

/// Promises about what was paid or bought before somebody had the last word on it.
fn afterwards() -> Vec<(&'static str, String)> {
    let reserved = sum("reserved", "unreserved", "e.school_id = r.school_id AND e.request_id = r.id");
    let committed = sum("committed", "uncommitted", "e.school_id = r.school_id AND e.request_id = r.id");
    let spent = sum("spent", "", "e.school_id = r.school_id AND e.request_id = r.id");
    let times = "(SELECT COUNT(*) FROM budget_event e WHERE e.school_id = p.school_id AND e.kind = 'spent' AND e.source_id = p.id)";
    vec![
        (
            "a posted petty purchase is spent, and spent once: its voucher moves no money",
            format!("petty_purchase p WHERE p.posted_at IS NOT NULL AND ({times} <> 1 OR p.total <> {})", spent_by("p")),
        ),
        (
            "an emergency refused afterwards keeps what was ordered of it, and reserves nothing",
            format!(
                "purchase_request r WHERE r.phase = 'rejected' AND r.emergency_reason IS NOT NULL \
                 AND ({reserved} <> 0 OR {committed} + {spent} <> {COSTS})"
            ),
        ),
    ]
}

/// Promises that are broken, by name.
pub(crate) async fn broken(raw: &DatabaseConnection) -> Vec<String> {
    let mut broken = Vec::new();
    for (promise, found) in promises().into_iter().chain(afterwards()) {
        let sql = format!("SELECT COUNT(*) AS wrong FROM {found}");
        let row = raw.query_one_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap().unwrap();
        let wrong: i64 = row.try_get("", "wrong").unwrap();
        if wrong != 0 {
            broken.push(format!("{promise}: not so in {wrong} cases"));
        }
    }
    broken
}

/// Purchases, budgets and stores agree, each with itself and all with each other.
pub(crate) async fn add_up(raw: &DatabaseConnection) {
    assert_eq!(broken(raw).await, Vec::<String>::new());
    budgets_agree(raw).await;
    books_agree(raw).await;
}

on_both_engines! {
    /// The control: what is made wrong behind the product's back is found, by name.
    async fn books_that_do_not_add_up_are_found(engine) {
        let school = Chain::open(engine).await;
        let request = school.chairs_and_paper().await;
        school.ordered(&request, &[(0, "50", "30")]).await;
        let raw = school.all.school.app.db.raw().await;
        add_up(&raw).await;
        for (sql, promise) in [
            ("UPDATE purchase_order_line SET accepted = 1000", "an order line took what was accepted"),
            ("UPDATE purchase_order_line SET accepted_value = 1", "an order line is worth what it became"),
            ("UPDATE purchase_order SET total = total + 1", "an order costs what its lines do"),
            ("UPDATE purchase_order_line SET quantity = quantity + 1000", "no more is ordered than was approved"),
            ("UPDATE purchase_request SET total = 1", "orders cost no more than was approved"),
        ] {
            raw.execute_unprepared(sql).await.unwrap();
            let found = broken(&raw).await;
            assert!(found.iter().any(|one| one.starts_with(promise)), "{sql}: {found:?}");
        }
    }
}

on_both_engines! {
    /// The control of what is paid or bought before somebody had the last word.
    async fn a_voucher_that_moved_money_and_an_emergency_that_lost_its_own_are_found(engine) {
        let school = Chain::open(engine).await;
        let (teacher, director) = (&school.all.teacher, &school.all.director);
        let valve = petty::record(teacher, &school.helper, "角阀", "38").await;
        decide(director, &valve, "approve", json!({})).await.expect(200);
        enter(&school.bursar, voucher(&[&petty::look(&school.bursar, &valve).await])).await.expect(200);
        let burst = pumps(&school).await;
        school.ordered(&burst, &[(0, "2", "900")]).await;
        decide(director, &burst, "reject", json!({ "reason": "可以修" })).await.expect(200);
        let raw = school.all.school.app.db.raw().await;
        add_up(&raw).await;
        for (sql, promise) in [
            ("UPDATE petty_purchase SET total = total - 1", "a posted petty purchase is spent"),
            ("UPDATE purchase_order_line SET amount = amount + 1", "an emergency refused afterwards keeps"),
        ] {
            raw.execute_unprepared(sql).await.unwrap();
            let found = broken(&raw).await;
            assert!(found.iter().any(|one| one.starts_with(promise)), "{sql}: {found:?}");
        }
    }
}

//! Several orders of one supplier, for requests under other names: apart each is below a limit, together they are not. What is the same by
//! name was judged together already, and is no matter of this. A fixed supplier gets an order a week, which is ordinary life: listed is the
//! order by which a limit is passed, and none after it while the sum stays beyond.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap, btree_map::Entry},
};

use campus::{
    policy::{History, Values},
    school_days::{Zone, date_at},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use kernel::{Lang, Money, Result, Text};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    dto::Kind,
    find::{Found, Row, Span},
    suppliers::Bought,
};
use crate::{
    limits::{Limits, Outcome, Purchase},
    order, policy,
};

/// The rules that each order goes by: those of the day on which it was ordered.
#[derive(Debug)]
pub(super) struct Rules {
    history: History,
    zone: Zone,
    /// As they have been since a day, where an order asked for it.
    since: BTreeMap<NaiveDate, Day>,
}

#[derive(Debug)]
struct Day {
    limits: Limits,
    window: TimeDelta,
}

impl Day {
    fn of(values: &Values) -> Result<Self> {
        let days = values.of(&policy::SPLIT_WINDOW_DAYS)?;
        Ok(Self { limits: policy::limits(values)?, window: TimeDelta::days(days.into()) })
    }
}

impl Rules {
    pub async fn of(db: &impl ConnectionTrait, span: Span) -> Result<Self> {
        let history = History::until(db, span.school, date_at(span.zone, span.until)).await?;
        Ok(Self { history, zone: span.zone, since: BTreeMap::new() })
    }

    /// From when on orders count for those of these days: by the longest window that ever was.
    pub fn first_day(&self, span: Span) -> Result<DateTime<Utc>> {
        let longest = self.history.all_of(&policy::SPLIT_WINDOW_DAYS)?.into_iter().max().unwrap_or_default();
        Ok(span.from - TimeDelta::days(longest.into()))
    }

    fn on(&mut self, moment: DateTime<Utc>) -> Result<&Day> {
        let day = date_at(self.zone, moment);
        Ok(match self.since.entry(self.history.since(day)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(Day::of(&self.history.on(day))?),
        })
    }
}

/// An order, as far as the rule looks at it.
#[derive(Debug, Clone, Copy)]
struct Piece {
    request_id: Uuid,
    amount: Money,
    /// What its request was judged by, with others of the same things.
    judged: Money,
}

impl Piece {
    fn of(order: &Bought) -> Self {
        Self { request_id: order.request_id, amount: Money::stored(order.total), judged: Money::stored(order.judged) }
    }
}

/// What an order comes to with those before it, and what follows from that and from none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Whole {
    /// Other requests.
    others: usize,
    amount: Money,
    higher: bool,
    quotes: bool,
    gov: bool,
}

impl Whole {
    /// In a word each, as it goes on from "合计应" and "ask for".
    fn asks(&self) -> Vec<Text> {
        [
            (self.higher, Text::fixed("报上一级审批", "a higher approval")),
            (self.quotes, Text::fixed("比价", "quotes")),
            (self.gov, Text::fixed("按政府采购办理", "government procurement")),
        ]
        .into_iter()
        .filter_map(|(asked, what)| asked.then_some(what))
        .collect()
    }
}

/// An order and those of the supplier within the window before it: where by this one they pass a limit that no request reached, and that
/// those before it had not passed.
fn whole(piece: Piece, before: &[Piece], limits: &Limits) -> Option<Whole> {
    let others: BTreeSet<Uuid> = before.iter().map(|one| one.request_id).filter(|request| *request != piece.request_id).collect();
    if others.is_empty() {
        return None;
    }
    let so_far = before.iter().fold(Money::ZERO, |sum, one| plus(sum, one.amount));
    let amount = plus(so_far, piece.amount);
    let outcome = |amount| limits.outcome(Purchase::default(), amount);
    let asked = outcome(amount);
    let reached: Vec<Outcome> = before.iter().chain([&piece]).map(|one| one.judged).chain([so_far]).map(outcome).collect();
    let any = |passed: fn(&Outcome) -> bool| reached.iter().any(passed);
    let found = Whole {
        others: others.len(),
        amount,
        higher: reached.iter().all(|one| asked.tier > one.tier) || (asked.congress && !any(|one| one.congress)),
        quotes: reached.iter().all(|one| asked.quotes > one.quotes),
        gov: asked.gov && !any(|one| one.gov),
    };
    (found.higher || found.quotes || found.gov).then_some(found)
}

fn plus(one: Money, other: Money) -> Money {
    one.checked_add(other).unwrap_or(one)
}

pub(super) fn find(orders: Vec<Bought>, rules: &mut Rules, span: Span, found: &mut Found) -> Result<()> {
    let mut by_supplier: HashMap<Uuid, Vec<Bought>> = HashMap::new();
    for order in orders {
        by_supplier.entry(order.supplier_id).or_default().push(order);
    }
    let mut rows = Vec::new();
    for mut orders in by_supplier.into_values() {
        orders.sort_by_key(|order| (order.moment, order.id));
        for (at, order) in orders.iter().enumerate().filter(|(_, order)| order.moment >= span.from) {
            let day = rules.on(order.moment)?;
            let since = order.moment - day.window;
            let within = orders.iter().take(at).rev().take_while(|one| one.moment >= since);
            let before: Vec<Piece> = within.map(Piece::of).collect();
            rows.extend(whole(Piece::of(order), &before, &day.limits).map(|whole| row(order, &whole, day.window.num_days())));
        }
    }
    rows.sort_by_key(|row| Reverse((row.at, row.record_id)));
    let rows = found.kept(rows);
    found.rows.extend(rows);
    Ok(())
}

/// Without what it comes to: that is for those who may see what things cost.
fn row(order: &Bought, whole: &Whole, days: i64) -> Row {
    let (name, others, asks) = (&order.supplier_name, whole.others, whole.asks());
    let join = |lang: Lang, between: &str| asks.iter().map(|what| what.pick(lang)).collect::<Vec<_>>().join(between);
    let (zh, en) = (join(Lang::Zh, "、"), join(Lang::En, " and "));
    Row {
        kind: Kind::OneSupplier,
        at: order.moment,
        record_kind: order::KIND,
        record_id: order.id,
        number: order.number.clone(),
        who: order.who,
        cosigner: None,
        text: Text::new(
            format!("{days} 天内在“{name}”另为 {others} 份申请下过单：单看都不到，合计应{zh}"),
            format!("Within {days} days {name} got orders of {others} other requests: together they ask for {en}, and none does alone"),
        ),
        reason: None,
        serious: false,
        amount: Some(whole.amount.fen()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::tests::{limits, money};

    fn piece(request: u128, amount: &str) -> Piece {
        Piece { request_id: Uuid::from_u128(request), amount: money(amount), judged: money(amount) }
    }

    /// Higher, quotes, government procurement; nothing where it is none.
    fn passed(this: Piece, before: &[Piece]) -> Option<(bool, bool, bool)> {
        whole(this, before, &limits()).map(|whole| (whole.higher, whole.quotes, whole.gov))
    }

    #[test]
    fn the_end_of_a_tier_is_exact_to_the_fen() {
        let of = |amount: &str| passed(piece(2, amount), &[piece(1, "250.00")]);
        assert_eq!(["249.99", "250.00", "250.01"].map(of), [None, None, Some((true, false, false))]);
    }

    #[test]
    fn quotes_and_government_procurement_are_exact_to_the_fen() {
        // The principal decides about each of them.
        let of = |amount: &str| passed(piece(2, amount), &[piece(1, "1200.00")]);
        assert_eq!(["799.99", "800.00", "800.01"].map(of), [None, Some((false, true, false)), Some((false, true, false))]);
        let of = |amount: &str| passed(piece(2, amount), &[piece(1, "120000.00")]);
        assert_eq!(["79999.99", "80000.00", "80000.01"].map(of), [None, Some((false, false, true)), Some((false, false, true))]);
        let whole = whole(piece(2, "300"), &[piece(1, "450"), piece(3, "10")], &limits()).unwrap();
        assert_eq!((whole.others, whole.amount), (2, money("760")));
    }

    #[test]
    fn orders_of_one_request_are_what_was_approved() {
        assert_eq!(passed(piece(1, "300"), &[piece(1, "300")]), None);
        // What was judged with others of the same things went where it belongs.
        let judged = Piece { judged: money("600"), ..piece(2, "300") };
        assert_eq!(passed(judged, &[piece(1, "300")]), None);
        assert_eq!(passed(piece(2, "300"), &[Piece { judged: money("900"), ..piece(1, "300") }]), None);
    }

    /// 300 a week: said as the sum passes 500 and as it passes 1000, and not again while it stays beyond.
    #[test]
    fn an_order_a_week_is_said_once_for_each_limit() {
        let orders: Vec<Piece> = (1..=12).map(|week| piece(week, "300")).collect();
        let within = |at: usize| orders.get(at.saturating_sub(4)..at).unwrap();
        let said: Vec<usize> = (0..orders.len()).filter(|at| passed(orders[*at], within(*at)).is_some()).collect();
        assert_eq!(said, [1, 3]);
    }
}

//! Orders and goods of suppliers whose licence was over in the moment in which somebody bought, or on the day of delivery: the licence that
//! the school had on record as it was ordered or accepted, whatever was entered later.

use std::collections::HashSet;

use campus::school_days::date_at;
use chrono::NaiveDate;
use kernel::Text;
use uuid::Uuid;

use super::{
    dto::Kind,
    find::{Found, Row, Span},
    suppliers::Bought,
};
use crate::{order, receipt, supplier::LicenceKind};

/// A licence that was on record in a moment, and was over by another one or by a day: where a day is compared with a moment, the last day
/// itself is found as well and left out afterwards, by the school's own day.
pub(super) fn on_record(moment: &str, over_by: &str) -> String {
    format!("l.added_at <= {moment} AND (l.replaced_at IS NULL OR l.replaced_at > {moment}) AND l.expires_on < {over_by}")
}

pub(super) fn find(rows: Vec<Bought>, span: Span, found: &mut Found) {
    let mut seen: HashSet<Uuid> = HashSet::new();
    for row in found.kept(rows) {
        let Some(since) = row.expires_on.filter(|since| *since < date_at(span.zone, row.moment)) else { continue };
        // Of several licences the one that was over first is named.
        if seen.insert(row.id) {
            found.rows.push(of(row, since));
        }
    }
}

fn of(row: Bought, since: NaiveDate) -> Row {
    let licence = LicenceKind::of(&row.licence).unwrap_or(LicenceKind::Other).title();
    let (number, accepted) = (&row.licence_number, row.is_receipt());
    let (zh, en) = if accepted { ("到货时", "When it was delivered") } else { ("下单时", "When it was ordered") };
    Row {
        kind: Kind::ExpiredLicence,
        at: row.moment,
        record_kind: if accepted { receipt::KIND } else { order::KIND },
        record_id: row.id,
        text: Text::new(
            format!("{zh}供应商的“{}”（{number}）已于 {since} 到期", licence.zh),
            format!("{en} the supplier's {} ({number}) was over since {since}", licence.en),
        ),
        number: row.number,
        who: row.who,
        cosigner: None,
        reason: None,
        serious: false,
        amount: Some(row.total),
    }
}

//! Tables put together.

use std::collections::HashMap;

use axum::response::Response;
use campus::{person, school};
use chrono::{Datelike, NaiveDate, TimeDelta};
use kernel::{Db, Grant, Permission, Problem, Reader, Result, Text, grant::forbidden};
use papers::archive;
use stores::stock::food_moves::FoodLedger;
use uuid::Uuid;

use super::{
    columns::{Style, heads},
    control,
    dto::{SheetFilter, SheetKind, SheetRow, SheetView, ShowSheet},
    eaten, file, food, papers as around, signatures,
};
use crate::{
    CanteenError,
    book::{self, view::Names},
    certificate::{self, dto::Standing},
    menu,
    permissions::{ViewCanteen, ViewHealth},
    site::{self, dto::CanteenRef, entity::Model as Canteen},
    staff,
};

/// Days of one table.
const MOST_DAYS: i64 = 400;

/// Records of one table: what does not fit is refused, never cut.
pub(super) const MOST_RECORDS: u64 = 10_000;

/// Tables of the book.
#[derive(Debug, Clone)]
pub struct Sheets {
    db: Db,
}

impl Sheets {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    /// The same as a file. What it came to stands in the audit trail.
    pub async fn file(&self, grant: Grant<ViewCanteen>, canteen: Uuid, asked: &SheetFilter) -> Result<Response> {
        let query = ShowSheet { kind: asked.kind, from: asked.from, to: asked.to, class_id: asked.class_id };
        let sheet = self.show(&grant, canteen, &query).await?;
        let lang = grant.context().lang();
        let archive = file::of(&self.db.read(&grant), grant.school()?, &sheet, heads(asked.kind), lang).await?;
        let mut filter = serde_json::to_value(asked).map_err(Problem::internal)?;
        if let serde_json::Value::Object(fields) = &mut filter {
            fields.insert("canteen".to_owned(), sheet.canteen.name.clone().into());
        }
        archive::send(&self.db, grant, archive, filter).await
    }

    pub async fn show(&self, grant: &Grant<ViewCanteen>, canteen: Uuid, query: &ShowSheet) -> Result<SheetView> {
        let reader = self.db.read(grant);
        let canteen = site::repo::find(&reader, &grant.scope()?, canteen).await?;
        if query.kind.of_health() && !grant.actor().may(ViewHealth::INFO.key) {
            return Err(forbidden(&ViewHealth::INFO));
        }
        let school = school::find(&reader, canteen.school_id).await?;
        let now = reader.now();
        let to = query.to.unwrap_or_else(|| school.today(now));
        let from = query.from.unwrap_or_else(|| to.with_day(1).unwrap_or(to));
        if to - from > TimeDelta::days(MOST_DAYS) {
            return Err(CanteenError::PeriodTooLong(MOST_DAYS).into());
        }
        let lang = grant.context().lang();
        let mut title = query.kind.title().pick(lang).to_owned();
        let mut columns: Vec<String> = heads(query.kind).iter().map(|head| head.pick(lang).to_owned()).collect();
        let rows: Vec<SheetRow> = match query.kind.of_book() {
            Some(kind) => {
                let records = book::repo::some_between(&reader, (canteen.school_id, canteen.id), kind, (from, to), MOST_RECORDS).await?;
                fits(records.len())?;
                let names = Names::of(&reader, canteen.school_id, &records).await?;
                let style = Style { names: &names, zone: school.zone(), lang };
                let mut rows: Vec<SheetRow> = records.iter().flat_map(|record| style.rows(record)).collect();
                if query.kind == SheetKind::AccompaniedMeal {
                    eaten::beside(&reader, &canteen, (from, to), &records, (&mut columns, rows.as_mut_slice()), lang).await?;
                }
                rows
            }
            None if query.kind == SheetKind::Menu => {
                let menus = menu::repo::between(&reader, canteen.school_id, canteen.id, from, to).await?;
                fits(menus.len())?;
                let people = person::repo::names(&reader, canteen.school_id, menu::service::people(&menus)).await?;
                let names = Names::default();
                let style = Style { names: &names, zone: school.zone(), lang };
                let views = menus.into_iter().map(|row| menu::service::view(row, &people)).collect::<Result<Vec<_>>>()?;
                views.iter().map(|view| style.menu(view)).collect()
            }
            None if query.kind == SheetKind::OutsideInspections => around::outside(&reader, &canteen, (from, to), lang).await?,
            None if query.kind == SheetKind::PupilSignatures => {
                let sheet = signatures::of_class(&reader, (&school, &canteen), query.class_id, (from, to), lang).await?;
                title = format!("{title} {}", sheet.class);
                columns = sheet.columns;
                sheet.rows
            }
            None => other(&reader, &canteen, query.kind, (from, to), lang).await?,
        };
        let (late, struck) = (rows.iter().filter(|row| row.late).count(), rows.iter().filter(|row| row.struck).count());
        Ok(SheetView {
            kind: query.kind,
            title,
            county_no: query.kind.county_no(),
            canteen: CanteenRef { id: canteen.id, name: canteen.name },
            from,
            to,
            columns,
            rows,
            late,
            struck,
            made_at: now,
        })
    }
}

/// What is neither of the book nor a menu.
async fn other(
    reader: &Reader,
    canteen: &Canteen,
    kind: SheetKind,
    days: (NaiveDate, NaiveDate),
    lang: kernel::Lang,
) -> Result<Vec<SheetRow>> {
    match kind {
        SheetKind::StapleReceipt => food::receipts(reader, canteen, FoodLedger::Staple, days, lang).await,
        SheetKind::NonStapleReceipt => food::receipts(reader, canteen, FoodLedger::NonStaple, days, lang).await,
        SheetKind::StapleIssue => food::issues(reader, canteen, FoodLedger::Staple, days, lang).await,
        SheetKind::NonStapleIssue => food::issues(reader, canteen, FoodLedger::NonStaple, days, lang).await,
        SheetKind::DailyCheck => control::checks(reader, canteen, days, lang).await,
        SheetKind::Meetings => control::meetings(reader, canteen, days, lang).await,
        SheetKind::HealthCertificates => certificates(reader, canteen, days, lang).await,
        SheetKind::Menu
        | SheetKind::MorningCheck
        | SheetKind::FoodSample
        | SheetKind::Disinfection
        | SheetKind::AccompaniedMeal
        | SheetKind::Leftovers
        | SheetKind::Training
        | SheetKind::Survey
        | SheetKind::OutsideInspections
        | SheetKind::PupilSignatures => Ok(Vec::new()),
    }
}

pub(super) fn fits(count: usize) -> Result<()> {
    if u64::try_from(count).is_ok_and(|count| count <= MOST_RECORDS) { Ok(()) } else { Err(CanteenError::SheetTooLong.into()) }
}

/// Everybody who works there, each with the certificates that held on some day of the period; without one, a row that says so.
async fn certificates(reader: &Reader, canteen: &Canteen, (from, to): (NaiveDate, NaiveDate), lang: kernel::Lang) -> Result<Vec<SheetRow>> {
    let staff = staff::repo::of_canteen(reader, canteen.school_id, canteen.id).await?;
    let all = certificate::repo::of_staff(reader, canteen.school_id, staff.iter().map(|row| row.id).collect()).await?;
    let names = certificate::view::names(reader, canteen.school_id, &all).await?;
    Ok(certificate_rows(&staff, &all, &names, (from, to), lang))
}

/// The same from what was read already.
pub(crate) fn certificate_rows(
    staff: &[staff::entity::Model],
    all: &HashMap<Uuid, Vec<certificate::entity::Model>>,
    names: &HashMap<Uuid, String>,
    (from, to): (NaiveDate, NaiveDate),
    lang: kernel::Lang,
) -> Vec<SheetRow> {
    let mut rows = Vec::new();
    for one in staff.iter().filter(|one| one.active) {
        let held = all.get(&one.id).into_iter().flatten().filter(|row| row.issued_on <= to && row.expires_on >= from);
        let before = rows.len();
        for row in held {
            let Some(state) = certificate::repo::held(row).map(|held| held.state) else { continue };
            let standing = certificate::view::standing(state, row.expires_on, to);
            rows.push(SheetRow {
                cells: vec![
                    one.name.clone(),
                    one.post.clone(),
                    row.number.clone(),
                    row.issued_on.to_string(),
                    row.expires_on.to_string(),
                    row.verified_by.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
                    said(standing).pick(lang).to_owned(),
                ],
                late: false,
                struck: standing == Standing::Withdrawn,
            });
        }
        if rows.len() == before {
            let none = Text::fixed("没有健康证", "No certificate");
            let (name, post, blank) = (one.name.clone(), one.post.clone(), String::new);
            let cells = vec![name, post, blank(), blank(), blank(), blank(), none.pick(lang).to_owned()];
            rows.push(SheetRow { cells, late: false, struck: false });
        }
    }
    rows
}

const fn said(standing: Standing) -> Text {
    match standing {
        Standing::Unverified => Text::fixed("待核对", "To be verified"),
        Standing::Valid => Text::fixed("有效", "Valid"),
        Standing::Expiring => Text::fixed("快到期", "Ends soon"),
        Standing::Expired => Text::fixed("已到期", "Ended"),
        Standing::Suspended => Text::fixed("暂停", "Suspended"),
        Standing::Withdrawn => Text::fixed("已作废", "Withdrawn"),
    }
}

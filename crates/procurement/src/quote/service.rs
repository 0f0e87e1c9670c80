//! Use cases on three-quote sheets: opening one, and writing down what suppliers said; both already while the request waits.

use std::collections::BTreeMap;

use axum::{http::HeaderMap, response::Response};
use campus::{
    person,
    policy::Values,
    school::{self, entity::Model as School},
};
use files::{Files, Size, Subject, attachment};
use kernel::{
    Db, Grant, IfMatch, Money, Permission, Problem, Reply, Result, Scope, Tx,
    audit::{ActionInfo, Event},
    text,
};
use uuid::Uuid;

use super::{
    KIND,
    dto::{QuoteBody, QuoteLineBody, QuoteRemoval, QuoteSheetView},
    entity::quote::Model as Row,
    error::QuoteError,
    model::{Channel, Quote, Sheet, SheetId},
    phase::{Command, CommandKind, Phase, Stage},
    repo,
    rules::{Need, Rules},
    view::{self, Side},
};
use crate::{
    event,
    permissions::{CollectQuotes, ViewQuotes},
    policy,
    request::{self, Line, Request, RequestId},
    supplier::{self, Status, price_list_holds},
};

/// What a quote is called in the audit trail.
pub(super) const QUOTE: &str = "quote";

/// Three-quote sheets.
#[derive(Debug, Clone)]
pub struct QuoteSheets {
    pub(super) db: Db,
    files: Files,
}

impl QuoteSheets {
    pub const fn new(db: Db, files: Files) -> Self {
        Self { db, files }
    }

    pub async fn get(&self, grant: &Grant<ViewQuotes>, id: SheetId) -> Result<Reply<QuoteSheetView>> {
        let reader = self.db.read(grant);
        let (sheet, request) = repo::find(&reader, &grant.scope()?, id).await?;
        let quotes = repo::quotes_of(&reader, &sheet).await?;
        let view = view::view(&reader, &sheet, &request, &quotes, Side::of(grant)).await?;
        Ok(Reply::ok(view).version(sheet.version))
    }

    /// Opens the sheet of a request that waits or is approved. How many quotes it needs is judged by the rules of today, and kept.
    pub async fn open(&self, grant: &Grant<CollectQuotes>, id: RequestId) -> Result<Reply<QuoteSheetView>> {
        let tx = self.db.begin(grant).await?;
        let request = request::repo::hold(&tx, &grant.scope()?, id).await?.ok_or_else(Problem::not_found)?;
        Stage::of(request.phase.state()).collects().map_err(QuoteError::Refused)?;
        if let Some(other) = repo::of_request(&tx, request.school_id, id).await? {
            return Err(QuoteError::SheetExists(Some(other.id.0)).into());
        }
        let school = school::find(&tx, request.school_id).await?;
        let now = tx.now();
        let sheet = Sheet {
            school_id: request.school_id,
            id: SheetId(tx.new_id()),
            request_id: request.id.0,
            phase: Phase::Open,
            need: need(&tx, &school, &request, request.together(), now).await?,
            round: 0,
            opened_by: grant.person()?,
            opened_at: now,
            updated_at: now,
            version: 1,
        };
        repo::insert(&tx, &sheet).await?;
        let event = Event::new(event::QUOTES_OPENED).created(KIND, sheet.id, &request.number, &sheet.recorded(None)).about(
            request::KIND,
            request.id,
            &request.number,
        );
        let view = view::view(&tx, &sheet, &request, &[], Side::of(grant)).await?;
        tx.commit([event], Reply::created(view).version(sheet.version)).await
    }

    /// Writes down what a supplier said. Another quote of the same supplier takes its place, and stays on record.
    pub async fn record(&self, grant: &Grant<CollectQuotes>, id: SheetId, seen: IfMatch, body: QuoteBody) -> Result<Reply<QuoteSheetView>> {
        let tx = self.db.begin(grant).await?;
        let (before, request) = his(&tx, grant, id, seen, CommandKind::Record).await?;
        let mut quotes = repo::quotes_of(&tx, &before).await?;
        let old = quotes.iter().position(|quote| quote.supplier.id == body.supplier_id.0).map(|index| quotes.remove(index));
        let quote = heard(&tx, grant, &before, &request.content.lines, body, old.as_ref()).await?;
        let mut sheet = before.clone();
        sheet.phase = sheet.phase.step(Command::Record).map_err(QuoteError::Refused)?;
        let sheet = repo::save(&tx, sheet).await?;
        let mut event = Event::new(event::QUOTE_RECORDED);
        if let Some(old) = old {
            let gone = repo::supersede(&tx, &old, grant.person()?).await?;
            event = event.changed(QUOTE, old.row.id, &request.number, &old.recorded(), &gone.recorded());
        }
        repo::record(&tx, &quote).await?;
        let event = event.created(QUOTE, quote.row.id, &request.number, &quote.recorded());
        quotes.push(quote);
        finish(grant, tx, &sheet, &request, &quotes, event).await
    }

    /// Takes a quote off the sheet.
    pub async fn remove(
        &self,
        grant: &Grant<CollectQuotes>,
        id: SheetId,
        seen: IfMatch,
        body: QuoteRemoval,
    ) -> Result<Reply<QuoteSheetView>> {
        let tx = self.db.begin(grant).await?;
        let (before, request) = his(&tx, grant, id, seen, CommandKind::Remove).await?;
        let mut quotes = repo::quotes_of(&tx, &before).await?;
        let index = quotes.iter().position(|quote| quote.supplier.id == body.supplier_id.0);
        let old = quotes.remove(index.ok_or_else(|| Problem::reference("/supplier_id"))?);
        let mut sheet = before.clone();
        sheet.phase = sheet.phase.step(Command::Remove).map_err(QuoteError::Refused)?;
        let sheet = repo::save(&tx, sheet).await?;
        let gone = repo::supersede(&tx, &old, grant.person()?).await?;
        let mut after = gone.recorded();
        if let Some(fields) = after.as_object_mut() {
            fields.insert("reason".into(), text::tidy(&body.reason).into());
        }
        let event = Event::new(event::QUOTE_REMOVED).changed(QUOTE, old.row.id, &request.number, &old.recorded(), &after);
        finish(grant, tx, &sheet, &request, &quotes, event).await
    }

    /// The screenshot or paper of a quote.
    pub(super) async fn content(
        &self,
        grant: &Grant<ViewQuotes>,
        id: SheetId,
        attached: Uuid,
        size: Option<Size>,
        asked: &HeaderMap,
    ) -> Result<Response> {
        let reader = self.db.read(grant);
        repo::find(&reader, &grant.scope()?, id).await?;
        let found = attachment::find(&reader, grant.school()?, Subject { kind: KIND, id: id.0 }, attached).await?;
        self.files.content(&found, size, asked).await
    }
}

/// What a request needs by the rules of today, judged by what it comes to together with others.
pub(crate) async fn need(
    db: &impl sea_orm::ConnectionTrait,
    school: &School,
    request: &Request,
    together: Money,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Need> {
    let values = Values::on(db, school.id, school.today(now)).await?;
    Ok(need_by(policy::quote_rules(&values)?, request, together))
}

/// The same by rules that were read already.
pub(crate) fn need_by(rules: Rules, request: &Request, together: Money) -> Need {
    if request.emergency.is_some() {
        return rules.emergency();
    }
    let dearest = request.content.lines.iter().map(|line| line.unit_price).fold(Money::ZERO, Money::max);
    rules.need(dearest, request.content.total, together)
}

/// A sheet that the caller may take this step on, as he saw it. Its request is held: nobody revises, cancels or decides about it meanwhile.
pub(super) async fn his<P: Permission>(
    tx: &Tx,
    grant: &Grant<P>,
    id: SheetId,
    seen: IfMatch,
    kind: CommandKind,
) -> Result<(Sheet, Request)> {
    let (sheet, request) = repo::find(tx, &grant.scope()?, id).await?;
    seen.check(sheet.version)?;
    let request = request::repo::hold(tx, &Scope::school(request.school_id), request.id).await?.ok_or_else(Problem::not_found)?;
    view::may(grant.actor(), &sheet, &request, kind).map_err(QuoteError::Refused)?;
    Ok((sheet, request))
}

pub(super) async fn finish<P: Permission>(
    grant: &Grant<P>,
    tx: Tx,
    sheet: &Sheet,
    request: &Request,
    quotes: &[Quote],
    event: Event,
) -> Result<Reply<QuoteSheetView>> {
    let event = event.about(KIND, sheet.id, &request.number);
    let view = view::view(&tx, sheet, request, quotes, Side::of(grant)).await?;
    tx.commit([event], Reply::ok(view).version(sheet.version)).await
}

/// A step that changes the sheet itself.
pub(super) fn changed(
    action: &'static ActionInfo,
    request: &Request,
    before: (&Sheet, Option<&str>),
    after: (&Sheet, Option<&str>),
) -> Event {
    let (was, is) = (before.0.recorded(before.1), after.0.recorded(after.1));
    Event::new(action).changed(KIND, after.0.id, &request.number, &was, &is).about(request::KIND, request.id, &request.number)
}

/// The quote that the body says.
async fn heard(
    tx: &Tx,
    grant: &Grant<CollectQuotes>,
    sheet: &Sheet,
    lines: &[Line],
    body: QuoteBody,
    old: Option<&Quote>,
) -> Result<Quote> {
    let school = school::find(tx, sheet.school_id).await?;
    let supplier = supplier::repo::named(tx, school.id, body.supplier_id, "/supplier_id").await?;
    if supplier.status == Status::Suspended.key() {
        return Err(QuoteError::Suspended { reason: supplier.status_reason }.into());
    }
    if body.quoted_on > school.today(tx.now()) {
        return Err(QuoteError::QuotedLater.into());
    }
    if body.channel == Channel::PriceList && !price_list_holds(&supplier, body.quoted_on) {
        return Err(QuoteError::NoPriceList.into());
    }
    let asked_by = body.asked_by_id.map_or_else(|| grant.person(), Ok)?;
    if body.asked_by_id.is_some() {
        person::repo::active(tx, school.id, asked_by, "/asked_by_id").await?;
    }
    let prices = prices(lines, &body.lines)?;
    let attachment_id = match body.upload_id {
        Some(upload) => Some(attachment::attach_document(tx, Subject { kind: KIND, id: sheet.id.0 }, upload, "/upload_id").await?.row.id),
        None => old.and_then(|old| old.row.attachment_id),
    };
    if body.channel.needs_document() && attachment_id.is_none() {
        return Err(QuoteError::DocumentMissing.into());
    }
    let row = Row {
        school_id: school.id,
        id: tx.new_id(),
        sheet_id: sheet.id.0,
        supplier_id: supplier.id,
        channel: body.channel.key().into(),
        quoted_on: body.quoted_on,
        asked_by,
        recorded_by: grant.person()?,
        recorded_at: tx.now(),
        attachment_id,
        note: body.note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty()),
        superseded_at: None,
        superseded_by: None,
    };
    Ok(Quote { row, channel: body.channel, supplier, prices })
}

/// One price a line, for lines that the request has, and not more in all than the product counts.
fn prices(lines: &[Line], said: &[QuoteLineBody]) -> Result<BTreeMap<i64, Money>> {
    let mut prices = BTreeMap::new();
    let mut sum = Money::ZERO;
    for (index, price) in said.iter().enumerate() {
        let line = usize::try_from(price.position).ok().and_then(|position| lines.get(position)).ok_or(QuoteError::NoSuchLine(index))?;
        if price.unit_price.fen() <= 0 {
            return Err(QuoteError::NothingToPay(index).into());
        }
        let amount = Line::amount_of(line.quantity, price.unit_price).ok_or(QuoteError::TooMuch(index))?;
        if amount.fen() == 0 {
            return Err(QuoteError::NothingToPay(index).into());
        }
        sum = sum.checked_add(amount).ok_or(QuoteError::TooMuch(index))?;
        if prices.insert(price.position.into(), price.unit_price).is_some() {
            return Err(QuoteError::LineTwice(index).into());
        }
    }
    Ok(prices)
}

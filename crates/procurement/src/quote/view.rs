//! A sheet as its caller sees it: whole enough to be printed.

use std::collections::HashMap;

use campus::{
    person::{self, PersonRef},
    school,
};
use files::attachment::{self, Attached, AttachmentView};
use kernel::{Actor, Grant, Lang, Money, Permission, Reach, ReachPart, Result, Text};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    KIND,
    dto::{
        AllowedStep, EarlierQuote, EarlierSheet, NeedView, QuoteSheetView, QuoteView, QuotedLine, QuotedPrice, QuotedRequest,
        QuotedSupplier, SettledView,
    },
    entity::version::Model as Version,
    model::{Quote, Settled, Sheet, SingleSource},
    phase::{CommandKind, Facts, Refusal, Stage, State, guard},
    repo,
    rules::Need,
};
use crate::{
    permissions::{CollectQuotes, SettleQuotes},
    request::{Line, Request},
    supplier::{Status, SupplierId},
};

/// Who looks, and in which language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side<'a> {
    actor: &'a Actor,
    lang: Lang,
}

impl<'a> Side<'a> {
    pub fn of<P: Permission>(grant: &'a Grant<P>) -> Self {
        Self { actor: grant.actor(), lang: grant.context().lang() }
    }
}

/// Whether a right of the actor reaches this request: it knows no places, it is its requester's or the whole school's.
pub(super) fn reaches(actor: &Actor, permission: &str, request: &Request) -> bool {
    actor.right(permission).is_some_and(|right| match &right.reach {
        Reach::School => true,
        Reach::Parts(parts) => parts.contains(&ReachPart::Own(request.requester_id)),
    })
}

/// How far the request of a sheet is.
const fn stage(request: &Request) -> Stage {
    Stage::of(request.phase.state())
}

/// Where a sheet stands, as it is called.
fn said_of(far: Stage, state: State) -> Text {
    far.over(state).unwrap_or_else(|| state.formal())
}

/// Whether the actor may take a step on a sheet now.
///
/// # Errors
/// The first reason against it.
pub(super) fn may(actor: &Actor, sheet: &Sheet, request: &Request, kind: CommandKind) -> std::result::Result<(), Refusal> {
    let facts = Facts {
        stage: stage(request),
        collects: reaches(actor, CollectQuotes::INFO.key, request),
        settles: reaches(actor, SettleQuotes::INFO.key, request),
    };
    guard(sheet.phase.state(), kind, facts)
}

pub(super) async fn view(
    db: &impl ConnectionTrait,
    sheet: &Sheet,
    request: &Request,
    quotes: &[Quote],
    side: Side<'_>,
) -> Result<QuoteSheetView> {
    let school = school::find(db, sheet.school_id).await?;
    let mut versions = repo::versions_of(db, sheet).await?;
    // What is settled now is shown as that; what was settled before, below.
    if sheet.phase.state() == State::Settled {
        versions.pop();
    }
    let ids = quotes.iter().filter_map(|quote| quote.row.attachment_id).collect();
    let documents = attachment::several(db, school.id, KIND, ids).await?;
    let names = person::repo::names(db, school.id, people(sheet, request, quotes, &versions, &documents)).await?;
    let words = Words { names, lang: side.lang };
    let (lines, far) = (&request.content.lines, stage(request));
    Ok(QuoteSheetView {
        id: sheet.id,
        state: sheet.phase.state(),
        state_text: said_of(far, sheet.phase.state()).pick(side.lang).to_owned(),
        stage: far,
        school_name: school.name,
        request: words.request(request),
        need: needed(&sheet.need, side.lang),
        lines: lines.iter().zip(0..).map(|(line, position)| asked(line, position)).collect(),
        quotes: words.quotes(sheet, quotes, lines, &documents),
        settled: words.settled_now(sheet, quotes),
        reopen_reason: sheet.phase.reason().map(str::to_owned),
        earlier: versions.iter().map(|(version, settled)| words.earlier(version, settled)).collect(),
        opened_by: words.person(sheet.opened_by),
        opened_at: sheet.opened_at,
        updated_at: sheet.updated_at,
        allowed_actions: allowed(sheet, request, side),
        version: sheet.version,
    })
}

fn people(
    sheet: &Sheet,
    request: &Request,
    quotes: &[Quote],
    versions: &[(Version, Settled)],
    documents: &HashMap<Uuid, Attached>,
) -> Vec<Uuid> {
    let heard = quotes.iter().flat_map(|quote| [quote.row.asked_by, quote.row.recorded_by]);
    let settled = versions.iter().map(|(version, _)| version.settled_by).chain(sheet.phase.settlement().map(|one| one.by));
    let attached = documents.values().filter_map(|one| one.row.added_by);
    heard.chain(settled).chain(attached).chain([sheet.opened_by, request.requester_id]).collect()
}

pub(super) fn needed(need: &Need, lang: Lang) -> NeedView {
    NeedView {
        quotes: need.quotes,
        because: need.why,
        text: need.text().pick(lang).to_owned(),
        exempt_price_lists: need.rules.exempt_price_lists,
        exempt_e_mall: need.rules.exempt_e_mall,
    }
}

fn asked(line: &Line, position: i64) -> QuotedLine {
    QuotedLine {
        position,
        name: line.name.clone(),
        spec: line.spec.clone(),
        unit: line.unit.clone(),
        quantity: line.quantity,
        estimated_unit_price: line.unit_price,
    }
}

fn allowed(sheet: &Sheet, request: &Request, side: Side<'_>) -> Vec<AllowedStep> {
    let step = |action| match may(side.actor, sheet, request, action) {
        Ok(()) => AllowedStep { action, allowed: true, reason: None },
        Err(refusal) => AllowedStep { action, allowed: false, reason: Some(refusal.text().pick(side.lang).to_owned()) },
    };
    CommandKind::ALL.into_iter().map(step).collect()
}

/// Names and language.
struct Words {
    names: HashMap<Uuid, String>,
    lang: Lang,
}

impl Words {
    fn person(&self, id: Uuid) -> PersonRef {
        PersonRef { id, name: self.names.get(&id).cloned().unwrap_or_default() }
    }

    fn request(&self, request: &Request) -> QuotedRequest {
        QuotedRequest {
            id: request.id,
            number: request.number.clone(),
            title: request.content.title().pick(self.lang).to_owned(),
            purpose: request.content.purpose.clone(),
            requester: self.person(request.requester_id),
            fund_title: request.content.fund.title().pick(self.lang).to_owned(),
            needed_by: request.content.needed_by,
            total: request.content.total,
        }
    }

    fn quotes(&self, sheet: &Sheet, quotes: &[Quote], lines: &[Line], documents: &HashMap<Uuid, Attached>) -> Vec<QuoteView> {
        let lowest = quotes.iter().filter_map(|quote| quote.total(lines)).min();
        let chosen = sheet.phase.settlement().map(|one| one.quote_id);
        let view = |quote: &Quote| self.quote(quote, lines, lowest, Some(quote.row.id) == chosen, documents);
        quotes.iter().map(view).collect()
    }

    fn quote(&self, quote: &Quote, lines: &[Line], lowest: Option<Money>, chosen: bool, documents: &HashMap<Uuid, Attached>) -> QuoteView {
        let (row, supplier, total) = (&quote.row, &quote.supplier, quote.total(lines));
        let document = row.attachment_id.and_then(|id| documents.get(&id));
        let by = |one: &Attached| one.row.added_by.map(|id| self.person(id).name).unwrap_or_default();
        let price = |(line, position): (&Line, i64)| {
            let unit_price = quote.prices.get(&position).copied()?;
            Some(QuotedPrice { position, unit_price, amount: quote.amount(position, line)? })
        };
        QuoteView {
            id: row.id,
            supplier: QuotedSupplier {
                id: SupplierId(supplier.id),
                name: supplier.name.clone(),
                contact: supplier.contact.clone(),
                phone: supplier.phone.clone(),
                suspended: supplier.status == Status::Suspended.key(),
            },
            channel: quote.channel,
            channel_text: quote.channel.title().pick(self.lang).to_owned(),
            quoted_on: row.quoted_on,
            asked_by: self.person(row.asked_by),
            recorded_by: self.person(row.recorded_by),
            recorded_at: row.recorded_at,
            document: document.map(|one| AttachmentView::of(one, by(one))),
            note: row.note.clone(),
            prices: lines.iter().zip(0..).filter_map(price).collect(),
            total,
            lowest: total.is_some() && total == lowest,
            chosen,
        }
    }

    fn settled_now(&self, sheet: &Sheet, quotes: &[Quote]) -> Option<SettledView> {
        let settlement = sheet.phase.settlement()?;
        let taken = quotes.iter().find(|quote| quote.row.id == settlement.quote_id)?;
        let reasons = (settlement.not_lowest.clone(), settlement.single_source.clone());
        Some(self.settled(&taken.supplier.name, settlement.total, reasons, settlement.by, settlement.at))
    }

    fn settled(
        &self,
        supplier: &str,
        total: Money,
        (not_lowest, single_source): (Option<String>, Option<(SingleSource, String)>),
        by: Uuid,
        at: chrono::DateTime<chrono::Utc>,
    ) -> SettledView {
        let (code, words) = single_source.unzip();
        SettledView {
            supplier_name: supplier.to_owned(),
            total,
            total_in_words: total.in_capitals(),
            not_lowest,
            single_source: code,
            single_source_text: code.map(|code| code.title().pick(self.lang).to_owned()),
            single_source_words: words,
            by: self.person(by),
            at,
        }
    }

    fn earlier(&self, version: &Version, settled: &Settled) -> EarlierSheet {
        let taken = settled.quotes.iter().find(|quote| quote.quote_id == settled.chosen);
        let name = taken.map(|quote| quote.supplier_name.as_str()).unwrap_or_default();
        let reasons = (settled.not_lowest.clone(), settled.single_source.clone());
        let quote = |quote: &super::model::SettledQuote| EarlierQuote {
            supplier_name: quote.supplier_name.clone(),
            channel_text: quote.channel.title().pick(self.lang).to_owned(),
            total: quote.total,
        };
        EarlierSheet {
            round: version.round,
            settled: self.settled(name, settled.total, reasons, version.settled_by, version.settled_at),
            quotes: settled.quotes.iter().map(quote).collect(),
        }
    }
}

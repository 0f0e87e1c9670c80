//! Settling a sheet, and opening it again.

use kernel::{Grant, IfMatch, Problem, Reply, Result, text};

use super::{
    dto::{QuoteSheetView, SettleBody},
    error::QuoteError,
    model::{Quote, Settled, Sheet, SheetId},
    phase::{Command, CommandKind, Settlement},
    repo,
    rules::{Choice, settle},
    service::{QuoteSheets, changed, finish, his},
};
use crate::{
    event,
    order::{self, phase::State as OrderState},
    permissions::SettleQuotes,
};

impl QuoteSheets {
    /// Takes a quote, by the rules that are kept with the sheet. What was compared is kept as it was.
    pub async fn settle(&self, grant: &Grant<SettleQuotes>, id: SheetId, seen: IfMatch, body: SettleBody) -> Result<Reply<QuoteSheetView>> {
        let tx = self.db.begin(grant).await?;
        let (before, request) = his(&tx, grant, id, seen, CommandKind::Settle).await?;
        let quotes = repo::quotes_of(&tx, &before).await?;
        let lines = &request.content.lines;
        let not_lowest = body.not_lowest.map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        let single_source = body.single_source.map(|reason| (reason.code, text::tidy(&reason.words)));
        let offers: Vec<_> = quotes.iter().map(|quote| quote.offer(lines)).collect();
        let choice = Choice { supplier_id: body.supplier_id.0, single_source: single_source.is_some(), not_lowest: not_lowest.is_some() };
        let (quote_id, total) = settle(before.need, &offers, choice, request.content.total).map_err(QuoteError::Against)?;
        let settlement = Settlement { quote_id, total, not_lowest, single_source, by: grant.person()?, at: tx.now() };
        let mut sheet = before.clone();
        sheet.phase = sheet.phase.step(Command::Settle(settlement.clone())).map_err(QuoteError::Refused)?;
        sheet.round += 1;
        let sheet = repo::save(&tx, sheet).await?;
        repo::keep_version(&tx, &sheet, &settlement, &Settled::of(sheet.need, &settlement, &quotes, lines)).await?;
        let chosen = name_of(&sheet, &quotes);
        let event = changed(event::QUOTES_SETTLED, &request, (&before, None), (&sheet, chosen));
        finish(grant, tx, &sheet, &request, &quotes, event).await
    }

    /// Opens what was settled again. What was settled stays on record.
    pub async fn reopen(&self, grant: &Grant<SettleQuotes>, id: SheetId, seen: IfMatch, reason: &str) -> Result<Reply<QuoteSheetView>> {
        let tx = self.db.begin(grant).await?;
        let (before, request) = his(&tx, grant, id, seen, CommandKind::Reopen).await?;
        if let Some(number) = order::repo::of_request(&tx, request.school_id, request.id, &OrderState::LIVING).await? {
            return Err(QuoteError::Ordered(number).into());
        }
        let quotes = repo::quotes_of(&tx, &before).await?;
        let mut sheet = before.clone();
        sheet.phase = sheet.phase.step(Command::Reopen { reason: text::tidy(reason) }).map_err(QuoteError::Refused)?;
        let sheet = repo::save(&tx, sheet).await?;
        let chosen = name_of(&before, &quotes);
        if chosen.is_none() {
            return Err(Problem::internal("a settled sheet without the quote that was taken"));
        }
        let event = changed(event::QUOTES_REOPENED, &request, (&before, chosen), (&sheet, None));
        finish(grant, tx, &sheet, &request, &quotes, event).await
    }
}

/// Whose quote is taken.
fn name_of<'a>(sheet: &Sheet, quotes: &'a [Quote]) -> Option<&'a str> {
    let taken = sheet.phase.settlement()?.quote_id;
    quotes.iter().find(|quote| quote.row.id == taken).map(|quote| quote.supplier.name.as_str())
}

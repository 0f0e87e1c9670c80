//! Use cases on months of depreciation.

use std::collections::HashMap;

use axum::{http::StatusCode, response::Response};
use campus::school;
use kernel::{
    Cursor, Db, Grant, IfMatch, Page, PageLimit, Reply, Result, Tx,
    audit::{ActionInfo, Event},
    idempotency::IdempotencyKey,
    text,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use super::{
    closed::one_after_another,
    compute::{self, Sums},
    dto::{CategorySum, CloseBody, CompareBody, ComputeBody, DiscardBody, ExportBody, LineView, ListLines, ListRuns, RunRow, RunView},
    entity::{Column, Entity, line},
    error::DepreciationError,
    figures,
    model::{Basis, DepreciationRunId, KIND, Run},
    month::Month,
    phase::{Command, CommandKind, Phase, guard},
    plan::Start,
    repo, report, view,
};
use crate::{
    event,
    export::dto::ExportFormat,
    permissions::{RunDepreciation, ViewDepreciation},
    policy::{DEPRECIATION_SOURCE, DEPRECIATION_START, DepreciationSource},
};

/// Months of depreciation.
#[derive(Debug, Clone)]
pub struct DepreciationRuns {
    db: Db,
}

impl DepreciationRuns {
    pub const fn new(db: Db) -> Self {
        Self { db }
    }

    /// Newest first.
    pub async fn list(&self, grant: &Grant<ViewDepreciation>, query: &ListRuns) -> Result<Page<RunRow>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let mut select = Entity::find().filter(repo::in_scope(&grant.scope()?)).order_by_desc(Column::Id).limit(limit.fetch());
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |row| row.id)?;
        let lang = grant.context().lang();
        let items = page.items.into_iter().map(|row| Ok(view::row(&repo::read(row)?, lang))).collect::<Result<_>>()?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub async fn get(&self, grant: &Grant<ViewDepreciation>, id: DepreciationRunId) -> Result<Reply<RunView>> {
        let reader = self.db.read(grant);
        let run = repo::find(&reader, &grant.scope()?, id).await?;
        let view = view::view(&reader, &run, grant.actor(), reader.now(), grant.context().lang()).await?;
        Ok(Reply::ok(view).version(run.version))
    }

    /// E4: the cards of a month, in the order in which they were registered.
    pub async fn lines(&self, grant: &Grant<ViewDepreciation>, id: DepreciationRunId, query: &ListLines) -> Result<Page<LineView>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let run = repo::find(&reader, &grant.scope()?, id).await?;
        let mut select = line::Entity::find()
            .filter(line::Column::SchoolId.eq(run.school_id))
            .filter(line::Column::RunId.eq(run.id.0))
            .order_by_asc(line::Column::AssetId)
            .limit(limit.fetch());
        match query.differs {
            Some(true) => select = select.filter(line::Column::Difference.ne(0)),
            Some(false) => select = select.filter(line::Column::Difference.eq(0)),
            None => {}
        }
        if let Some(code) = query.category.as_deref().map(|code| text::tidy(code).to_uppercase()).filter(|code| !code.is_empty()) {
            let within = Condition::all().add(line::Column::CategoryCode.gte(&code));
            select = select.filter(within.add(line::Column::CategoryCode.lt(format!("{code}\u{10FFFF}"))));
        }
        if let Some(cursor) = &query.cursor {
            select = select.filter(line::Column::AssetId.gt(Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |row| row.asset_id)?;
        let items = view::lines(&reader, run.school_id, page.items, grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub async fn categories(&self, grant: &Grant<ViewDepreciation>, id: DepreciationRunId) -> Result<Page<CategorySum>> {
        let reader = self.db.read(grant);
        let run = repo::find(&reader, &grant.scope()?, id).await?;
        view::categories(&reader, &run, grant.context().lang()).await.map(Page::whole)
    }

    /// Computes a month, or computes it again: the same books come to the same figures.
    pub async fn compute(&self, grant: &Grant<RunDepreciation>, body: ComputeBody) -> Result<Reply<RunView>> {
        let tx = self.db.begin(grant).await?;
        one_after_another(&tx).await?;
        let school = school::find(&tx, tx.school()?).await?;
        let (month, last) = (body.period, repo::last_closed(&tx, school.id).await?);
        if month > Month::of(school.today(tx.now())) {
            return Err(DepreciationError::MonthInTheFuture.into());
        }
        comes_next(month, last.as_ref().map(|run| run.month))?;
        let before = match repo::draft(&tx, school.id).await? {
            Some(draft) if draft.month != month => return Err(DepreciationError::DraftOpen(draft.month).into()),
            draft => draft,
        };
        let (basis, start) = rules(&tx, school.id, month).await?;
        let run = match &before {
            Some(draft) => Run { basis, start, ..draft.clone() },
            None => empty(&tx, month, basis, start)?,
        };
        if let Some(draft) = &before {
            allowed(grant, draft, CommandKind::Recompute, school.today(tx.now()))?;
        }
        let official = repo::official(&tx, &run).await?;
        let (run, event) = match &before {
            Some(_) => (filled(&tx, run, last.map(|run| run.id.0), &official, Kept::Before).await?, event::DEPRECIATION_RECOMPUTED),
            None => (filled(&tx, run, last.map(|run| run.id.0), &official, Kept::New).await?, event::DEPRECIATION_COMPUTED),
        };
        let status = if before.is_some() { StatusCode::OK } else { StatusCode::CREATED };
        done(tx, grant, (before.as_ref(), run), event, status).await
    }

    /// Puts what the asset system says beside the school's own figures. What was told before stays.
    pub async fn compare(
        &self,
        grant: &Grant<RunDepreciation>,
        id: DepreciationRunId,
        seen: IfMatch,
        body: CompareBody,
    ) -> Result<Reply<RunView>> {
        let (tx, before) = self.opened(grant, id, seen, CommandKind::Compare).await?;
        let mut official = repo::official(&tx, &before).await?;
        official.extend(figures::told(&tx, &before, &body.rows).await?);
        let mut run = before.clone();
        run.phase = before.phase.clone().step(Command::Compare).map_err(DepreciationError::Refused)?;
        let last = repo::last_closed(&tx, run.school_id).await?.map(|run| run.id.0);
        let run = filled(&tx, run, last, &official, Kept::Before).await?;
        done(tx, grant, (Some(&before), run), event::DEPRECIATION_COMPARED, StatusCode::OK).await
    }

    /// Writes the month into the books, once and for good: nothing is dated into it any more.
    pub async fn close(
        &self,
        grant: &Grant<RunDepreciation>,
        id: DepreciationRunId,
        seen: IfMatch,
        body: CloseBody,
    ) -> Result<Reply<RunView>> {
        let (tx, before) = self.opened(grant, id, seen, CommandKind::Close).await?;
        IdempotencyKey::require(grant.idempotency())?;
        repo::hold_cards(&tx, &before).await?;
        let last = repo::last_closed(&tx, before.school_id).await?;
        comes_next(before.month, last.as_ref().map(|run| run.month))?;
        let input = before.input(last.map(|run| run.id.0));
        let official = repo::official(&tx, &before).await?;
        let lines = compute::lines(&tx, before.school_id, input, &official).await?;
        let same = rules(&tx, before.school_id, before.month).await? == (before.basis, before.start);
        if !same || compute::hash(input, &lines) != before.inputs_sha256 {
            return Err(DepreciationError::InputsChanged.into());
        }
        let mut run = before.clone();
        run.phase = before.phase.clone().step(Command::Close).map_err(DepreciationError::Refused)?;
        (run.closed_at, run.closed_by) = (Some(tx.now()), tx.actor().person);
        run.voucher_no = body.voucher_no.as_deref().map(text::tidy);
        let run = repo::save(&tx, run).await?;
        repo::post(&tx, &run).await?;
        done(tx, grant, (Some(&before), run), event::DEPRECIATION_CLOSED, StatusCode::OK).await
    }

    /// A month that was computed by mistake, the first of all for one. It stays to be read.
    pub async fn discard(
        &self,
        grant: &Grant<RunDepreciation>,
        id: DepreciationRunId,
        seen: IfMatch,
        body: DiscardBody,
    ) -> Result<Reply<RunView>> {
        let (tx, before) = self.opened(grant, id, seen, CommandKind::Discard).await?;
        let mut run = before.clone();
        let reason = text::sentence(&body.reason);
        run.phase = before.phase.clone().step(Command::Discard { reason }).map_err(DepreciationError::Refused)?;
        run.discarded_at = Some(tx.now());
        let run = repo::save(&tx, run).await?;
        done(tx, grant, (Some(&before), run), event::DEPRECIATION_DISCARDED, StatusCode::OK).await
    }

    /// E4 as a file, of one moment.
    pub async fn export(&self, grant: Grant<ViewDepreciation>, id: DepreciationRunId, body: ExportBody) -> Result<Response> {
        let (lang, scope) = (grant.context().lang(), grant.scope()?);
        let format = body.format.unwrap_or(ExportFormat::Xlsx);
        let (report, period) = {
            let moment = self.db.snapshot(&grant).await?;
            let run = repo::find(&moment, &scope, id).await?;
            let school = school::find(&moment, run.school_id).await?;
            (report::of_run(&moment, &school.name, &run, body.differs == Some(true), lang).await?, run.month)
        };
        let filter = json!({ "period": period, "format": format.key(), "differs": body.differs });
        report::send(&self.db, grant, report, format, filter).await
    }

    /// A run under the lock of the months, seen and allowed to take the step.
    async fn opened(&self, grant: &Grant<RunDepreciation>, id: DepreciationRunId, seen: IfMatch, kind: CommandKind) -> Result<(Tx, Run)> {
        let tx = self.db.begin(grant).await?;
        one_after_another(&tx).await?;
        let run = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(run.version)?;
        let today = school::find(&tx, run.school_id).await?.today(tx.now());
        allowed(grant, &run, kind, today)?;
        Ok((tx, run))
    }
}

/// Whether a run is there already.
#[derive(Debug, Clone, Copy)]
enum Kept {
    New,
    Before,
}

/// Computes and keeps the lines of a draft, and their sums.
async fn filled(tx: &Tx, mut run: Run, last: Option<Uuid>, official: &HashMap<Uuid, i64>, kept: Kept) -> Result<Run> {
    let input = run.input(last);
    let lines = compute::lines(tx, run.school_id, input, official).await?;
    run.sums = Sums::of(&lines)?;
    run.inputs_sha256 = compute::hash(input, &lines);
    (run.computed_at, run.computed_by) = (tx.now(), tx.actor().person);
    let run = match kept {
        Kept::New => {
            repo::insert(tx, &run).await?;
            run
        }
        Kept::Before => repo::save(tx, run).await?,
    };
    repo::replace_lines(tx, &run, &lines).await?;
    Ok(run)
}

async fn done(
    tx: Tx,
    grant: &Grant<RunDepreciation>,
    (before, run): (Option<&Run>, Run),
    action: &'static ActionInfo,
    status: StatusCode,
) -> Result<Reply<RunView>> {
    let event = Event::new(action);
    let event = match before {
        Some(before) => event.changed(KIND, run.id, run.label(), &before.recorded(), &run.recorded()),
        None => event.created(KIND, run.id, run.label(), &run.recorded()),
    };
    let view = view::view(&tx, &run, grant.actor(), tx.now(), grant.context().lang()).await?;
    tx.commit([event], Reply { status, ..Reply::ok(view).version(run.version) }).await
}

fn allowed(grant: &Grant<RunDepreciation>, run: &Run, kind: CommandKind, today: chrono::NaiveDate) -> Result<()> {
    let facts = view::facts(run, grant.actor(), today);
    guard(run.phase.state(), kind, facts).map_err(|refusal| DepreciationError::Refused(refusal).into())
}

/// Months are closed one after another.
fn comes_next(month: Month, last: Option<Month>) -> Result<()> {
    match last {
        Some(last) if month <= last => Err(DepreciationError::RunClosed(month).into()),
        Some(last) if month != last.plus(1) => Err(DepreciationError::OutOfOrder(last.plus(1)).into()),
        Some(_) | None => Ok(()),
    }
}

/// The rules that hold at the end of a month.
async fn rules(db: &impl ConnectionTrait, school: Uuid, month: Month) -> Result<(Basis, Start)> {
    let day = month.last_day();
    let basis = match DEPRECIATION_SOURCE.on(db, school, day).await? {
        DepreciationSource::ImportedOfficial => Basis::Imported,
        DepreciationSource::OwnOfficial => Basis::Own,
        DepreciationSource::Off => return Err(DepreciationError::NotDepreciating.into()),
    };
    Ok((basis, DEPRECIATION_START.on(db, school, day).await?))
}

fn empty(tx: &Tx, month: Month, basis: Basis, start: Start) -> Result<Run> {
    Ok(Run {
        school_id: tx.school()?,
        id: DepreciationRunId(tx.new_id()),
        month,
        basis,
        start,
        phase: Phase::Draft,
        sums: Sums::default(),
        inputs_sha256: Vec::new(),
        computed_at: tx.now(),
        computed_by: tx.actor().person,
        closed_at: None,
        closed_by: None,
        voucher_no: None,
        discarded_at: None,
        version: 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_closed_in_their_order() {
        let month = |text: &str| text.parse::<Month>().unwrap();
        let last = Some(month("2026-10"));
        let code = |period: &str| comes_next(month(period), last).err().map(|problem| problem.code());
        assert_eq!(
            ["2026-09", "2026-10", "2026-11", "2026-12"].map(code),
            [Some("month_closed"), Some("month_closed"), None, Some("out_of_order")]
        );
        assert!(comes_next(month("2019-01"), None).is_ok(), "the first may be any");
    }
}

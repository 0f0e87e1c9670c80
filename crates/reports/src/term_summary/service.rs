//! Use cases on term summaries.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use campus::school;
use files::disposition;
use kernel::{Db, Grant, IfMatch, Lang, Permission, Problem, Reply, Result, audit::Event};
use papers::event::REPORT_EXPORTED;
use sea_orm::{ActiveModelTrait, IntoActiveModel, SqlErr};
use serde_json::json;
use uuid::Uuid;

use super::{
    KIND, docx,
    dto::{SummaryWords, TermSummary},
    entity::Model,
    read::{Of, summary, words_of, written},
};
use crate::{
    event::SUMMARY_WRITTEN,
    figure::{
        self, Chapter,
        dto::{FigureRows, ListRows},
        rows, words,
    },
    permissions::{ViewTermSummaries, WriteTermSummaries},
};

/// What such a file is.
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Term summaries.
#[derive(Debug, Clone)]
pub struct TermSummaries {
    db: Db,
}

impl TermSummaries {
    pub const fn new(db: Db) -> Self {
        Self { db }
    }

    /// Of one moment: its figures stand beside each other on a paper that is handed in.
    pub async fn get(&self, grant: &Grant<ViewTermSummaries>, term: Uuid) -> Result<Reply<TermSummary>> {
        let view = self.read(grant, term).await?;
        let version = view.version;
        Ok(Reply::ok(view).version(version))
    }

    async fn read(&self, grant: &Grant<ViewTermSummaries>, term: Uuid) -> Result<TermSummary> {
        let moment = self.db.snapshot(grant).await?;
        let of = Of::find(&moment, grant.school()?, term).await?;
        let may_write = grant.actor().may(WriteTermSummaries::INFO.key);
        summary(&moment, &of, (self.db.clock().now(), grant.context().lang()), may_write).await
    }

    /// The rows behind a figure of a term.
    pub async fn rows(&self, grant: &Grant<ViewTermSummaries>, term: Uuid, key: &str, query: &ListRows) -> Result<FigureRows> {
        let (reader, lang) = (self.db.read(grant), grant.context().lang());
        let of = Of::find(&reader, grant.school()?, term).await?;
        let source = figure::find(key).filter(|source| Chapter::OF_TERM.contains(&source.chapter)).ok_or_else(Problem::not_found)?;
        let ask = of.ask(reader.now());
        let page = rows::page(&reader, &of.school, ask, source, query, lang).await?;
        Ok(words::listed(source, Some(ask.period), ask.last(), page, lang))
    }

    /// Writes the words around the figures. `If-Match` is `"0"` before anybody wrote any.
    pub async fn write(
        &self,
        grant: &Grant<WriteTermSummaries>,
        term: Uuid,
        seen: IfMatch,
        body: SummaryWords,
    ) -> Result<Reply<TermSummary>> {
        let tx = self.db.begin(grant).await?;
        let of = Of::find(&tx, tx.school()?, term).await?;
        let before = written(&tx, &of).await?;
        let version = before.as_ref().map_or(0, |row| row.version);
        seen.check(version)?;
        let was = words_of(before.as_ref())?;
        let row = Model {
            school_id: of.school.id,
            term_id: of.term.id,
            words: serde_json::to_value(&body).map_err(Problem::internal)?,
            written_by: grant.person()?,
            written_at: tx.now(),
            version: version + 1,
        };
        if before.is_some() {
            tx.save(row, version).await?;
        } else {
            row.into_active_model().insert(&tx).await.map_err(|error| somebody_was_faster(error, version))?;
        }
        let event = Event::new(SUMMARY_WRITTEN).changed(KIND, of.term.id, of.term.title(Lang::Zh), &was, &body);
        let view = summary(&tx, &of, (tx.now(), grant.context().lang()), true).await?;
        let version = view.version;
        tx.commit([event], Reply::ok(view).version(version)).await
    }

    /// As a Word document. Making it stands in the audit trail.
    pub async fn file(&self, grant: Grant<ViewTermSummaries>, term: Uuid) -> Result<Response> {
        let lang = grant.context().lang();
        let view = self.read(&grant, term).await?;
        let school = school::find(&self.db.read(&grant), grant.school()?).await?;
        let address = school::for_phones(&school).map(str::to_owned);
        let (name, filter) = (file_name(&view, lang), json!({ "term": view.term.title, "counted_to": view.counted_to }));
        let made = tokio::task::spawn_blocking(move || docx::document(&view, address.as_deref(), lang)).await;
        let made = made.map_err(Problem::internal)??;
        // A file is no answer that is kept for a repeated request.
        let grant = grant.not_remembered();
        let tx = self.db.begin(&grant).await?;
        let event = Event::new(REPORT_EXPORTED).created("report_export", tx.new_id(), &name, &filter);
        tx.commit([event], Reply::none()).await?;
        let mut response = Response::new(Body::from(made));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(DOCX));
        headers.insert(header::CONTENT_DISPOSITION, disposition("attachment", &name));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Ok(response)
    }
}

fn file_name(view: &TermSummary, lang: Lang) -> String {
    let title = docx::title(lang);
    format!("{title}-{}.docx", view.term.title)
}

fn somebody_was_faster(error: sea_orm::DbErr, seen: i64) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Problem::stale(seen + 1),
        _ => error.into(),
    }
}

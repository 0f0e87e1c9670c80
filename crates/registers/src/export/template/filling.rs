//! Filling a template with the cards of a filter: an export whose workbook somebody else designed.

use std::{io, path::Path};

use kernel::{Grant, Problem, Reply, Result};
use sheets::ParserProgram;
use tokio::sync::mpsc::{self, Receiver};
use uuid::Uuid;

use super::{
    dto::{FillTemplate, TemplateColumn, TemplateForm},
    entity::Model,
    error::TemplateError,
    layout::Layout,
    service::{Templates, columns_of, find},
    words::ROW_NUMBER,
};
use crate::{
    asset::{
        dto::ListAssets,
        fields::{Cell, Field, NameBook, Named},
        filter, sees_values,
    },
    export::{
        csv::CsvRows,
        dto::{ExportFormat, ExportView},
        fill::{Form, Line, Order, Value, runner::Filler},
        folder::Draft,
        manifest::About,
        pages::{Batch, Pages},
        service::{Made, unpaged},
        sums::Sums,
        writer::{self, Piece, Written},
        xlsx::as_text,
    },
    permissions::ExportAssets,
};

/// What is to be written, off the async threads.
struct Job {
    program: ParserProgram,
    blank: std::path::PathBuf,
    order: Order,
    fields: Vec<&'static Field>,
    about: About,
    draft: Draft,
}

impl Templates {
    /// Fills the form: all that the filters let through, or nothing.
    pub async fn fill(&self, grant: &Grant<ExportAssets>, id: Uuid, body: FillTemplate) -> Result<Reply<ExportView>> {
        self.db().replay(grant).await?;
        let template = find(&self.db().read(grant), grant.school()?, id).await?;
        let wanted = body.filter.unwrap_or_default();
        unpaged(&wanted)?;
        filter::allowed(grant, &wanted)?;
        let layout = Layout::of(&template, &columns_of(&template)?, sees_values(grant))?;
        let _running = self.exports.running.acquire().await.map_err(Problem::internal)?;
        let export = self.db().ids().next();
        let (written, about) = self.write(grant, export, &template, &layout, &wanted).await?;
        let made = Made {
            id: export,
            format: ExportFormat::Xlsx,
            wanted: &wanted,
            columns: &layout.fields,
            about: &about,
            template: Some(template.name),
        };
        self.exports.record(grant, made, written).await
    }

    /// Reads pages of one state while a child fills them in.
    async fn write(
        &self,
        grant: &Grant<ExportAssets>,
        id: Uuid,
        template: &Model,
        layout: &Layout,
        wanted: &ListAssets,
    ) -> Result<(Written, About)> {
        let snapshot = self.db().snapshot(grant).await?;
        let (scope, context) = (grant.scope()?, grant.context().clone());
        let blank = self.blank(&snapshot, template).await?;
        let mut about = self.exports.about(&snapshot, grant, ExportFormat::Xlsx, wanted).await?;
        about.file_name = format!("{}-{}", plain(&template.name), about.file_name);
        let book = NameBook::open(&snapshot, scope.school, context.lang()).await?;
        let pages = Pages::open(&snapshot, &scope, wanted, &layout.fields, book).await?;
        // How many there are decides how far what stands below moves; the snapshot holds it true.
        let count = u32::try_from(pages.count().await?).map_err(|_| TemplateError::NoRoom)?;
        let (sender, pieces) = mpsc::channel(1);
        let job = Job {
            program: self.program.clone(),
            blank: blank.path,
            order: Order { form: layout.form.clone(), count },
            fields: layout.fields.clone(),
            about: about.clone(),
            draft: self.exports.folder.begin(id).map_err(writer::failed)?,
        };
        let writing = tokio::task::spawn_blocking(move || write(job, pieces));
        let read = pages.hand_over(sender, &context).await;
        let written = writing.await.map_err(Problem::internal)?;
        read?;
        Ok((written?, about))
    }
}

/// Fills a form with nothing and throws it away: whether it can be filled.
pub(super) async fn try_out(program: &ParserProgram, blank: &Path, body: &TemplateForm, columns: &[TemplateColumn]) -> Result<()> {
    let of = |wanted: bool| columns.iter().filter(move |c| c.field.as_deref().is_some_and(|field| (field == ROW_NUMBER) == wanted));
    let form = Form {
        sheet: body.sheet.clone(),
        head_row: body.first_row.saturating_sub(1),
        columns: of(false).map(|column| column.column).collect(),
        counted: of(true).map(|column| column.column).next(),
    };
    let (program, blank) = (program.clone(), blank.to_owned());
    let order = Order { form, count: 0 };
    let run = move || Filler::on(&program, &blank).run(&order, || Ok::<_, Problem>(None), io::sink());
    Ok(tokio::task::spawn_blocking(run).await.map_err(Problem::internal)??)
}

/// Blocks until the workbook is whole.
fn write(job: Job, mut pieces: Receiver<Piece>) -> Result<Written> {
    let mut file = job.draft.create().map_err(writer::failed)?;
    let mut sums = Sums::default();
    let mut canonical = CsvRows::begin(io::sink(), &job.fields, job.about.lang).map_err(writer::failed)?;
    let next = || {
        let Some(batch) = writer::next(&mut pieces)? else { return Ok(None) };
        canonical.rows(&batch, &mut sums).map_err(writer::failed)?;
        Ok(Some(lines(&batch, &job.fields)))
    };
    Filler::on(&job.program, &job.blank).run(&job.order, next, &mut file)?;
    file.sync_all().map_err(writer::failed)?;
    let (_, data_sha256, _) = canonical.end().map_err(writer::failed)?;
    let (file_bytes, file_sha256) = writer::hashed(file).map_err(writer::failed)?;
    job.draft.finish().map_err(writer::failed)?;
    Ok(Written { draft: job.draft, sums, file_bytes, file_sha256, data_sha256 })
}

fn lines(batch: &Batch, fields: &[&'static Field]) -> Vec<Line> {
    let line = |card| fields.iter().map(|field| value((field.cell)(Named { card, names: &batch.names }))).collect();
    batch.cards.iter().map(line).collect()
}

/// A day is words: how its cell is formatted is the bureau's matter, and a bare number of days says nothing to anybody.
fn value(cell: Cell<'_>) -> Option<Value> {
    match cell {
        Cell::Empty => None,
        Cell::Text(text) => Some(Value::Text(as_text(&text).into_owned())),
        Cell::Number(number) => Some(Value::Number(number.to_string())),
        Cell::Quantity(quantity) => Some(Value::Number(quantity.to_string())),
        Cell::Money(money) => Some(Value::Number(money.to_string())),
        Cell::Day(day) => Some(Value::Text(day.to_string())),
    }
}

/// A name as part of a file's name.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_control() && !"/\\:*?\"<>|".contains(*c)).take(60).collect()
}

//! Use cases of templates: look at a form, keep it, put it right, remove it.

use std::{ops::ControlFlow, path::PathBuf};

use campus::person::{self, PersonRef};
use files::{AttachmentKind, Files, NewAttachments, Subject, attachment};
use kernel::{Db, Grant, IfMatch, Page, Permission, Problem, Reply, Result, audit::Event, text};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, SqlErr};
use serde_json::json;
use sheets::ParserProgram;
use uuid::Uuid;

use super::{
    dto::{AddTemplate, OtherProposal, ProposalOf, TemplateColumn, TemplateForm, TemplateProposal, TemplateView},
    entity::{ActiveModel, Column, Entity, Model},
    error::TemplateError,
    filling, layout,
    propose::{Beginnings, Understood},
};
use crate::{
    asset::sees_values,
    event,
    export::{Exports, fill::letters},
    import::ImportError,
    permissions::{ExportAssets, KeepExportTemplates},
};

/// Blank forms of a school.
#[derive(Debug, Clone)]
pub struct Templates {
    pub(super) exports: Exports,
    pub(super) files: Files,
    pub(super) program: ParserProgram,
}

/// A form on this machine.
#[derive(Debug, Clone)]
pub(super) struct Blank {
    pub path: PathBuf,
    pub file_name: String,
}

impl Blank {
    /// What the file is, by the ending that its content gave it.
    fn format(&self) -> Result<&'static str> {
        let ending = self.file_name.rsplit_once('.').map(|(_, ending)| ending);
        match ending {
            Some("xlsx") => Ok("xlsx"),
            Some("xls") => Ok("xls"),
            _ => Err(TemplateError::NotAWorkbook.into()),
        }
    }
}

impl Templates {
    pub fn new(exports: Exports, files: Files, program: ParserProgram) -> Self {
        Self { exports, files, program }
    }

    pub(super) const fn db(&self) -> &Db {
        &self.exports.db
    }

    pub async fn list(&self, grant: &Grant<ExportAssets>) -> Result<Page<TemplateView>> {
        let reader = self.db().read(grant);
        let rows = Entity::find().filter(Column::SchoolId.eq(grant.school()?)).order_by_asc(Column::Name).all(&reader).await?;
        Ok(Page::whole(views(&reader, grant.school()?, rows).await?))
    }

    /// How an upload of the acting person is understood.
    pub async fn propose(&self, grant: &Grant<KeepExportTemplates>, query: &ProposalOf) -> Result<TemplateProposal> {
        let reader = self.db().read(grant);
        let document = self.files.document(&reader, grant.school()?, grant.actor().person, query.upload_id, "/upload_id").await?;
        let blank = Blank { path: document.path, file_name: document.file_name };
        self.proposal(grant, blank, query.sheet.as_deref(), query.head_row).await
    }

    /// How a kept form is understood.
    pub async fn propose_again(&self, grant: &Grant<KeepExportTemplates>, id: Uuid, query: &OtherProposal) -> Result<TemplateProposal> {
        let reader = self.db().read(grant);
        let template = find(&reader, grant.school()?, id).await?;
        let blank = self.blank(&reader, &template).await?;
        let sheet = query.sheet.as_deref().unwrap_or(&template.sheet);
        self.proposal(grant, blank, Some(sheet), query.head_row).await
    }

    async fn proposal<P: Permission>(
        &self,
        grant: &Grant<P>,
        blank: Blank,
        sheet: Option<&str>,
        head_row: Option<u32>,
    ) -> Result<TemplateProposal> {
        let saved_anew = blank.format()? == "xls";
        let file_name = blank.file_name.clone();
        let book = self.read(blank).await?;
        let Understood { sheet, head_row, first_row, columns, lines } = book.understand(sheet, head_row, sees_values(grant))?;
        Ok(TemplateProposal { file_name, saved_anew, sheets: book.names(), sheet, head_row, first_row, columns, lines })
    }

    /// The beginnings of all sheets, read in a process of its own.
    async fn read(&self, blank: Blank) -> Result<Beginnings> {
        let parser = self.program.on(&blank.path);
        let read = move || {
            let mut book = Beginnings::default();
            let run = parser.run(|found| {
                book.take(found);
                ControlFlow::Continue(())
            });
            run.map_err(ImportError::Sheet)?;
            Ok(book)
        };
        tokio::task::spawn_blocking(read).await.map_err(Problem::internal)?
    }

    pub async fn add(&self, grant: &Grant<KeepExportTemplates>, body: AddTemplate) -> Result<Reply<TemplateView>> {
        self.db().replay(grant).await?;
        let school = grant.school()?;
        let document = {
            let reader = self.db().read(grant);
            self.files.document(&reader, school, grant.actor().person, body.upload_id, "/upload_id").await?
        };
        let blank = Blank { path: document.path, file_name: document.file_name };
        let format = blank.format()?;
        if document.attached {
            return Err(Problem::reference("/upload_id"));
        }
        let upload = body.upload_id;
        let form = body.form();
        let columns = self.checked(grant, &blank, &form).await?;
        let tx = self.db().begin(grant).await?;
        let (id, now) = (tx.new_id(), tx.now());
        let row = Model {
            school_id: school,
            id,
            name: text::tidy(&form.name),
            file_name: blank.file_name,
            file_sha256: document.sha256,
            format: format.into(),
            sheet: form.sheet,
            head_row: form.head_row.into(),
            first_row: form.first_row.into(),
            columns: serde_json::to_value(columns).map_err(Problem::internal)?,
            created_by: tx.actor().person,
            created_at: now,
            updated_at: now,
            version: 1,
        };
        let active: ActiveModel = row.clone().into_active_model().reset_all();
        active.insert(&tx).await.map_err(name_taken)?;
        let file = NewAttachments { upload_ids: vec![upload], kind: AttachmentKind::Document, caption: None };
        let attached = attachment::attach(&tx, subject(id), &file).await;
        attached.map_err(|problem| if problem.status().is_client_error() { Problem::reference("/upload_id") } else { problem })?;
        let event = Event::new(event::TEMPLATE_SAVED).created("export_template", id, &row.name, &recorded(&row));
        let view = one(&tx, row).await?;
        tx.commit([event], Reply::created(view).version(1)).await
    }

    pub async fn change(
        &self,
        grant: &Grant<KeepExportTemplates>,
        id: Uuid,
        seen: IfMatch,
        body: TemplateForm,
    ) -> Result<Reply<TemplateView>> {
        let school = grant.school()?;
        let blank = {
            let reader = self.db().read(grant);
            let template = find(&reader, school, id).await?;
            self.blank(&reader, &template).await?
        };
        let columns = self.checked(grant, &blank, &body).await?;
        let tx = self.db().begin(grant).await?;
        let before = find(&tx, school, id).await?;
        seen.check(before.version)?;
        let row = Model {
            name: text::tidy(&body.name),
            sheet: body.sheet,
            head_row: body.head_row.into(),
            first_row: body.first_row.into(),
            columns: serde_json::to_value(columns).map_err(Problem::internal)?,
            updated_at: tx.now(),
            version: before.version + 1,
            ..before.clone()
        };
        tx.save(row.clone(), before.version).await.map_err(|error| error.or(name_taken))?;
        let event = Event::new(event::TEMPLATE_SAVED).changed("export_template", id, &row.name, &recorded(&before), &recorded(&row));
        let version = row.version;
        let view = one(&tx, row).await?;
        tx.commit([event], Reply::ok(view).version(version)).await
    }

    pub async fn remove(&self, grant: &Grant<KeepExportTemplates>, id: Uuid, seen: IfMatch) -> Result<Reply<()>> {
        let tx = self.db().begin(grant).await?;
        let row = find(&tx, grant.school()?, id).await?;
        seen.check(row.version)?;
        for file in attachment::list(&tx, row.school_id, subject(id)).await? {
            attachment::remove(&tx, subject(id), file.row.id).await?;
        }
        tx.remove::<Entity>((row.school_id, id), row.version).await?;
        let event = Event::new(event::TEMPLATE_REMOVED).removed("export_template", id, &row.name, &recorded(&row));
        tx.commit([event], Reply::none()).await
    }

    /// The columns as they are kept: every head of the form, and what goes there. The form is read anew, and filled with nothing, so
    /// that what is kept can be filled.
    async fn checked(&self, grant: &Grant<KeepExportTemplates>, blank: &Blank, body: &TemplateForm) -> Result<Vec<TemplateColumn>> {
        let values = sees_values(grant);
        layout::check(body.head_row, body.first_row, &body.columns, values)?;
        let book = self.read(blank.clone()).await?;
        let understood = book.understand(Some(&body.sheet), Some(body.head_row), values)?;
        let mut columns = understood.columns;
        for column in &mut columns {
            column.field = None;
        }
        for mapped in &body.columns {
            let field = Some(mapped.field.clone());
            match columns.iter_mut().find(|column| column.column == mapped.column) {
                Some(column) => column.field = field,
                // A column without a head may be filled all the same.
                None => columns.push(TemplateColumn { column: mapped.column, letter: letters(mapped.column), head: String::new(), field }),
            }
        }
        columns.sort_by_key(|column| column.column);
        filling::try_out(&self.program, &blank.path, body, &columns).await?;
        Ok(columns)
    }

    /// The form of a kept template.
    pub(super) async fn blank(&self, db: &impl ConnectionTrait, template: &Model) -> Result<Blank> {
        let attached = attachment::list(db, template.school_id, subject(template.id)).await?;
        let attached = attached.first().ok_or_else(|| Problem::internal("a template without its file"))?;
        Ok(Blank { path: self.files.path_of(attached), file_name: template.file_name.clone() })
    }
}

const fn subject(id: Uuid) -> Subject {
    Subject { kind: "export_template", id }
}

pub(super) async fn find(db: &impl ConnectionTrait, school: Uuid, id: Uuid) -> Result<Model> {
    Entity::find_by_id((school, id)).one(db).await?.ok_or_else(Problem::not_found)
}

fn name_taken(error: sea_orm::DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => TemplateError::Exists.into(),
        _ => error.into(),
    }
}

fn recorded(row: &Model) -> serde_json::Value {
    let filled: Vec<TemplateColumn> = columns_of(row).unwrap_or_default();
    let columns: Vec<String> = filled.iter().filter_map(|c| c.field.as_ref().map(|field| format!("{} {field}", c.letter))).collect();
    json!({
        "name": row.name, "file_name": row.file_name, "file_sha256": hex::encode(&row.file_sha256), "sheet": row.sheet,
        "head_row": row.head_row, "first_row": row.first_row, "columns": columns,
    })
}

pub(super) fn columns_of(row: &Model) -> Result<Vec<TemplateColumn>> {
    serde_json::from_value(row.columns.clone()).map_err(Problem::internal)
}

async fn one(db: &impl ConnectionTrait, row: Model) -> Result<TemplateView> {
    views(db, row.school_id, vec![row]).await?.pop().ok_or_else(|| Problem::internal("a template without a view"))
}

async fn views(db: &impl ConnectionTrait, school: Uuid, rows: Vec<Model>) -> Result<Vec<TemplateView>> {
    let names = person::repo::names(db, school, rows.iter().filter_map(|row| row.created_by).collect()).await?;
    let number = |row: i64| u32::try_from(row).map_err(Problem::internal);
    let view = |row: Model| {
        Ok(TemplateView {
            id: row.id,
            columns: columns_of(&row)?,
            head_row: number(row.head_row)?,
            first_row: number(row.first_row)?,
            saved_anew: row.format == "xls",
            created_by: row.created_by.map(|id| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() }),
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
            name: row.name,
            file_name: row.file_name,
            sheet: row.sheet,
        })
    };
    rows.into_iter().map(view).collect()
}

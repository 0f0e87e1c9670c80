//! Attaching, listing, removing.

use std::collections::HashMap;

use kernel::{Problem, Result, Tx, text};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, SelectTwo, sea_query::Expr,
};
use uuid::Uuid;

use super::{
    Subject,
    dto::{AttachmentKind, NewAttachments},
    entity::{ActiveModel, Column, Entity, Model},
};
use crate::{
    FileError,
    media::Media,
    upload::entity::{Column as UploadColumn, Entity as UploadEntity, Model as Upload},
};

/// Photos and documents that one subject may have at a time.
const MOST: u64 = 100;

/// An attachment with its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    pub row: Model,
    pub upload: Upload,
}

impl Attached {
    pub fn kind(&self) -> AttachmentKind {
        AttachmentKind::of(&self.row.kind)
    }

    pub(crate) fn media(&self) -> Option<Media> {
        Media::of(&self.upload.media_type)
    }
}

fn of_subject(school: Uuid, subject: Subject) -> Condition {
    Condition::all()
        .add(Column::SchoolId.eq(school))
        .add(Column::SubjectKind.eq(subject.kind))
        .add(Column::SubjectId.eq(subject.id))
        .add(Column::RemovedAt.is_null())
}

/// How many files the subjects of a query have, those that were removed included.
pub async fn attached_to(
    db: &impl ConnectionTrait,
    school: Uuid,
    kind: &str,
    subjects: sea_orm::sea_query::SelectStatement,
) -> Result<u64> {
    let of = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::SubjectKind.eq(kind));
    Ok(of.filter(Column::SubjectId.in_subquery(subjects)).count(db).await?)
}

/// Uploads on their way to what they belong to.
#[derive(Debug, Clone, Copy)]
pub struct Attaching<'a> {
    pub upload_ids: &'a [Uuid],
    /// What all of them have to be; left out, each is what it is: a picture is a photo, anything else a document.
    pub kind: Option<AttachmentKind>,
    pub caption: Option<&'a str>,
    /// What they show of their subject, where that matters.
    pub purpose: Option<&'static str>,
    /// Where in the request the ids stand.
    pub pointer: &'a str,
    /// What stands for somebody without an account.
    pub pass: Option<&'a str>,
}

/// Attaches uploads of the acting person that are not attached yet.
///
/// # Errors
/// 422 at `/upload_ids/{n}` for one that is somebody else's, another school's, used or gone, or no photo where photos are meant;
/// 409 when the subject has too many.
pub async fn attach(tx: &Tx, subject: Subject, new: &NewAttachments) -> Result<Vec<Attached>> {
    let NewAttachments { upload_ids, kind, caption } = new;
    let caption = caption.as_deref();
    let new = Attaching { upload_ids, kind: Some(*kind), caption, purpose: None, pointer: "/upload_ids", pass: None };
    attach_to_all(tx, &[subject], &new).await
}

/// Attaches the same uploads to several subjects: one photo that shows two faults of a room.
///
/// # Errors
/// As for [`attach`].
pub async fn attach_to_all(tx: &Tx, subjects: &[Subject], new: &Attaching<'_>) -> Result<Vec<Attached>> {
    let school = tx.school()?;
    if new.upload_ids.is_empty() {
        return Ok(Vec::new());
    }
    for subject in subjects {
        let there = Entity::find().filter(of_subject(school, *subject)).count(tx).await?;
        if there + new.upload_ids.len() as u64 > MOST {
            return Err(FileError::TooManyAttached.into());
        }
    }
    for (index, id) in new.upload_ids.iter().enumerate() {
        claim(tx, school, new.pass, *id, format!("{}/{index}", new.pointer)).await?;
    }
    let uploads = uploads(tx, school, new.upload_ids.to_vec()).await?;
    let mut attached = Vec::with_capacity(new.upload_ids.len() * subjects.len());
    for (index, id) in new.upload_ids.iter().enumerate() {
        let upload = uploads.get(id).ok_or_else(|| Problem::internal("an upload vanished after it was claimed"))?;
        let is_picture = Media::of(&upload.media_type).is_some_and(Media::is_picture);
        let kind = new.kind.unwrap_or(if is_picture { AttachmentKind::Photo } else { AttachmentKind::Document });
        if kind == AttachmentKind::Photo && !is_picture {
            return Err(FileError::NotAPhoto(format!("{}/{index}", new.pointer)).into());
        }
        for subject in subjects {
            attached.push(insert(tx, *subject, upload, kind, new).await?);
        }
    }
    Ok(attached)
}

/// Attaches one upload as the document of a subject; `pointer` is where in the request its id stands.
///
/// # Errors
/// As for [`attach`].
pub async fn attach_document(tx: &Tx, subject: Subject, upload: Uuid, pointer: &str) -> Result<Attached> {
    let school = tx.school()?;
    if Entity::find().filter(of_subject(school, subject)).count(tx).await? >= MOST {
        return Err(FileError::TooManyAttached.into());
    }
    claim(tx, school, None, upload, pointer.to_owned()).await?;
    let found = uploads(tx, school, vec![upload]).await?;
    let found = found.get(&upload).ok_or_else(|| Problem::internal("an upload vanished after it was claimed"))?;
    let new = Attaching { upload_ids: &[], kind: Some(AttachmentKind::Document), caption: None, purpose: None, pointer, pass: None };
    insert(tx, subject, found, AttachmentKind::Document, &new).await
}

async fn insert(tx: &Tx, subject: Subject, upload: &Upload, kind: AttachmentKind, new: &Attaching<'_>) -> Result<Attached> {
    let row = ActiveModel {
        school_id: Set(upload.school_id),
        id: Set(tx.new_id()),
        upload_id: Set(upload.id),
        subject_kind: Set(subject.kind.into()),
        subject_id: Set(subject.id),
        kind: Set(kind.key().into()),
        caption: Set(new.caption.map(text::tidy)),
        added_by: Set(tx.actor().person),
        added_at: Set(tx.now()),
        removed_at: Set(None),
        removed_by: Set(None),
        purpose: Set(new.purpose.map(str::to_owned)),
    };
    Ok(Attached { row: row.insert(tx).await?, upload: upload.clone() })
}

/// The row itself decides between two who attach it at once, and between them and the sweeper.
async fn claim(tx: &Tx, school: Uuid, pass: Option<&str>, id: Uuid, pointer: String) -> Result<()> {
    let mine = Condition::any()
        .add_option(tx.actor().person.map(|person| UploadColumn::UploadedBy.eq(person)))
        .add_option(pass.map(|pass| UploadColumn::Pass.eq(pass)));
    if mine.is_empty() {
        return Err(Problem::internal("an attachment by nobody"));
    }
    let claimed = UploadEntity::update_many()
        .col_expr(UploadColumn::Attached, Expr::value(true))
        .filter(UploadColumn::SchoolId.eq(school))
        .filter(UploadColumn::Id.eq(id))
        .filter(mine)
        .filter(UploadColumn::Attached.eq(false))
        .exec(tx)
        .await?;
    if claimed.rows_affected == 1 { Ok(()) } else { Err(Problem::reference(pointer)) }
}

async fn uploads(db: &impl ConnectionTrait, school: Uuid, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Upload>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = UploadEntity::find().filter(UploadColumn::SchoolId.eq(school)).filter(UploadColumn::Id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// What a subject has, in the order in which it was added.
pub async fn list(db: &impl ConnectionTrait, school: Uuid, subject: Subject) -> Result<Vec<Attached>> {
    let rows = with_upload().filter(of_subject(school, subject)).order_by_asc(Column::Id).all(db).await?;
    Ok(rows.into_iter().filter_map(attached).collect())
}

/// One attachment of a subject; 404 when it is another's or was removed.
pub async fn find(db: &impl ConnectionTrait, school: Uuid, subject: Subject, id: Uuid) -> Result<Attached> {
    let row = with_upload().filter(of_subject(school, subject)).filter(Column::Id.eq(id)).one(db).await?;
    row.and_then(attached).ok_or_else(Problem::not_found)
}

/// Several by their own ids, in one query: for whoever keeps the id of the one document that a record has.
pub async fn several(db: &impl ConnectionTrait, school: Uuid, kind: &str, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Attached>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = with_upload()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::SubjectKind.eq(kind))
        .filter(Column::Id.is_in(ids))
        .filter(Column::RemovedAt.is_null())
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(attached).map(|one| (one.row.id, one)).collect())
}

/// What several subjects of one kind have, each in the order in which it was added, in one query.
pub async fn of_each(db: &impl ConnectionTrait, school: Uuid, kind: &str, subjects: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<Attached>>> {
    let mut each: HashMap<Uuid, Vec<Attached>> = HashMap::new();
    if subjects.is_empty() {
        return Ok(each);
    }
    let rows = with_upload()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::SubjectKind.eq(kind))
        .filter(Column::SubjectId.is_in(subjects))
        .filter(Column::RemovedAt.is_null())
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    for one in rows.into_iter().filter_map(attached) {
        each.entry(one.row.subject_id).or_default().push(one);
    }
    Ok(each)
}

/// Attachments, each with the file that was uploaded.
fn with_upload() -> SelectTwo<Entity, UploadEntity> {
    let uploads =
        Entity::belongs_to(UploadEntity).from((Column::SchoolId, Column::UploadId)).to((UploadColumn::SchoolId, UploadColumn::Id)).into();
    Entity::find().join(JoinType::InnerJoin, uploads).select_also(UploadEntity)
}

fn attached((row, upload): (Model, Option<Upload>)) -> Option<Attached> {
    Some(Attached { upload: upload?, row })
}

/// Takes an attachment off its subject. Row and bytes stay, for whoever asks later what was there.
pub async fn remove(tx: &Tx, subject: Subject, id: Uuid) -> Result<Attached> {
    let school = tx.school()?;
    let person = tx.actor().person.ok_or_else(|| Problem::internal("an attachment removed by nobody"))?;
    let found = find(tx, school, subject, id).await?;
    let change = ActiveModel { removed_at: Set(Some(tx.now())), removed_by: Set(Some(person)), ..Default::default() };
    let done = Entity::update_many().set(change).filter(of_subject(school, subject)).filter(Column::Id.eq(id)).exec(tx).await?;
    if done.rows_affected == 1 { Ok(found) } else { Err(Problem::not_found()) }
}

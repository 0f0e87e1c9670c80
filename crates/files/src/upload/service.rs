//! Taking a file in.

use axum::{body::Body, extract::Request};
use kernel::{Grant, Permission, Problem, PublicPermission, Reply, Result, audit::Event};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use super::{
    dto::{UploadView, UsageState, UsageView},
    entity::{ActiveModel, Column, Entity},
    quota,
    receive::{Received, receive},
};
use crate::{
    FileError, Files, event,
    files::blocking,
    media::{self, MAX_BYTES, Media},
    name,
    permissions::{UploadFiles, ViewUsage},
    scan::scan,
    store::{Key, Part},
};

/// What a request says of the file it brings.
pub(super) struct Sent {
    pub name: String,
    pub declared: Option<String>,
    pub announced: u64,
    pub photos_only: bool,
}

impl Sent {
    fn photos_only(self) -> Self {
        Self { photos_only: true, ..self }
    }
}

/// Who brings a file.
#[derive(Debug, Clone, Copy)]
enum By<'a> {
    Person(Uuid),
    /// Nobody that is known: what stands for him.
    Pass(&'a str),
}

/// Of a school's space, what people without an account may fill: they cannot take the last of it from those who work there.
const PUBLIC_SHARE: (i64, i64) = (9, 10);

/// A file that may be kept.
struct Fit {
    received: Received,
    media: Media,
    photo: Option<photos::Photo>,
}

impl Fit {
    fn bytes(&self) -> u64 {
        self.photo.as_ref().map_or(self.received.size, |p| (p.large.len() + p.small.len()) as u64)
    }

    /// What it is from now on: pictures are written anew as JPEG.
    const fn kept_as(&self) -> Media {
        if self.photo.is_some() { Media::Jpeg } else { self.media }
    }
}

/// A document that somebody uploaded, on this machine.
#[derive(Debug, Clone)]
pub struct UploadedDocument {
    pub id: Uuid,
    pub path: std::path::PathBuf,
    pub file_name: String,
    pub sha256: Vec<u8>,
    /// It belongs to something already.
    pub attached: bool,
}

impl Files {
    /// The document of an upload of the acting person.
    ///
    /// # Errors
    /// 422 at `pointer` for one that is somebody else's, another school's, a photo, or gone.
    pub async fn document(
        &self,
        db: &impl ConnectionTrait,
        school: Uuid,
        person: Option<Uuid>,
        id: Uuid,
        pointer: &str,
    ) -> Result<UploadedDocument> {
        let row = Entity::find_by_id((school, id)).one(db).await?.filter(|row| person.is_some() && row.uploaded_by == person);
        let row = row.filter(|row| Media::of(&row.media_type).is_some_and(|media| !media.is_picture()));
        let row = row.ok_or_else(|| Problem::reference(pointer))?;
        let path = self.store().document(&Key { school, sha256: row.sha256.clone() });
        Ok(UploadedDocument { id, path, file_name: row.file_name, sha256: row.sha256, attached: row.attached })
    }

    /// Takes in a file that this process holds already, as if its owner had sent it.
    pub async fn take_in(&self, grant: Grant<UploadFiles>, name: &str, bytes: Vec<u8>) -> Result<Uuid> {
        let sent = Sent { name: name.to_owned(), declared: None, announced: bytes.len() as u64, photos_only: false };
        let view = self.upload(grant, sent, Body::from(bytes)).await?.body;
        view.map(|view| view.id).ok_or_else(|| Problem::internal("an upload without a view"))
    }

    /// How much of its space a school has taken.
    pub(super) async fn usage(&self, grant: &Grant<ViewUsage>) -> Result<UsageView> {
        let (bytes, quota_bytes) = (quota::taken(&self.db().read(grant), grant.school()?).await?, self.settings().quota_bytes);
        let percent = quota::percent(bytes, quota_bytes);
        let state = match percent {
            quota::FULL.. => UsageState::Full,
            quota::NEARLY_FULL.. => UsageState::NearlyFull,
            _ => UsageState::Enough,
        };
        Ok(UsageView { bytes, quota_bytes, percent, state })
    }

    /// Receives, recognises and keeps one file of somebody who is signed in.
    pub(super) async fn upload(&self, grant: Grant<UploadFiles>, sent: Sent, body: Body) -> Result<Reply<UploadView>> {
        let by = By::Person(grant.person()?);
        self.take(grant, by, sent, body).await
    }

    /// Receives one photo of somebody without an account, for whom `pass` stands: whoever attaches it has to name the same.
    ///
    /// # Errors
    /// As for everybody, and 415 for what is no photo.
    pub async fn photo_with_pass<P: PublicPermission>(&self, grant: Grant<P>, pass: &str, request: Request) -> Result<Reply<UploadView>> {
        let (parts, body) = request.into_parts();
        let sent = super::routes::sent(&parts, &body)?.photos_only();
        let by = grant.actor().person.map_or(By::Pass(pass), By::Person);
        self.take(grant, by, sent, body).await
    }

    /// The bytes are on the disk before the row that names them is written.
    async fn take<P: Permission>(&self, grant: Grant<P>, by: By<'_>, sent: Sent, body: Body) -> Result<Reply<UploadView>> {
        let school = grant.school()?;
        if sent.announced > MAX_BYTES {
            return Err(FileError::TooLarge(MAX_BYTES / (1024 * 1024)).into());
        }
        let (store, id) = (self.store().clone(), self.db().ids().next());
        let temporary = blocking(move || store.receive(id)).await?;
        let received = receive(body, temporary, self.settings().slowest).await?;
        let grant = grant.for_body(&[&received.sha256, sent.name.as_bytes()]);
        let key = Key { school, sha256: received.sha256.clone() };
        let fit = self.admit(received, &sent, school, id).await?;
        let keeping = self.keeping().read().await;
        let fit = self.keep(fit, &key).await?;
        let recorded = self.record(&grant, by, id, &key, &fit, &sent.name).await;
        drop(keeping);
        // An answer that is sent again comes this way too: its row is there, its bytes stay.
        if recorded.is_err()
            && let Err(problem) = self.drop_unnamed(&grant, &key).await
        {
            let cause = problem.cause().map_or(problem.code(), kernel::problem::Cause::for_log);
            tracing::warn!(target: "steward::files", cause, "bytes without a row are left for the sweeper");
        }
        recorded
    }

    /// Holds a received file against everything that may be wrong with it, and makes the renditions of a picture.
    async fn admit(&self, received: Received, sent: &Sent, school: Uuid, id: Uuid) -> std::result::Result<Fit, FileError> {
        let declared = sent.declared.clone();
        let (mut received, media) = blocking(move || {
            let mut received = received;
            let media = media::recognise(&mut received.file.file, received.size, declared.as_deref())?;
            Ok((received, media))
        })
        .await?;
        if sent.photos_only && !media.is_picture() {
            return Err(FileError::OnlyPhotos);
        }
        if let Some(command) = &self.settings().scan_command
            && let Err(refusal) = scan(command, &received.file.path).await
        {
            if refusal == FileError::Quarantined {
                let store = self.store().clone();
                received = blocking(move || store.quarantine(&received.file, school, id).map(|()| received)).await?;
                tracing::warn!(target: "steward::files", %school, upload = %id, bytes = received.size, "the scanner refused a file; it is in quarantine");
            }
            return Err(refusal);
        }
        let Some(format) = media.picture() else {
            return Ok(Fit { received, media, photo: None });
        };
        // A picture may take a quarter of a gigabyte while it is looked at: one at a time.
        let _one = self.decoding().acquire().await.map_err(|error| FileError::Store(error.to_string()))?;
        blocking(move || {
            let photo = photos::render(&std::fs::read(&received.file.path)?, format)?;
            Ok(Fit { received, media, photo: Some(photo) })
        })
        .await
    }

    async fn keep(&self, fit: Fit, key: &Key) -> std::result::Result<Fit, FileError> {
        let (store, key, ids) = (self.store().clone(), key.clone(), [self.db().ids().next(), self.db().ids().next()]);
        blocking(move || {
            match &fit.photo {
                Some(photo) => {
                    store.write(ids[0], &key, Part::Large, &photo.large)?;
                    store.write(ids[1], &key, Part::Small, &photo.small)?;
                }
                None => store.keep(&fit.received.file, &key)?,
            }
            Ok(fit)
        })
        .await
    }

    async fn record<P: Permission>(
        &self,
        grant: &Grant<P>,
        by: By<'_>,
        id: Uuid,
        key: &Key,
        fit: &Fit,
        sent_name: &str,
    ) -> Result<Reply<UploadView>> {
        let bytes = i64::try_from(fit.bytes()).map_err(Problem::internal)?;
        let media = fit.kept_as();
        let tx = self.db().begin(grant).await?;
        let whole = self.settings().quota_bytes;
        let (person, pass, share) = match by {
            By::Person(person) => (Some(person), None, whole),
            By::Pass(pass) => (None, Some(pass.to_owned()), whole / PUBLIC_SHARE.1 * PUBLIC_SHARE.0),
        };
        quota::take(&tx, key, bytes, share, whole).await?;
        let row = ActiveModel {
            school_id: Set(key.school),
            id: Set(id),
            sha256: Set(key.sha256.clone()),
            media_type: Set(media.key().into()),
            bytes: Set(bytes),
            file_name: Set(name::tidy(sent_name, media)),
            width: Set(fit.photo.as_ref().map(|p| p.width.into())),
            height: Set(fit.photo.as_ref().map(|p| p.height.into())),
            uploaded_by: Set(person),
            uploaded_at: Set(tx.now()),
            attached: Set(false),
            pass: Set(pass),
        };
        let row = row.insert(&tx).await?;
        let first = json!({ "media_type": row.media_type, "bytes": row.bytes, "sha256": hex::encode(&row.sha256) });
        let event = Event::new(event::UPLOADED).created("upload", row.id, &row.file_name, &first);
        tx.commit([event], Reply::created(UploadView::from(&row))).await
    }

    /// Removes bytes whose row was not written. Nobody else keeps the same bytes meanwhile.
    async fn drop_unnamed<P: Permission>(&self, grant: &Grant<P>, key: &Key) -> Result<()> {
        let _alone = self.keeping().write().await;
        if is_named(&self.db().read(grant), key).await? {
            return Ok(());
        }
        let (store, key) = (self.store().clone(), key.clone());
        Ok(blocking(move || store.remove(&key)).await?)
    }
}

/// Whether a row names these bytes.
pub(super) async fn is_named(db: &impl ConnectionTrait, key: &Key) -> Result<bool> {
    let found: Option<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::SchoolId.eq(key.school))
        .filter(Column::Sha256.eq(key.sha256.clone()))
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.is_some())
}

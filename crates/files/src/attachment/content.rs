//! An attachment as bytes, streamed from the store. Kept by the browser that saw it, but asked for anew each time: whoever may not
//! see the subject any more gets nothing.

use std::path::PathBuf;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use kernel::{Problem, Result};
use serde::Deserialize;
use tokio_util::io::ReaderStream;
use utoipa::ToSchema;

use super::repo::Attached;
use crate::{
    FileError, Files,
    files::blocking,
    media::Media,
    name::disposition,
    store::{Key, Part},
};

const CHUNK: usize = 64 * 1024;

/// Longer side of a photo, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
pub enum Size {
    #[serde(rename = "320")]
    Small,
    #[serde(rename = "1600")]
    Large,
}

impl Files {
    /// Where an attached document lies on this machine, for whoever reads it in a process of its own.
    pub fn path_of(&self, attached: &Attached) -> PathBuf {
        self.store().document(&Key { school: attached.upload.school_id, sha256: attached.upload.sha256.clone() })
    }

    /// The answer that sends a file: photos to be shown, documents to be saved. `asked` are the headers of the request.
    pub async fn content(&self, attached: &Attached, size: Option<Size>, asked: &HeaderMap) -> Result<Response> {
        let media = attached.media().ok_or_else(|| Problem::internal("an upload of an unknown type"))?;
        let part = match (media.is_picture(), size) {
            (false, _) => Part::Whole,
            (true, Some(Size::Small)) => Part::Small,
            (true, _) => Part::Large,
        };
        let tag = format!("\"{}-{part:?}\"", hex::encode(&attached.upload.sha256));
        let mut response = Response::new(Body::empty());
        if has_it(asked, &tag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        } else {
            let (store, key) = (self.store().clone(), Key { school: attached.upload.school_id, sha256: attached.upload.sha256.clone() });
            let (file, length) = blocking(move || store.open(&key, part).map_err(|e| FileError::Store(e.to_string()))).await?;
            *response.body_mut() = Body::from_stream(ReaderStream::with_capacity(tokio::fs::File::from_std(file), CHUNK));
            describe(&mut response, attached, media, length)?;
        }
        response.headers_mut().insert(header::ETAG, HeaderValue::try_from(tag).map_err(Problem::internal)?);
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        Ok(response)
    }
}

/// Whether the browser says that it has this very file. What is between may have weakened the tag.
fn has_it(asked: &HeaderMap, tag: &str) -> bool {
    let told = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    told.flat_map(|value| value.split(',')).any(|one| one.trim().trim_start_matches("W/") == tag)
}

fn describe(response: &mut Response, attached: &Attached, media: Media, length: u64) -> Result<()> {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::try_from(media.key()).map_err(Problem::internal)?);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    let how = if media.is_picture() { "inline" } else { "attachment" };
    headers.insert(header::CONTENT_DISPOSITION, disposition(how, &attached.upload.file_name));
    Ok(())
}

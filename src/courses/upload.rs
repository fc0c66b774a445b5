//! Pictures and files for courses: taken by what they are, kept under their hash, handed out by the content host.

use super::store::{self, CourseFile};
use crate::people::Anybody;
use crate::platform::audit::By;
use crate::platform::error::Error;
use crate::platform::media;
use crate::platform::state::State;
use crate::rules::id::Instant;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;

/// Where a kept file is served: on the host for content, where no cookie of ours goes.
pub fn address(state: &State, hash: &str) -> String {
    format!("{}/content/files/{hash}", state.config.server.content_url)
}

/// A whole body, no longer than configured.
pub async fn whole(state: &State, payload: &mut web::Payload) -> Result<Bytes, Error> {
    let most = usize::try_from(state.config.server.upload_mebibytes).unwrap_or(50) << 20;
    let mut content = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Error::unreadable("fault-broken-off"))?;
        if content.len() + chunk.len() > most {
            return Err(Error::TooLarge);
        }
        content.extend_from_slice(&chunk);
    }
    Ok(content.freeze())
}

/// Keeps a file for courses: the content first, then the row that names it.
pub async fn keep(state: &State, by: &By, now: Instant, name: &str, content: Bytes) -> Result<CourseFile, Error> {
    let Some(media) = media::of(&content) else {
        return Err(Error::field("file", "course-file-kind"));
    };
    let size = content.len();
    let hash = state.files.keep(content).await?;
    let name = media::clean_name(name, media.ending);
    let file = CourseFile::new(state.chance.id(now), hash, name, media.media_type, size, by.actor_id, now);
    let kept = file.clone();
    state.db.save(move |conn| Ok(store::insert_file(conn, &kept)?)).await?;
    Ok(file)
}

/// `GET /content/files/{hash}`: pictures are shown, everything else is a download. Only course files are ever found.
pub async fn serve(_anybody: Anybody, state: web::Data<State>, hash: web::Path<String>) -> Result<HttpResponse, Error> {
    if hash.len() != 64 || !hash.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(Error::NotFound);
    }
    let asked = hash.into_inner();
    let file = state
        .db
        .look(move |conn| Ok(store::find_file_by_hash(conn, &asked)?))
        .await?
        .ok_or(Error::NotFound)?;
    let content = state.files.content(&file.hash).await?;
    let picture = media::of(&content).is_some_and(|media| media.picture);
    let mut answer = if picture {
        HttpResponse::Ok().content_type(file.media_type).body(content)
    } else {
        crate::platform::answer::download(&file.name, &file.media_type, content)
    };
    // The address is the content's hash: what is under it never changes.
    answer.headers_mut().insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    Ok(answer)
}

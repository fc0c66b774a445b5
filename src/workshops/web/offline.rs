//! The worker that lets a browser load the run sheet again without a network.

use crate::people::Anybody;
use crate::platform::assets;
use crate::platform::error::Error;
use actix_web::http::header;
use actix_web::{HttpResponse, web};

/// `GET /sessions/run-sheet.js`: stands here, since a worker is in charge of no page outside of its folder.
pub async fn worker(_anybody: Anybody) -> Result<HttpResponse, Error> {
    let script = assets::content("run-sheet-worker.js").ok_or_else(|| Error::internal("the worker of the run sheet was not built"))?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/javascript; charset=utf-8"))
        // A new release replaces the worker at the next visit.
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(web::Bytes::from(script.into_owned())))
}

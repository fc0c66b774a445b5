//! Whether this node lives and can answer, for those who watch it. Neither answer says anything about the data.

use crate::people::Anybody;
use crate::platform::error::Error;
use crate::platform::settings;
use crate::platform::state::State;
use actix_web::{HttpResponse, web};

/// `GET /health/live`: the process answers.
pub async fn live(_anybody: Anybody) -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("alive\n")
}

/// `GET /health/ready`: the database answers within the time that a request waits for it; 503 where not.
pub async fn ready(_anybody: Anybody, state: web::Data<State>) -> Result<HttpResponse, Error> {
    state
        .db
        .look(|conn| Ok(settings::find(conn, "ready")?))
        .await
        .map_err(|_| Error::Unavailable(5))?;
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ready\n"))
}

//! What every request passes: it gets a number, its host decides between application and uploaded content, a change must come from our own
//! pages, and the answer carries the headers that keep foreign content powerless.

use crate::people::guard::RequestId;
use crate::platform::config::host;
use crate::platform::error::Error;
use crate::platform::state::State;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpResponse, ResponseError, web};

/// Scripts, styles, fonts and pictures come from ourselves alone; frames only from the content host.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: CONTENT; \
                      connect-src 'self'; manifest-src 'self'; frame-src CONTENT; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Uploaded content may show pictures and nothing else.
const CONTENT_POLICY: &str = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors APPLICATION";

/// The gate around all handlers.
pub async fn pass(request: ServiceRequest, next: Next<impl MessageBody>) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, actix_web::Error> {
    let Some(state) = request.app_data::<web::Data<State>>().cloned() else {
        return Err(Error::internal("no state").into());
    };
    let id = state.chance.id(state.clock.now()).to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    let content = is_content(&request, &state);
    let refusal = refusal(&request, &state, content);
    let response = match refusal {
        Some(error) => request.into_response(error.error_response()).map_into_right_body(),
        None => next.call(request).await?.map_into_left_body(),
    };
    Ok(dress(response, &state, content, &id))
}

/// What answers where no route does.
pub async fn nothing_here() -> Result<HttpResponse, Error> {
    Err(Error::NotFound)
}

fn is_content(request: &ServiceRequest, state: &State) -> bool {
    let asked = request.connection_info().host().to_owned();
    let name = asked.rsplit_once(':').map_or(asked.as_str(), |(name, _)| name);
    host(&state.config.server.content_url) == Some(name)
}

/// Why a request does not reach its handler: content paths on the application's host and the reverse, or a change asked for by a foreign page.
fn refusal(request: &ServiceRequest, state: &State, content: bool) -> Option<Error> {
    if content != request.path().starts_with("/content/") {
        return Some(Error::NotFound);
    }
    let safe = request.method().is_safe();
    let bearer = request.headers().contains_key(header::AUTHORIZATION);
    (!safe && !bearer && !is_our_own(request.headers(), state)).then_some(Error::Forbidden)
}

/// A browser says where a change comes from; what says nothing is no browser and carries no cookie that a foreign page could borrow.
fn is_our_own(headers: &HeaderMap, state: &State) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match text(header::ORIGIN) {
        Some(origin) => origin == state.config.server.public_url,
        None => true,
    }
}

fn dress<B>(mut response: ServiceResponse<B>, state: &State, content: bool, id: &str) -> ServiceResponse<B> {
    let policy = if content {
        CONTENT_POLICY.replace("APPLICATION", &state.config.server.public_url)
    } else {
        POLICY.replace("CONTENT", &state.config.server.content_url)
    };
    let private = !response.headers().contains_key(header::CACHE_CONTROL);
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    };
    set("content-security-policy", &policy);
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "same-origin");
    set("cross-origin-opener-policy", "same-origin");
    set("permissions-policy", "camera=(self), geolocation=(), microphone=(), payment=()");
    set("x-request-id", id);
    if state.config.server.public_url.starts_with("https://") {
        set("strict-transport-security", "max-age=31536000");
    }
    if private {
        set("cache-control", "no-store");
    }
    response
}

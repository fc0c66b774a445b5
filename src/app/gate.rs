//! What every request passes: it gets a number, its host decides between application and uploaded content, a change must come from our own
//! pages, and the answer carries the headers that keep foreign content powerless.

use super::way_on::{Failed, own_page, way_on};
use crate::people::Actor;
use crate::people::guard::{self, RequestId};
use crate::people::show::Asked;
use crate::platform::answer::{self, is_own_path};
use crate::platform::api;
use crate::platform::config::host;
use crate::platform::error::Error;
use crate::platform::form::message;
use crate::platform::i18n::Words;
use crate::platform::pages::{ErrorKind, ErrorPage};
use crate::platform::routes::Missed;
use crate::platform::state::State;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, ResponseError, web};

/// Scripts, styles, fonts and pictures come from ourselves alone; frames from the content host and, where a page brings its own stricter
/// policy, from us.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: CONTENT; \
                      connect-src 'self'; manifest-src 'self'; frame-src 'self' CONTENT; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Uploaded content may show pictures and nothing else.
const CONTENT_POLICY: &str = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors APPLICATION";

/// The gate around all handlers.
pub async fn pass(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, actix_web::Error> {
    let Some(state) = request.app_data::<web::Data<State>>().cloned() else {
        return Err(Error::internal("no state").into());
    };
    let id = state.chance.id(state.clock.now()).to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    let content = is_content(&request, &state);
    let refusal = refusal(&request, &state, content);
    let response = match refusal {
        Some(error) => {
            let told = tell(&state, request.request(), &error, &id);
            request.into_response(told).map_into_right_body()
        }
        None => {
            let response = next.call(request).await?;
            let refused = match response.response().error() {
                Some(_) => guard::recognise(response.request()).await,
                None => None,
            };
            let told = |error| tell(&state, response.request(), first(refused.as_ref(), error), &id);
            match response.response().error().map(|error| error.as_error::<Error>().map(told)) {
                Some(Some(told)) => response.into_response(told).map_into_right_body(),
                _ => response.map_into_left_body(),
            }
        }
    };
    Ok(dress(response, &state, content, &id))
}

/// Whether a program asks and not a browser: nobody is led to a sign-in there.
fn is_call(path: &str) -> bool {
    path.starts_with("/api/") || path == "/metrics"
}

/// Which of two errors is told: what was sent and cannot be read is nothing to whoever may not come in.
fn first<'a>(refused: Option<&'a Error>, error: &'a Error) -> &'a Error {
    match (refused, error) {
        (Some(refused), Error::Unreadable(_) | Error::TooLarge) => refused,
        _ => error,
    }
}

/// An error as its caller reads it: a problem document for the API, the way to sign in or a page for a browser.
fn tell(state: &State, request: &HttpRequest, error: &Error, id: &str) -> HttpResponse {
    match error {
        Error::Internal(cause) => tracing::error!(request = id, path = request.path(), "{cause:#}"),
        Error::Setup(text) => tracing::error!(request = id, path = request.path(), "{text}"),
        _ => {}
    }
    let asked = Asked::of(request);
    let mut answer = if is_call(request.path()) {
        let words = state
            .views
            .words(request.extensions().get::<Actor>().map_or(asked.wished, Actor::locale));
        api::problem(error, words, id)
    } else if matches!(error, Error::SignInNeeded) && request.method().is_safe() {
        let next: String = crate::platform::answer::encoded(&asked.path);
        crate::platform::answer::go(format!("/sign-in?return_to={next}"))
    } else {
        let referer = request.headers().get(header::REFERER).and_then(|value| value.to_str().ok());
        let failed = Failed {
            address: &asked.path,
            safe: request.method().is_safe(),
            from: referer.and_then(|page| own_page(page, &state.config.server.public_url)),
        };
        let page = ErrorPage {
            kind: kind(error),
            detail: detail(
                error,
                state
                    .views
                    .words(request.extensions().get::<Actor>().map_or(asked.wished, Actor::locale)),
            ),
            way_on_url: way_on(kind(error), &failed),
            request_id: id.to_owned(),
        };
        match crate::people::show::failure(state, request, error.status_code(), &page) {
            Ok(answer) => answer,
            Err(fault) => {
                tracing::error!(request = id, "the error page cannot be drawn: {fault}");
                error.error_response()
            }
        }
    };
    if let Error::TooMany(seconds) | Error::Unavailable(seconds) = error {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
    }
    answer
}

/// What a rule says no to, and which field of a form without a page of its own is wrong.
fn detail(error: &Error, words: &Words) -> Option<String> {
    match error {
        Error::Refused(said) => Some(message(words, said)),
        Error::Unreadable(fault) => Some(message(words, &fault.message)),
        Error::Invalid(faults) => faults.first().map(|fault| message(words, &fault.message)),
        _ => None,
    }
}

fn kind(error: &Error) -> ErrorKind {
    match error {
        // Only calls are told of methods.
        Error::NotFound | Error::OtherMethod(_) => ErrorKind::NotFound,
        Error::Forbidden => ErrorKind::Forbidden,
        Error::SignInNeeded => ErrorKind::SignedOut,
        Error::Refused(_) => ErrorKind::Conflict,
        Error::TooLarge => ErrorKind::TooLarge,
        Error::TooMany(_) => ErrorKind::TooMany,
        Error::Invalid(_) | Error::Unreadable(_) => ErrorKind::BadRequest,
        Error::Unavailable(_) => ErrorKind::Busy,
        Error::Setup(_) | Error::Internal(_) => ErrorKind::Fault,
    }
}

/// What answers where no route does.
pub async fn nothing_here() -> Result<HttpResponse, Error> {
    Err(Error::NotFound)
}

/// What answers a path of ours for a method that it does not have: a call is told which it has (RFC 9110, section 15.5.6). Where a form was
/// refused, the browser stands at the address that takes it; going back to it or loading it leads to the page it belongs to.
pub async fn missed(request: HttpRequest, missed: Missed) -> Result<HttpResponse, Error> {
    if is_call(request.path()) {
        return Err(Error::OtherMethod(missed.allow));
    }
    let page = missed
        .page(request.path())
        .filter(|page| request.method().is_safe() && is_own_path(page));
    page.map(answer::go).ok_or(Error::NotFound)
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
    let own_policy = response.headers().contains_key(header::CONTENT_SECURITY_POLICY);
    let private = !response.headers().contains_key(header::CACHE_CONTROL);
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    };
    // What only shows something foreign, such as a mail, confines itself further than a page of ours could be.
    if !own_policy {
        set("content-security-policy", &policy);
    }
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

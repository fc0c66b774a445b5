//! The public check: anybody with a code learns whether the certificate counts, and little else.

use super::title;
use crate::certificates::issue::today;
use crate::certificates::pages::{CheckFormPage, CheckPage, Known};
use crate::certificates::store::{self, Issuer, Listed};
use crate::people::Anybody;
use crate::platform::answer;
use crate::platform::error::Error;
use crate::platform::i18n::Locale;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::{Field, Shell};
use crate::rules::certificate::{Standing, read_code, standing};
use crate::rules::evidence::Strength;
use crate::rules::id::Instant;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{HttpResponse, web};
use chrono::Duration;
use serde::Deserialize;

/// Checks from one address within [`WINDOW_MINUTES`]; a reception that checks a whole crew needs some, guessing needs far more.
const MOST_CHECKS: u32 = 60;

const WINDOW_MINUTES: i64 = 10;

/// What was typed.
#[derive(Debug, Deserialize)]
pub struct CodeQuery {
    code: Option<String>,
}

/// `GET /c`: the form; with a code, the way to its answer.
pub async fn form(whoever: Anybody, state: web::Data<State>, query: Query<CodeQuery>) -> Result<HttpResponse, Error> {
    let Some(typed) = &query.code else {
        return whoever.show(&state, &CheckFormPage { code: Field::new("code") });
    };
    let code: String = typed.chars().filter(char::is_ascii_alphanumeric).take(60).collect();
    if code.is_empty() {
        let words = state.views.words(whoever.locale());
        let code = Field::with("code", typed.as_str()).wrong(words.text("fault-missing", &[]));
        return whoever.show_as(&state, StatusCode::UNPROCESSABLE_ENTITY, Shell::Public, &CheckFormPage { code });
    }
    Ok(answer::go(format!("/c/{}", code.to_ascii_uppercase())))
}

/// `GET /c/{code}`
pub async fn show(whoever: Anybody, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    count(&state, &whoever.address, whoever.now)?;
    let (issuer, found) = find(&state, &code).await?;
    let page = page(found, issuer, whoever.locale(), whoever.now);
    let status = if page.known.is_some() {
        StatusCode::OK
    } else {
        StatusCode::NOT_FOUND
    };
    let mut response = whoever.show_as(&state, status, Shell::Public, &page)?;
    // A search engine must not list who holds what.
    response
        .headers_mut()
        .insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    Ok(response)
}

/// Counts a check of this network address; 429 beyond the limit.
pub fn count(state: &State, address: &str, now: Instant) -> Result<(), Error> {
    state.limits.count(
        &format!("certificate-check {address}"),
        MOST_CHECKS,
        Duration::minutes(WINDOW_MINUTES),
        now,
    )
}

/// The certificate behind whatever was typed. What can be no code is looked for all the same, so that it takes as long.
pub async fn find(state: &State, typed: &str) -> Result<(Issuer, Option<Listed>), Error> {
    let code = read_code(typed).unwrap_or_default();
    let brand = state.config.brand.name.clone();
    state
        .db
        .look(move |conn| {
            let found = store::find_by_code(conn, &code)?;
            let issuer = store::issuer(conn)?.unwrap_or(Issuer {
                name: brand,
                city: String::new(),
                time_zone: None,
            });
            Ok((issuer, found))
        })
        .await
}

fn page(found: Option<Listed>, issuer: Issuer, locale: Locale, now: Instant) -> CheckPage {
    let today = today(now, issuer.time_zone.as_deref());
    let standing = found.as_ref().map(|listed| {
        let certificate = &listed.certificate;
        let revoked_on = certificate.revoked_at.map(|at| self::today(at, issuer.time_zone.as_deref()));
        standing(revoked_on, certificate.valid_until, today)
    });
    let tested = found
        .as_ref()
        .is_some_and(|listed| listed.strength == Strength::MarkedByServer.as_str());
    let proven_on = found.as_ref().map(|listed| listed.proven_on);
    let (answer, mark, on) = match standing {
        Some(Standing::Valid(Some(until))) => ("valid", "check-valid", Some(until)),
        // When the training falls due again is a requirement's business, and no requirement is known here: nothing is said of an end.
        Some(Standing::Valid(None)) => match tested {
            true => ("passed", "check-valid", proven_on),
            false => ("attended", "check-valid", proven_on),
        },
        Some(Standing::Expired(on)) => ("expired", "check-expired", Some(on)),
        Some(Standing::Revoked(on)) => ("revoked", "check-revoked", Some(on)),
        None => ("unknown", "check-unknown", None),
    };
    let place = [issuer.name, issuer.city];
    let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
    CheckPage {
        answer,
        mark,
        on,
        checked_at: now,
        time_zone: issuer.time_zone.unwrap_or_else(|| "UTC".to_owned()),
        known: found.map(|listed| Known {
            course: title(&listed.title.0, &listed.code, locale),
            name: listed.certificate.shown_name,
            tested,
            proven_on: listed.proven_on,
            issuer: place.join(", "),
            printed_number: listed.certificate.number,
        }),
    }
}

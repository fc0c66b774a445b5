//! Every mail as it was sent.
//!
//! Mails carry links for one use, and whoever follows one is somebody else. They are shown without their secret, save to a platform
//! administrator where no mail server is set up: there this page is the only place a mail goes, and somebody has to hand links on.

use crate::people::May;
use crate::people::guard::{Operate, SeeMailbox};
use crate::platform::answer;
use crate::platform::error::{Error, Message};
use crate::platform::i18n::{Locale, Words};
use crate::platform::mail::body::Body;
use crate::platform::mail::outbox::{Mail, MailState};
use crate::platform::mail::{delivery, without_secrets};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::{Field, Link};
use crate::reminders::pages::mailbox::{MailPage, MailRow, MailboxPage};
use crate::reminders::resend;
use crate::reminders::store::mailbox::{self, Wanted};
use crate::rules::id::{Id, Instant};
use crate::rules::person::Action;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use chrono::Duration;
use fluent_bundle::FluentArgs;
use serde::Deserialize;

const ROWS: usize = 50;

/// Whatever should have left longer ago than this is told.
const WAITS_LONG: Duration = Duration::minutes(15);

/// What a mail may do in its frame: be looked at.
pub(super) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'";

/// What is asked of the list.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    search: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    before: Option<Id>,
}

/// `GET /mailbox`
pub async fn list(may: May<SeeMailbox>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let place = MailState::ALL.into_iter().find(|place| place.as_str() == asked.state);
    let search = asked.search.trim().replace('\0', "");
    let wanted = Wanted {
        search: (!search.is_empty()).then(|| search.clone()),
        kind: (!asked.kind.is_empty()).then(|| asked.kind.replace('\0', "")),
        state: place,
        before: asked.before,
    };
    let (scope, now) = (may.scope.clone(), may.actor.now);
    let (mut mails, counts, kinds, (standstill, waits_since)) = state
        .db
        .gather(move |conn| {
            let mails = mailbox::list(conn, &scope, &wanted, i64::try_from(ROWS + 1).unwrap_or(i64::MAX))?;
            let counts = mailbox::counts(conn, &scope)?;
            let waits_since = mailbox::waits_since(conn, &scope, now)?;
            Ok((mails, counts, mailbox::kinds(conn)?, (delivery::standstill(conn)?, waits_since)))
        })
        .await?;
    let more = mails.len() > ROWS;
    mails.truncate(ROWS);
    let words = may.actor.words(&state);
    let counted = |wanted: &[MailState]| counts.iter().filter(|(place, _)| wanted.contains(place)).map(|(_, n)| n).sum();
    let (kind, place_word) = (asked.kind.as_str(), place.map(MailState::as_str).unwrap_or_default());
    let page = MailboxPage {
        leaves: !state.config.mail.smtp_url.expose().is_empty(),
        waits_since: waits_since
            .filter(|since| standstill.is_none() && since.plus(WAITS_LONG) < now)
            .map(Instant::utc),
        standstill: standstill
            .as_ref()
            .map(|(name, _)| if *name == delivery::PAUSED { "paused" } else { "stopped" }),
        standstill_reply: standstill.filter(|(name, _)| *name == delivery::STOPPED).map(|(_, text)| text),
        total: counted(&MailState::ALL),
        set_aside: counted(&[MailState::SetAside]),
        waiting: counted(&[MailState::Queued, MailState::Sending]),
        states: places(words, &search, kind, place),
        state: place.map(|place| words.text(&format!("mail-state-{}", place.as_str()), &[])),
        state_value: place_word.to_owned(),
        kinds: kinds
            .iter()
            .map(|one| Link {
                label: kind_in_words(words, one),
                href: address(&search, one, place_word, None),
                current: one == kind,
            })
            .collect(),
        kind: (!kind.is_empty()).then(|| kind_in_words(words, kind)),
        kind_value: kind.to_owned(),
        next: mails
            .last()
            .filter(|_| more)
            .map(|last| address(&search, kind, place_word, Some(last.id))),
        rows: mails.iter().map(row).collect(),
        search: Field::with("search", search),
    };
    may.show(&state, &page)
}

fn row(mail: &Mail) -> MailRow {
    MailRow {
        href: format!("/mailbox/{}", mail.id),
        subject: mail.subject.clone(),
        to_name: mail.to_name.clone(),
        to_address: mail.to_address.clone(),
        state: place(mail),
        at: mail.sent_at.unwrap_or(mail.queued_at).utc(),
    }
}

fn place(mail: &Mail) -> &'static str {
    let known = MailState::ALL.into_iter().find(|place| place.as_str() == mail.state);
    known.unwrap_or(MailState::Queued).as_str()
}

fn places(words: &Words, search: &str, kind: &str, chosen: Option<MailState>) -> Vec<Link> {
    let all = Link {
        label: words.text("mail-state-all", &[]),
        href: address(search, kind, "", None),
        current: chosen.is_none(),
    };
    let one = |place: MailState| Link {
        label: words.text(&format!("mail-state-{}", place.as_str()), &[]),
        href: address(search, kind, place.as_str(), None),
        current: chosen == Some(place),
    };
    std::iter::once(all).chain(MailState::ALL.into_iter().map(one)).collect()
}

fn address(search: &str, kind: &str, state: &str, before: Option<Id>) -> String {
    let pairs = [
        ("search", search.to_owned()),
        ("kind", kind.to_owned()),
        ("state", state.to_owned()),
    ];
    let before = before.map(|id| ("before", id.to_string()));
    let query: Vec<String> = pairs
        .into_iter()
        .chain(before)
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encoded(&value)))
        .collect();
    if query.is_empty() {
        "/mailbox".to_owned()
    } else {
        format!("/mailbox?{}", query.join("&"))
    }
}

/// A value for a query: whatever is not a plain letter or digit as its bytes.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// What a mail is about; a kind that has no words shows as it is.
fn kind_in_words(words: &Words, kind: &str) -> String {
    let key = format!("mail-kind-{kind}");
    words.find(&key, &FluentArgs::new()).unwrap_or_else(|| kind.to_owned())
}

/// `GET /mailbox/{id}`
pub async fn show(may: May<SeeMailbox>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (mail, body) = find_with_body(&may, &state, *id).await?;
    let masked = masks(&may, &state);
    let words = may.actor.words(&state);
    let again = match mail.state.as_str() {
        "set_aside" => !mail.is_at_once(),
        _ => false,
    };
    let page = MailPage {
        subject: mail.subject.clone(),
        to_name: mail.to_name.clone(),
        to_address: mail.to_address.clone(),
        language: Locale::for_language(&mail.language).unwrap_or_default().own_name().to_owned(),
        kind: kind_in_words(words, &mail.kind),
        state: place(&mail),
        queued_at: mail.queued_at.utc(),
        sent_at: mail.sent_at.map(|at| at.utc()),
        attempts: mail.attempts,
        repeats: mail.repeats,
        note: mail.last_error.clone(),
        reply: mail.reply.clone(),
        message_id: mail.message_id.clone(),
        html_href: format!("/mailbox/{}/html", mail.id),
        masked: masked && without_secrets(&body.text_body) != body.text_body,
        text: if masked { without_secrets(&body.text_body) } else { body.text_body },
        resend: again.then(|| format!("/mailbox/{}/resend", mail.id)),
    };
    may.show(&state, &page)
}

/// `GET /mailbox/{id}/html`: the HTML part for its frame, in which nothing runs and nothing is loaded.
pub async fn show_html(may: May<SeeMailbox>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (_, body) = find_with_body(&may, &state, *id).await?;
    let html = if masks(&may, &state) {
        without_secrets(&body.html_body)
    } else {
        body.html_body
    };
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .body(html))
}

/// `POST /mailbox/{id}/resend`: a mail that was set aside goes into the queue again, under its own number.
pub async fn resend(may: May<SeeMailbox>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let mail = find(&may, &state, *id).await?;
    let (by, now, writing) = (may.actor.by(), may.actor.now, state.clone());
    let path = format!("/mailbox/{}", mail.id);
    state.db.save(move |conn| resend::mail(conn, &writing, &by, mail, now)).await?;
    answer::done(&state, path, &Message::new("mailbox-resent"), None)
}

/// `POST /mailbox/resume`: mail leaves again after a restored backup or a refused sign-in.
pub async fn resume(may: May<Operate>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let (by, now, writing) = (may.actor.by(), may.actor.now, state.clone());
    state.db.save(move |conn| resend::resume(conn, &writing, &by, now)).await?;
    answer::done(&state, "/mailbox", &Message::new("mailbox-resumed"), None)
}

async fn find(may: &May<SeeMailbox>, state: &State, id: Id) -> Result<Mail, Error> {
    let scope = may.scope.clone();
    state
        .db
        .look(move |conn| Ok(mailbox::find(conn, &scope, id)?))
        .await?
        .ok_or(Error::NotFound)
}

async fn find_with_body(may: &May<SeeMailbox>, state: &State, id: Id) -> Result<(Mail, Body), Error> {
    let scope = may.scope.clone();
    state.db.look(move |conn| mailbox::find_with_body(conn, &scope, id)).await
}

/// Whether this reader sees links without their secret.
fn masks(may: &May<SeeMailbox>, state: &State) -> bool {
    let only_place = state.config.mail.smtp_url.expose().is_empty();
    !(only_place && may.actor.token_actions.is_none() && may.actor.may(Action::Operate))
}

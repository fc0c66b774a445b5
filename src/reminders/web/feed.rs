//! One's own calendar, and what one was told.

use crate::people::guard::Learn;
use crate::people::store as people;
use crate::people::{Anybody, May};
use crate::platform::answer;
use crate::platform::error::{Error, Message};
use crate::platform::form::Typed;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::reminders::feed::{self as deeds, Which};
use crate::reminders::pages::{FeedPage, FeedRow, ToldPage, ToldRow};
use crate::reminders::store::feed;
use crate::reminders::store::material::Material;
use crate::reminders::store::notices::Notice;
use crate::rules::id::{Id, Instant};
use crate::rules::person::Action;
use crate::rules::requirement::in_locale;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use chrono::Duration;
use serde::Deserialize;
use std::collections::HashMap;

/// Calendars that one network address may ask for within a quarter of an hour: an office has one address and many people.
const TRIES: u32 = 300;

/// Rows of a page of what one was told.
const ROWS: usize = 50;

/// `GET /profile/calendar`
pub async fn show(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    page(&may, &state, None).await
}

/// The calendars that one may have; the address of one that was just made is shown this once.
async fn page(may: &May<Learn>, state: &State, made: Option<(Which, String)>) -> Result<HttpResponse, Error> {
    let (id, scope) = (may.actor.person.id, may.actor.scope(Action::ManageWorkshops));
    let (found, rooms) = state
        .db
        .gather(move |conn| Ok((feed::list(conn, id)?, deeds::rooms(conn, id, &scope)?)))
        .await?;
    let row = |(which, name): (Which, Option<String>)| {
        let kept = found
            .iter()
            .find(|feed| feed.kind == which.as_str() && feed.subject_id == which.subject());
        FeedRow {
            kind: which.as_str(),
            subject: which.subject(),
            name,
            since_at: kept.map(|feed| feed.created_at.utc()),
            read_at: kept.and_then(|feed| feed.last_read_at).map(Instant::utc),
            address: made.as_ref().filter(|(one, _)| *one == which).map(|(_, address)| address.clone()),
        }
    };
    let own = Which::of(&may.actor.grants).into_iter().map(|which| (which, None));
    let rooms = rooms.into_iter().map(|(which, name)| (which, Some(name)));
    let page = FeedPage {
        rows: own.chain(rooms).map(row).collect(),
    };
    may.show(state, &page)
}

/// `POST /profile/calendar`: a new address; the one before ends.
pub async fn make(may: May<Learn>, state: web::Data<State>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let which = Which::asked(typed.one("kind"), typed.one("subject"))?;
    let (by, now, person, writing) = (may.actor.by(), may.actor.now, may.actor.person.clone(), state.clone());
    let address = state
        .db
        .save(move |conn| deeds::make(conn, &writing, &by, &person, which, now))
        .await?;
    page(&may, &state, Some((which, address))).await
}

/// `POST /profile/calendar/revocation`
pub async fn revoke(may: May<Learn>, state: web::Data<State>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let which = Which::asked(typed.one("kind"), typed.one("subject"))?;
    let (by, now, person, writing) = (may.actor.by(), may.actor.now, may.actor.person.clone(), state.clone());
    state
        .db
        .save(move |conn| deeds::revoke(conn, &writing, &by, &person, which, now))
        .await?;
    answer::done(&state, "/profile/calendar", &Message::new("feed-revoked"), None)
}

/// `GET /calendar/{token}`: for calendar programs, which cannot sign in. Wrong and ended addresses look alike.
pub async fn read(anybody: Anybody, state: web::Data<State>, token: web::Path<String>) -> Result<HttpResponse, Error> {
    let (now, reading) = (anybody.now, state.clone());
    state
        .limits
        .count(&format!("calendar:{}", anybody.address), TRIES, Duration::minutes(15), now)?;
    let secret = token.strip_suffix(".ics").unwrap_or(&token).to_owned();
    let (noted, text) = state.db.gather(move |conn| deeds::read(conn, &reading, &secret, now)).await?;
    if let Some(feed) = noted {
        state.db.save(move |conn| Ok(feed::touch(conn, &feed, now)?)).await?;
    }
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "inline; filename=\"calendar.ics\""))
        .body(text))
}

/// Which part of the list is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    before: Option<Id>,
}

/// `GET /notices`: what one was told by mail or on a device, and what others were told about oneself; also for whoever has no address.
pub async fn told(may: May<Learn>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let (id, before) = (may.actor.person.id, asked.before);
    let (mut found, titles, names) = state
        .db
        .gather(move |conn| {
            let found = feed::told(conn, id, before, i64::try_from(ROWS + 1).unwrap_or(i64::MAX))?;
            let mut names: HashMap<Id, String> = HashMap::new();
            for notice in found.iter().filter(|notice| notice.person_id != id) {
                names.insert(notice.person_id, people::name_of(conn, notice.person_id)?);
            }
            Ok((found, Material::titles(conn)?, names))
        })
        .await?;
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    let locale = may.actor.locale().code();
    let row = |notice: &Notice| ToldRow {
        at: notice.resolved_at.unwrap_or(notice.decided_at).utc(),
        requirement: titles
            .get(&notice.requirement_id)
            .map(|one| in_locale(&one.title, locale).to_owned())
            .unwrap_or_default(),
        person: names.get(&notice.person_id).cloned(),
        role: (notice.recipient_id != id).then(|| notice.role.clone()),
        due_on: notice.due_on,
        released: notice.step_offset.is_none(),
        offset: notice.step_offset.unwrap_or(0),
        distance: notice.step_offset.unwrap_or(0).unsigned_abs(),
        failed: notice.fate == "failed",
    };
    let page = ToldPage {
        rows: found.iter().map(row).collect(),
        next: found.last().filter(|_| more).map(|last| format!("/notices?before={}", last.id)),
    };
    may.show(&state, &page)
}

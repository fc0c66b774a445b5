//! What is asked, and how the locations stand that the reader sees.

use crate::duties::{Entry, told};
use crate::headcounts::pages::{HeadCountPage, HeadCountRow, HeadCountsPage, LocationRow, PersonLine};
use crate::headcounts::record;
use crate::headcounts::standing::{Ground, Stands, counts};
use crate::headcounts::store::{self, HeadCount, Place};
use crate::obligations::store::overview;
use crate::people::May;
use crate::people::guard::SeeTeam;
use crate::platform::error::Error;
use crate::platform::i18n::{DateForm, Words};
use crate::platform::state::State;
use crate::platform::table::Export;
use crate::rules::headcount::{End, Status};
use crate::rules::id::Id;
use crate::rules::person::Action;
use crate::rules::requirement::in_locale;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The mark of how a location stands.
fn mark(status: Status) -> &'static str {
    match status {
        Status::Broken => "overdue",
        Status::Breaking => "due",
        Status::Kept => "valid",
    }
}

/// What is asked, with the codes of requirements and how the locations stand that the reader sees; without what is asked no more, but for whoever
/// writes it.
pub(super) async fn asked(may: &May<SeeTeam>, state: &State) -> Result<Vec<(HeadCount, String, Vec<Stands>)>, Error> {
    let (scope, today, now) = (may.scope.clone(), may.actor.today(), may.actor.now);
    let manages = may.actor.may(Action::ManageRequirements);
    state
        .db
        .gather(move |conn| {
            let ground = Ground::load(conn, &scope, today, now)?;
            let mut all = store::list(conn)?;
            all.retain(|(asked, _)| manages || asked.retired_on.is_none_or(|last| last >= today));
            let mut found = Vec::new();
            for (asked, requirement) in all {
                let stands = ground.stands(conn, &asked)?;
                found.push((asked, requirement, stands));
            }
            Ok(found)
        })
        .await
}

/// `GET /head-counts`
pub async fn list(may: May<SeeTeam>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let found = asked(&may, &state).await?;
    let locale = may.actor.locale().code();
    let rows: Vec<HeadCountRow> = found
        .iter()
        .map(|(asked, requirement, stands)| row(asked, requirement, stands, locale))
        .collect();
    let manages = may.actor.may(Action::ManageRequirements);
    let page = HeadCountsPage {
        broken: rows.iter().map(|row| row.broken).sum(),
        breaking: rows.iter().map(|row| row.breaking).sum(),
        locations: rows.iter().map(|row| row.broken + row.breaking + row.kept).sum(),
        rows,
        new_href: manages.then(|| "/head-counts/new".to_owned()),
        export: Export::of("/head-counts/table.csv".to_owned()),
        back: match may.actor.may(Action::SeeNetwork) {
            true => "/requirements",
            false => "/both-sides",
        },
    };
    may.show(&state, &page)
}

pub(super) fn row(asked: &HeadCount, requirement: &str, stands: &[Stands], locale: &str) -> HeadCountRow {
    let [broken, breaking, kept] = counts(stands);
    HeadCountRow {
        href: format!("/head-counts/{}", asked.id),
        title: in_locale(&asked.title.0, locale).to_owned(),
        least: asked.least,
        requirement: requirement.to_owned(),
        broken,
        breaking,
        kept,
        next_on: stands
            .iter()
            .filter(|one| one.standing.status == Status::Breaking)
            .filter_map(|one| one.standing.breaks_on)
            .min(),
        mark: match (broken, breaking) {
            (0, 0) => mark(Status::Kept),
            (0, _) => mark(Status::Breaking),
            _ => mark(Status::Broken),
        },
        retired_on: asked.retired_on,
    }
}

/// A head count, what its requirement is called, how the locations stand, and what the ledger knows of each.
pub(super) type Loaded = (HeadCount, String, Vec<Stands>, BTreeMap<Id, Entry>);

/// Loads it as far as the reader sees.
pub(super) async fn load(may: &May<SeeTeam>, state: &State, id: Id) -> Result<Loaded, Error> {
    let (scope, today, now) = (may.scope.clone(), may.actor.today(), may.actor.now);
    let locale = may.actor.locale().code();
    state
        .db
        .gather(move |conn| {
            let (asked, code) = store::find(conn, id)?.ok_or(Error::NotFound)?;
            let titles = overview::excusable(conn, locale)?;
            let title = titles.into_iter().find(|(id, ..)| *id == asked.requirement_id);
            let stands = Ground::load(conn, &scope, today, now)?.stands(conn, &asked)?;
            let owed = record::of_head_count(conn, &scope, id, today)?;
            Ok((asked, title.map_or(code, |(_, _, title)| title), stands, owed))
        })
        .await
}

/// `GET /head-counts/{id}`
pub async fn show(may: May<SeeTeam>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let id = *id;
    let (asked, title, stands, owed) = load(&may, &state, id).await?;
    let (today, locale) = (may.actor.today(), may.actor.locale().code());
    let words = may.actor.words(&state);
    let [broken, breaking, _] = counts(&stands);
    let retires = may.actor.may(Action::ManageRequirements) && asked.retired_on.is_none();
    let page = HeadCountPage {
        title: in_locale(&asked.title.0, locale).to_owned(),
        asks: words.text(
            "head-count-asks",
            &[("least", asked.least.into()), ("requirement", title.as_str().into())],
        ),
        broken,
        breaking,
        rows: stands
            .iter()
            .map(|one| location(words, &asked, one, owed.get(&one.place.id), today))
            .collect(),
        export: Export::of(format!("/head-counts/{id}/table.csv")),
        in_force_on: asked.in_force_on,
        retired_on: asked.retired_on,
        retire_action: retires.then(|| format!("/head-counts/{id}/retirement")),
    };
    may.show(&state, &page)
}

fn location(words: &Words, asked: &HeadCount, one: &Stands, owed: Option<&Entry>, today: NaiveDate) -> LocationRow {
    let standing = &one.standing;
    let place = &one.place;
    LocationRow {
        organisation: place.organisation.clone(),
        location: place_name(place),
        status: standing.status.as_str(),
        mark: mark(standing.status),
        counted: standing.counted,
        least: asked.least,
        breaks_on: standing.breaks_on,
        mended_on: standing.mended_on,
        why: why(words, asked, one, owed, today),
        missed: owed.map(told::spans).unwrap_or_default(),
        duty_href: owed.map(|entry| format!("/duties/{}", entry.duty.id)),
        people: one
            .people
            .iter()
            .map(|person| PersonLine {
                name: person.name.clone(),
                href: format!("/people/{}/record", person.person_id),
                from_on: person.first().filter(|from| *from > today),
                until_on: person.last().map(|(until, _)| until),
                end: person.last().map(|(_, end)| end.as_str()),
            })
            .collect(),
    }
}

/// A location's name, with its city where the name does not say it.
pub(super) fn place_name(place: &Place) -> String {
    match place.city.is_empty() || place.name.contains(&place.city) {
        true => place.name.clone(),
        false => format!("{}, {}", place.name, place.city),
    }
}

/// Why a location stands as it does, in one sentence.
pub(super) fn why(words: &Words, asked: &HeadCount, one: &Stands, owed: Option<&Entry>, today: NaiveDate) -> String {
    let standing = &one.standing;
    let names = |wanted: End| {
        let named: Vec<&str> = one
            .because()
            .into_iter()
            .filter(|(_, end)| *end == wanted)
            .map(|(name, _)| name)
            .collect();
        match named.is_empty() {
            true => "none".to_owned(),
            false => named.join(", "),
        }
    };
    let last = standing.breaks_on.and_then(|day| day.pred_opt()).unwrap_or(today);
    words.text(
        &format!("head-count-why-{}", standing.status.as_str()),
        &[
            ("counted", standing.counted.into()),
            (
                "since",
                match owed.and_then(|entry| entry.standing.breached_on) {
                    Some(since) => words.date(since, DateForm::Long, today).into(),
                    None => "none".into(),
                },
            ),
            ("least", asked.least.into()),
            ("until", words.date(last, DateForm::Long, today).into()),
            ("leaving", names(End::Leaves).into()),
            ("ending", names(End::ProofEnds).into()),
        ],
    )
}

//! The form of a session as one that there is fills it.

use super::session_form::{Copied, Ground};
use crate::people::May;
use crate::people::guard::ManageWorkshops;
use crate::platform::form::{Faults, Typed};
use crate::rules::workshop::part::local;
use crate::workshops::form::price_fields;
use crate::workshops::store::{Found, Part};
use chrono::{Duration, NaiveDate};

/// Which days the form is filled with.
#[derive(Clone, Copy, Debug)]
pub enum Dated<'c> {
    /// Those of the session itself, which is changed.
    AsItIs,
    /// None, or from the day that is named on: a new one.
    Anew(&'c Copied),
}

impl Dated<'_> {
    /// The first day, where one is named.
    fn first_on(self) -> Option<NaiveDate> {
        match self {
            Self::AsItIs => None,
            Self::Anew(copied) => Faults::new().date("on", copied.on.as_deref().unwrap_or_default(), false),
        }
    }
}

/// The form as a session fills it, changed or copied; without one, as its workshop does.
pub fn filled(may: &May<ManageWorkshops>, ground: &Ground, dated: Dated<'_>) -> Typed {
    let mut fields: Vec<(String, String)> = Vec::new();
    match &ground.found {
        None => fresh(may, ground, &mut fields),
        Some(found) => copied(found, dated, &mut fields),
    }
    let price = ground.found.as_ref().map_or(ground.price.as_ref(), |found| found.price.as_ref());
    fields.extend(price_fields(price));
    if let (None, Some(on)) = (&ground.found, dated.first_on()) {
        for (name, value) in [
            ("part_1_on", on.to_string()),
            ("part_1_from", "09:00".to_owned()),
            ("part_1_to", "16:30".to_owned()),
        ] {
            fields.push((name.to_owned(), value));
        }
    }
    if let Dated::Anew(wanted) = dated {
        for (name, id) in [("rooms", wanted.room), ("trainers", wanted.trainer)] {
            if let Some(id) = id {
                fields.retain(|(known, _)| known != name);
                fields.push((name.to_owned(), id.to_string()));
            }
        }
        if wanted.room.is_some() {
            // Where it is, the room says.
            fields.retain(|(known, _)| !["place", "address", "directions", "latitude", "longitude"].contains(&known.as_str()));
        }
    }
    Typed::of(fields)
}

fn fresh(may: &May<ManageWorkshops>, ground: &Ground, fields: &mut Vec<(String, String)>) {
    let mut put = |name: &str, value: String| fields.push((name.to_owned(), value));
    put("language", ground.workshop.languages.0.first().cloned().unwrap_or_default());
    put("seats", ground.workshop.most_people.to_string());
    put("time_zone", may.actor.zone().name().to_owned());
}

fn copied(found: &Found, dated: Dated<'_>, fields: &mut Vec<(String, String)>) {
    let mut put = |name: &str, value: String| fields.push((name.to_owned(), value));
    let session = &found.session;
    put("revision", session.revision.to_string());
    put("language", session.language.clone());
    put("seats", session.seats.to_string());
    put("time_zone", session.time_zone.clone());
    let texts = [
        ("place", &session.place),
        ("address", &session.address),
        ("directions", &session.directions),
        ("online_url", &session.online_url),
    ];
    for (name, text) in texts {
        put(name, text.clone().unwrap_or_default());
    }
    for (name, figure) in [("latitude", session.latitude), ("longitude", session.longitude)] {
        put(name, figure.map(|figure| figure.to_string()).unwrap_or_default());
    }
    for trainer in &found.trainers {
        if let Some(id) = trainer.person_id {
            put("trainers", id.to_string());
        }
    }
    for resource in &found.resources {
        put(if resource.is_room() { "rooms" } else { "equipment" }, resource.id.to_string());
    }
    put("clash_reason", session.clash_reason.clone().unwrap_or_default());
    let outside: Vec<&str> = found
        .trainers
        .iter()
        .filter(|trainer| trainer.person_id.is_none())
        .map(|trainer| trainer.name.as_str())
        .collect();
    put("external_trainers", outside.join("\n"));
    let begins = |part: &Part| local(part.starts_at, session.zone());
    let moved: Option<Duration> = match (dated, found.parts.first()) {
        (Dated::AsItIs, _) => Some(Duration::zero()),
        (Dated::Anew(_), Some(first)) => dated.first_on().map(|on| on - begins(first).date()),
        (Dated::Anew(_), None) => None,
    };
    for (index, part) in found.parts.iter().enumerate() {
        let (from, to) = (begins(part), local(part.ends_at, session.zone()));
        let number = index + 1;
        if let Some(on) = moved.and_then(|span| from.date().checked_add_signed(span)) {
            put(&format!("part_{number}_on"), on.to_string());
        }
        put(&format!("part_{number}_from"), from.format("%H:%M").to_string());
        put(&format!("part_{number}_to"), to.format("%H:%M").to_string());
    }
    if let (true, Some(on)) = (found.parts.is_empty(), dated.first_on()) {
        put("part_1_on", on.to_string());
    }
}

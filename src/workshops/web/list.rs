//! The list to sign, printed.

use super::attendance::{family, label};
use super::parts;
use crate::certificates::store as certificates;
use crate::organisations::catalogue;
use crate::people::guard::Learn;
use crate::people::{Actor, May, store as people};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::Typed;
use crate::platform::i18n::{DateForm, Words};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use crate::workshops::deed::{seated, title};
use crate::workshops::list::{Entry, List, draw};
use crate::workshops::pages::ListPage;
use crate::workshops::sight::Sight;
use crate::workshops::store::{self, Found, Named};
use actix_web::{HttpResponse, web};
use std::collections::HashMap;

/// Columns to choose from, beside number and name.
const COLUMNS: [&str; 4] = ["organisation", "job_role", "signature", "remark"];

/// Those where nothing else is asked for.
const USUAL: [&str; 2] = ["organisation", "signature"];

/// Most empty lines.
const MOST_BLANK: usize = 30;

/// Empty lines where nothing else is asked for.
const USUAL_BLANK: usize = 3;

/// `GET /sessions/{id}/list/new`
pub async fn new(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let (found, outside) = state
        .db
        .look(move |conn| {
            let sight = Sight::of(conn, &actor)?;
            Ok((sight.held(conn, id)?, sight.is_outside(conn)?))
        })
        .await?;
    let words = may.actor.words(&state);
    let columns = COLUMNS.into_iter().filter(|column| may_choose(column, outside));
    let action = format!("/sessions/{id}/list/file");
    let page = ListPage {
        title: title(&found, may.actor.locale().code()),
        back: format!("/sessions/{id}/attendance"),
        choices: columns
            .map(|column| {
                let words = words.text(&format!("list-column-{column}"), &[]);
                Choice::new(column, words).chosen(USUAL.contains(&column))
            })
            .collect(),
        columns: Field::new("columns"),
        blank: Field::with("blank", USUAL_BLANK.to_string()),
        usual_href: action.clone(),
        action,
    };
    may.show(&state, &page)
}

/// A trainer from a partner sees names and firms only.
fn may_choose(column: &str, outside: bool) -> bool {
    !outside || column != "job_role"
}

/// `GET /sessions/{id}/list/file`
pub async fn file(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, typed: Query<Typed>) -> Result<HttpResponse, Error> {
    let (actor, id, own, typed) = (may.actor.clone(), *id, state.get_ref().clone(), typed.into_inner());
    let (mut list, signed) = state.db.gather(move |conn| list(conn, &own, &actor, id, &typed)).await?;
    for (row, column, hash) in signed {
        let svg = state.files.content(&hash).await?;
        if let Some(cell) = list.rows.get_mut(row).and_then(|row| row.get_mut(column)) {
            *cell = Entry::Drawn(svg.to_vec());
        }
    }
    let name = format!("{}.pdf", list.document_title.replace(|letter: char| !letter.is_alphanumeric(), "-"));
    let pdf = web::block(move || draw(&list)).await??;
    Ok(answer::download(&name, "application/pdf", pdf))
}

/// Row and column of a drawn signature, and the hash of its file.
type Signed = Vec<(usize, usize, String)>;

fn list(conn: &mut Conn, state: &State, actor: &Actor, id: Id, typed: &Typed) -> Result<(List, Signed), Error> {
    let sight = Sight::of(conn, actor)?;
    let found = sight.held(conn, id)?;
    let outside = sight.is_outside(conn)?;
    let asked = typed.all("columns");
    let blank = typed.one("blank").trim().parse().unwrap_or(USUAL_BLANK).min(MOST_BLANK);
    let wanted = |column: &&str| match typed.fields().next() {
        None => USUAL.contains(column),
        Some(_) => asked.iter().any(|one| one == column),
    };
    let columns: Vec<&str> = COLUMNS
        .into_iter()
        .filter(wanted)
        .filter(|column| may_choose(column, outside))
        .collect();
    let (words, locale) = (actor.words(state), actor.locale().code());
    let mut booked = seated(conn, id)?;
    booked.sort_by_key(|named| family(named.name()));
    // The latest signature of each booking and part.
    let signatures: HashMap<(Id, Id), (Option<String>, Option<String>)> = store::signatures_of(conn, id)?
        .into_iter()
        .map(|(one, hash)| ((one.booking_id, one.part_id), (one.name, hash)))
        .collect();
    let mut signed = Signed::new();
    let mut rows = Vec::with_capacity(booked.len() + blank);
    for (index, named) in booked.iter().enumerate() {
        let mut row: Vec<Entry> = vec![(index + 1).to_string().into(), named.name().to_owned().into()];
        for column in &columns {
            match *column {
                "organisation" => row.push(named.organisation.clone().into()),
                "job_role" => row.push(job_roles(conn, named, locale)?.into()),
                "signature" => {
                    for part in &found.parts {
                        let given = signatures.get(&(named.booking.id, part.id)).cloned();
                        let (name, hash) = given.unwrap_or_default();
                        signed.extend(hash.map(|hash| (index, row.len(), hash)));
                        row.push(name.unwrap_or_default().into());
                    }
                }
                _ => row.push(String::new().into()),
            }
        }
        rows.push(row);
    }
    let heads = heads(&found, words, actor, &columns);
    for index in 0..blank {
        let mut row = vec![Entry::from(String::new()); heads.len()];
        if let Some(first) = row.first_mut() {
            *first = (booked.len() + index + 1).to_string().into();
        }
        rows.push(row);
    }
    let issuer = certificates::issuer(conn)?.map(|issuer| issuer.name);
    let spans = found.spans();
    let views = parts(&spans, found.session.zone());
    let on = views.first().map_or(actor.today(), |view| view.on);
    let day = words.date(on, DateForm::Long, actor.today());
    let trainers: Vec<&str> = found.trainers.iter().map(|trainer| trainer.name.as_str()).collect();
    let facts = [
        Some(day.clone()),
        found.session.place.clone(),
        found.session.address.clone(),
        Some(trainers.join(", ")).filter(|names| !names.is_empty()),
    ];
    let list = List {
        language: locale.to_owned(),
        document_title: format!("{} {}, {day}", words.text("list-title", &[]), found.course.code),
        issuer: issuer.unwrap_or_else(|| state.config.brand.name.clone()),
        title: title(&found, locale),
        facts: facts.into_iter().flatten().collect(),
        heads,
        rows,
        drawn: words.text("signature-drawn", &[]),
        made_on: actor.today(),
        ident: id.to_string(),
    };
    Ok((list, signed))
}

/// The columns' words and widths; a signature has one for each part.
fn heads(found: &Found, words: &Words, actor: &Actor, columns: &[&str]) -> Vec<(String, i64)> {
    let mut heads = vec![(words.text("list-column-number", &[]), 0), (words.text("list-column-name", &[]), 3)];
    for column in columns {
        if *column == "signature" {
            let views = parts(&found.spans(), found.session.zone());
            heads.extend(views.iter().map(|view| (label(words, view, actor), 2)));
        } else {
            heads.push((words.text(&format!("list-column-{column}"), &[]), 2));
        }
    }
    heads
}

/// What somebody does where they are booked from.
fn job_roles(conn: &mut Conn, named: &Named, locale: &str) -> Result<String, Error> {
    let Some(person_id) = named.booking.person_id else {
        return Ok(String::new());
    };
    let stays = people::memberships_of(conn, person_id)?;
    let here = stays.iter().filter(|stay| stay.organisation_id == named.booking.organisation_id);
    let ids: Vec<Id> = here.map(|stay| stay.id).collect();
    let mut codes: Vec<String> = people::listing::job_roles_of(conn, &ids)?.into_values().flatten().collect();
    codes.sort();
    codes.dedup();
    let all = catalogue::job_roles(conn)?;
    let names = codes.iter().map(|code| {
        all.iter()
            .find(|entry| entry.code == *code)
            .map_or(code.as_str(), |entry| entry.name(locale))
    });
    Ok(names.collect::<Vec<_>>().join(", "))
}

//! What is learned and asked: courses, requirements, workshops and their sessions.

use super::{Group, Hit, Kind, Search, beside};
use crate::courses::store::{self as courses, Course};
use crate::obligations::{self, store as requirements};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::i18n::DateForm;
use crate::player::store as runs;
use crate::rules::course::{Language, Texts};
use crate::rules::id::Id;
use crate::rules::obligation::Status;
use crate::rules::person::Action;
use crate::rules::requirement::in_locale;
use crate::rules::search::Sought;
use crate::rules::workshop::part::local;
use crate::workshops::sight::Sight;
use crate::workshops::store::{self as workshops, Which};
use std::collections::{BTreeMap, HashSet};

/// More courses than a manufacturer has, and more runs than somebody takes.
const MANY: i64 = 10_000;

impl Search {
    fn language(&self) -> Language {
        Language::from_code(self.actor.locale().code()).unwrap_or(Language::En)
    }
}

fn said<'t>(code: &'t str, title: &'t Texts) -> impl Iterator<Item = &'t str> {
    std::iter::once(code).chain(title.iter().map(|(_, text)| text.as_str()))
}

/// The code of a course beside its title; nothing where it stands for the title.
fn code_beside(course: &Course) -> &str {
    if course.is_untitled() { "" } else { &course.code }
}

/// The courses for whoever writes them; else those that are asked of oneself or that one has begun.
pub(super) fn courses(search: &Search, conn: &mut Conn, sought: &Sought) -> Result<Group, Error> {
    let language = search.language();
    let hit = |course: &Course, href: String| Hit {
        id: course.id,
        title: match course.title.0.text(language) {
            "" => course.code.clone(),
            title => title.to_owned(),
        },
        detail: code_beside(course).to_owned(),
        href,
    };
    let hits = if search.actor.may(Action::WriteCourses) {
        let mut all = courses::list(conn, None, MANY)?;
        all.retain(|course| sought.finds(said(&course.code, &course.title.0)));
        all.iter().map(|course| hit(course, format!("/courses/{}", course.code))).collect()
    } else {
        let mut ways = own_courses(search, conn)?;
        let codes: Vec<String> = ways.keys().cloned().collect();
        let mut found = courses::list_by_codes(conn, &codes)?;
        found.retain(|(course, _)| sought.finds(said(&course.code, &course.title.0)));
        found.sort_by(|(one, _), (other, _)| one.code.cmp(&other.code));
        found
            .iter()
            .filter_map(|(course, version)| {
                let asked = ways.remove(&course.code)?;
                // Without content it is proven elsewhere, and what asks for it says how.
                let href = match version {
                    Some(_) => course.href(),
                    None => format!("/training/{}/why", asked?),
                };
                Some(hit(course, href))
            })
            .collect()
    };
    Ok(Group::of(Kind::Courses, hits, search.most))
}

/// Codes of the courses of the actor, each with the requirement that asks for it.
fn own_courses(search: &Search, conn: &mut Conn) -> Result<BTreeMap<String, Option<String>>, Error> {
    let person_id = search.actor.person.id;
    let mut ways = BTreeMap::new();
    let taken: HashSet<Id> = runs::list(conn, person_id, None, MANY)?
        .into_iter()
        .map(|run| run.course_id)
        .collect();
    for id in taken {
        if let Some(course) = courses::find(conn, id)? {
            ways.insert(course.code, None);
        }
    }
    for one in obligations::explain(conn, person_id, search.actor.now)? {
        if one.assessment.status == Status::NotSubject {
            continue;
        }
        let rule = &one.version.rule.0;
        for code in rule.initial.iter().chain(&rule.refresher).chain(rule.rotation.iter().flatten()) {
            ways.entry(code.clone())
                .or_insert(None)
                .get_or_insert_with(|| one.requirement.code.clone());
        }
    }
    Ok(ways)
}

/// Requirements, as their list shows them.
pub(super) fn requirements(search: &Search, conn: &mut Conn, sought: &Sought) -> Result<Group, Error> {
    let (manages, locale) = (search.actor.may(Action::ManageRequirements), search.actor.locale().code());
    let mut hits = Vec::new();
    for requirement in requirements::requirements(conn)? {
        let versions = requirements::versions_of(conn, requirement.id)?;
        let Some(shown) = requirements::shown_of(&versions, manages) else {
            continue;
        };
        let titles = shown.title.0.values().map(String::as_str);
        if sought.finds(titles.chain([requirement.code.as_str()])) {
            hits.push(Hit {
                id: requirement.id,
                title: in_locale(&shown.title.0, locale).to_owned(),
                href: format!("/requirements/{}", requirement.code),
                detail: requirement.code,
            });
        }
    }
    Ok(Group::of(Kind::Requirements, hits, search.most))
}

/// The workshops that somebody runs.
pub(super) fn workshops(search: &Search, conn: &mut Conn, sought: &Sought) -> Result<Group, Error> {
    let (scope, language) = (search.actor.scope(Action::ManageWorkshops), search.language());
    let hits = workshops::list_workshops(conn)?
        .into_iter()
        .filter(|(_, course, path)| scope.covers(path) && sought.finds(said(&course.code, &course.title.0)))
        .map(|(workshop, course, _)| Hit {
            id: workshop.id,
            title: course.title.0.text(language).to_owned(),
            detail: beside(&[code_beside(&course), &workshop.languages.0.join(", ").to_uppercase()]),
            href: format!("/workshops/{}", workshop.id),
        })
        .collect();
    Ok(Group::of(Kind::Workshops, hits, search.most))
}

/// Sessions that lie ahead and are offered to somebody, the soonest first.
pub(super) fn sessions(search: &Search, conn: &mut Conn, sought: &Sought) -> Result<Group, Error> {
    let (language, today) = (search.language(), search.actor.today());
    let sight = Sight::of(conn, &search.actor)?;
    let hits = workshops::list(conn, &Which::Ahead(search.actor.now))?
        .into_iter()
        .filter(|found| found.session.state != "cancelled" && sight.sees(found))
        .filter(|found| {
            let places = [&found.session.place, &found.session.address]
                .into_iter()
                .flatten()
                .map(String::as_str);
            sought.finds(said(&found.course.code, &found.course.title.0).chain(places))
        })
        .map(|found| {
            let zone = found.session.zone();
            let on = found.session.starts_at.map(|at| local(at, zone).date());
            let on = on.map(|on| search.words.date(on, DateForm::Day, today));
            let place = found.session.place.as_deref().unwrap_or_default();
            Hit {
                id: found.session.id,
                title: found.course.title.0.text(language).to_owned(),
                detail: beside(&[on.as_deref().unwrap_or_default(), place, &found.session.language.to_uppercase()]),
                href: format!("/sessions/{}", found.session.id),
            }
        })
        .collect();
    Ok(Group::of(Kind::Sessions, hits, search.most))
}

//! Workshops: what is offered, and by which rules seats are given.

use super::{act, row, tabs};
use crate::courses::store::Course;
use crate::needs::form::{LANGUAGES, courses_in_use};
use crate::organisations::{Organisation, is_own, store as organisations, tree_choices};
use crate::people::May;
use crate::people::guard::ManageWorkshops;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::course::Language;
use crate::rules::id::Id;
use crate::workshops::deed::{ask_of_trainers, price_workshop, save_workshop};
use crate::workshops::form::{self, Offer};
use crate::workshops::pages::{Money, WorkshopFormPage, WorkshopPage, WorkshopRow, WorkshopsPage};
use crate::workshops::store::{self, Which, Workshop};
use actix_web::{HttpResponse, web};
use std::collections::HashMap;

/// The fields of the form, in their order.
const FIELDS: [&str; 22] = [
    "organisation",
    "course",
    "languages",
    "trainer_courses",
    "least_people",
    "most_people",
    "material",
    "approval_steps",
    "approval_days",
    "cancel_days",
    "share_percent",
    "release_days",
    "offer_hours",
    "stop_hours",
    "warn_days",
    "early_minutes",
    "late_minutes",
    "least_percent",
    "seat_cost",
    "late_fee",
    "no_show_fee",
    "currency",
];

fn line(workshop: &Workshop, course: &Course, ahead: usize, locale: &str) -> WorkshopRow {
    let language = Language::from_code(locale).unwrap_or(Language::En);
    WorkshopRow {
        href: format!("/workshops/{}", workshop.id),
        title: course.title.0.text(language).to_owned(),
        code: course.code.clone(),
        languages: workshop.languages.0.join(", ").to_uppercase(),
        ahead,
        least: workshop.least_people,
        most: workshop.most_people,
    }
}

/// `GET /workshops`
pub async fn list(may: May<ManageWorkshops>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let (scope, now, locale) = (may.scope.clone(), may.actor.now, may.actor.locale().code());
    let rows = state
        .db
        .gather(move |conn| {
            let mut ahead: HashMap<Id, usize> = HashMap::new();
            for found in store::list(conn, &Which::Ahead(now))? {
                if found.session.state != "cancelled" {
                    *ahead.entry(found.workshop.id).or_insert(0) += 1;
                }
            }
            let all = store::list_workshops(conn)?;
            let mine = all.iter().filter(|(.., path)| scope.covers(path));
            Ok(mine
                .map(|(workshop, course, _)| line(workshop, course, ahead.get(&workshop.id).copied().unwrap_or(0), locale))
                .collect::<Vec<_>>())
        })
        .await?;
    let page = WorkshopsPage {
        tabs: tabs(&may.actor, may.actor.words(&state), "/workshops"),
        rows,
    };
    may.show(&state, &page)
}

/// `GET /workshops/{id}`
pub async fn show(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, id, locale, now) = (may.scope.clone(), *id, may.actor.locale().code(), may.actor.now);
    let words = may.actor.words(&state).clone();
    let page = state
        .db
        .gather(move |conn| {
            let (workshop, course, _) = store::find_workshop(conn, id)?
                .filter(|(.., path)| scope.covers(path))
                .ok_or(Error::NotFound)?;
            let sessions = store::list(conn, &Which::Of(id))?;
            let ids: Vec<Id> = sessions.iter().map(|found| found.session.id).collect();
            let counts = store::held(conn, &ids)?;
            let ahead = sessions
                .iter()
                .filter(|found| found.session.ends_at.is_none_or(|at| now < at))
                .count();
            let fact = |name: &str, value: String| Choice::new(value, words.text(&format!("workshop-field-{name}"), &[]));
            let unit = |key: &str, count: i32| format!("{count} {}", words.text(&format!("workshop-unit-{key}"), &[]));
            let mut facts = vec![
                fact(
                    "approval_steps",
                    words.text(&format!("workshop-steps-{}", workshop.approval_steps), &[]),
                ),
                fact("cancel_days", unit("days-before", workshop.cancel_days)),
                fact("offer_hours", unit("hours", workshop.offer_hours)),
                fact("stop_hours", unit("hours-before", workshop.stop_hours)),
                fact("warn_days", unit("days-before", workshop.warn_days)),
                fact("early_minutes", unit("minutes-before", workshop.early_minutes)),
                fact("late_minutes", unit("minutes-after", workshop.late_minutes)),
                fact("least_percent", format!("{} %", workshop.least_percent)),
            ];
            if let Some(asked) = store::trainer_courses(conn, &[id])?.get(&id) {
                let codes: Vec<&str> = asked.iter().map(|(_, code)| code.as_str()).collect();
                facts.push(fact("trainer_courses", codes.join(", ")));
            }
            if let Some((test, asked)) = store::test_of(conn, id)? {
                facts.push(fact("test", format!("{}, {}", asked.code, unit("days-after", test.after_days))));
            }
            if let Some(percent) = workshop.share_percent {
                facts.push(fact("share_percent", format!("{percent} %")));
                facts.push(fact("release_days", unit("days-before", workshop.release_days)));
            }
            if let Some(price) = store::prices_of_workshops(conn, &[id])?.get(&id) {
                let stated = [("seat_cost", price.seat), ("late_fee", price.late), ("no_show_fee", price.no_show)];
                facts.extend(stated.map(|(name, amount)| {
                    let amount = Money::of(amount, &price.currency).text(&words);
                    Choice::new(amount, words.text(&format!("price-{name}"), &[]))
                }));
            }
            Ok(WorkshopPage {
                row: line(&workshop, &course, ahead, locale),
                facts,
                sessions: sessions.iter().map(|found| row(found, &counts, locale, None)).collect(),
                edit_href: format!("/workshops/{id}/edit"),
                follow_up_href: format!("/workshops/{id}/follow-up"),
                files_href: format!("/workshops/{id}/material"),
                new_href: match sessions.last() {
                    Some(found) => format!("/workshops/{id}/sessions/new?copy={}", found.session.id),
                    None => format!("/workshops/{id}/sessions/new"),
                },
            })
        })
        .await?;
    may.show(&state, &page)
}

struct Ground {
    holders: Vec<Organisation>,
    courses: Vec<Course>,
}

async fn ground(may: &May<ManageWorkshops>, state: &State) -> Result<Ground, Error> {
    let scope = may.scope.clone();
    state
        .db
        .gather(move |conn| {
            let mut holders = organisations::list(conn, &scope)?;
            holders.retain(|one| one.archived_at.is_none() && is_own(one));
            Ok(Ground {
                holders,
                courses: courses_in_use(conn)?,
            })
        })
        .await
}

/// `GET /workshops/new`
pub async fn new(may: May<ManageWorkshops>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let usual = [
        ("least_people", "4"),
        ("most_people", "12"),
        ("approval_steps", "0"),
        ("approval_days", "5"),
        ("cancel_days", "7"),
        ("release_days", "14"),
        ("offer_hours", "48"),
        ("stop_hours", "24"),
        ("warn_days", "14"),
        ("early_minutes", "30"),
        ("late_minutes", "30"),
        ("least_percent", "80"),
    ];
    let typed = Typed::of(usual.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec());
    let ground = ground(&may, &state).await?;
    may.show(&state, &page(&may, &state, &ground, None, &typed, &[]))
}

/// `POST /workshops`
pub async fn create(may: May<ManageWorkshops>, state: web::Data<State>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    save(may, state, None, typed.into_inner()).await
}

/// `GET /workshops/{id}/edit`
pub async fn edit(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, id) = (may.scope.clone(), *id);
    let (workshop, price, asked) = state
        .db
        .gather(move |conn| {
            let (workshop, ..) = store::find_workshop(conn, id)?
                .filter(|(.., path)| scope.covers(path))
                .ok_or(Error::NotFound)?;
            let price = store::prices_of_workshops(conn, &[id])?.remove(&id);
            Ok((workshop, price, store::trainer_courses(conn, &[id])?.remove(&id)))
        })
        .await?;
    let mut fields: Vec<(String, String)> = [
        ("revision", workshop.revision),
        ("least_people", workshop.least_people),
        ("most_people", workshop.most_people),
        ("approval_steps", workshop.approval_steps),
        ("approval_days", workshop.approval_days),
        ("cancel_days", workshop.cancel_days),
        ("release_days", workshop.release_days),
        ("offer_hours", workshop.offer_hours),
        ("stop_hours", workshop.stop_hours),
        ("warn_days", workshop.warn_days),
        ("early_minutes", workshop.early_minutes),
        ("late_minutes", workshop.late_minutes),
        ("least_percent", workshop.least_percent),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_string()))
    .to_vec();
    fields.extend(
        workshop
            .share_percent
            .map(|percent| ("share_percent".to_owned(), percent.to_string())),
    );
    fields.extend(form::price_fields(price.as_ref()));
    fields.extend(asked.as_ref().map(form::trainer_courses_field));
    fields.extend(workshop.material.map(|text| ("material".to_owned(), text)));
    fields.extend(workshop.languages.0.into_iter().map(|code| ("languages".to_owned(), code)));
    let ground = ground(&may, &state).await?;
    may.show(&state, &page(&may, &state, &ground, Some(id), &Typed::of(fields), &[]))
}

/// `POST /workshops/{id}`
pub async fn update(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    save(may, state, Some(*id), typed.into_inner()).await
}

async fn save(may: May<ManageWorkshops>, state: web::Data<State>, id: Option<Id>, typed: Typed) -> Result<HttpResponse, Error> {
    let revision = typed.revision();
    match put(&may, &state, id, &typed, Some(revision)).await {
        Ok(offer) => answer::done(
            &state,
            format!("/workshops/{}", offer.workshop.id),
            &Message::new("workshop-saved"),
            None,
        ),
        Err(Error::Invalid(faults)) => {
            let ground = ground(&may, &state).await?;
            may.show_again(&state, &page(&may, &state, &ground, id, &typed, &faults))
        }
        Err(error) => Err(error),
    }
}

/// Adds a workshop, or changes one of a revision (none: whatever it is).
pub async fn put(may: &May<ManageWorkshops>, state: &State, id: Option<Id>, typed: &Typed, revision: Option<i32>) -> Result<Offer, Error> {
    let (scope, typed) = (may.scope.clone(), typed.clone());
    act(may, state, move |conn, hand, _| {
        let before = match id {
            Some(id) => {
                let found = store::find_workshop(conn, id)?.filter(|(.., path)| scope.covers(path));
                Some(found.ok_or(Error::NotFound)?.0)
            }
            None => None,
        };
        let offer = form::workshop(conn, &hand.state.chance, &scope, &typed, before.as_ref(), hand.now)?;
        let expected = before.map(|workshop| revision.unwrap_or(workshop.revision));
        if !save_workshop(conn, hand, &offer.workshop, expected, &offer.path)? {
            return Err(Error::refused("workshop-changed-meanwhile"));
        }
        price_workshop(conn, hand, offer.workshop.id, offer.price.as_ref(), &offer.path)?;
        ask_of_trainers(conn, hand, offer.workshop.id, &offer.trainer_courses, &offer.path)?;
        Ok(offer)
    })
    .await
}

fn page(
    may: &May<ManageWorkshops>,
    state: &State,
    ground: &Ground,
    id: Option<Id>,
    typed: &Typed,
    faults: &[FieldError],
) -> WorkshopFormPage {
    let words = may.actor.words(state);
    let written = Language::from_code(may.actor.locale().code()).unwrap_or(Language::En);
    let mut fields = FIELDS.map(|name| Field::with(name, typed.one(name)));
    let faults = place(faults, &mut fields.iter_mut().collect::<Vec<_>>(), words, |field| {
        let of = if form::PRICE_FIELDS.contains(&field) {
            "price"
        } else {
            "workshop-field"
        };
        words.text(&format!("{of}-{field}"), &[])
    });
    let [
        organisation,
        course,
        languages,
        trainer_courses,
        least_people,
        most_people,
        material,
        approval_steps,
        approval_days,
        cancel_days,
        share_percent,
        release_days,
        offer_hours,
        stop_hours,
        warn_days,
        early_minutes,
        late_minutes,
        least_percent,
        seat_cost,
        late_fee,
        no_show_fee,
        currency,
    ] = fields;
    let spoken = typed.all("languages");
    let address = id.map_or_else(|| "/workshops".to_owned(), |id| format!("/workshops/{id}"));
    WorkshopFormPage {
        fresh: id.is_none(),
        action: address.clone(),
        back: address,
        revision: if id.is_some() { typed.revision() } else { 0 },
        organisations: tree_choices(ground.holders.clone(), &organisation.value),
        courses: ground
            .courses
            .iter()
            .map(|one| Choice::new(&one.code, one.named(written)).chosen(one.code == course.value))
            .collect(),
        spoken: LANGUAGES
            .map(|code| Choice::new(code, words.text(&format!("need-language-{code}"), &[])).chosen(spoken.iter().any(|one| one == code)))
            .to_vec(),
        steps: ["0", "1", "2"]
            .map(|word| Choice::new(word, words.text(&format!("workshop-steps-{word}"), &[])).chosen(word == approval_steps.value))
            .to_vec(),
        organisation,
        course,
        languages,
        trainer_courses,
        least_people,
        most_people,
        material,
        approval_steps,
        approval_days,
        cancel_days,
        share_percent,
        release_days,
        offer_hours,
        stop_hours,
        warn_days,
        early_minutes,
        late_minutes,
        least_percent,
        seat_cost,
        late_fee,
        no_show_fee,
        currency,
        faults,
    }
}

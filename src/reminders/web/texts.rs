//! Writing the texts of reminders, with a look at them before they are kept.

use crate::obligations::store::overview;
use crate::organisations::Scope;
use crate::people::guard::ManageReminders;
use crate::people::{May, language};
use crate::platform::answer::{self, encoded};
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::place as put;
use crate::platform::i18n::{Locale, Words};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field, Link};
use crate::reminders::digest::tongues;
use crate::reminders::pages::{Preview, TextPage, TextRow, TextsPage, tabs};
use crate::reminders::store::network::Network;
use crate::reminders::store::texts::{self as store, Parts, Text};
use crate::reminders::texts::{self, Asked, Place};
use crate::reminders::trial::{self, Shown};
use crate::rules::id::Id;
use crate::rules::wording::{Audience, Origin, Own, Part, Placeholder, chosen};
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What is filled in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TextForm {
    to: String,
    requirement: String,
    organisation: String,
    language: String,
    revision: i32,
    subject: String,
    opening: String,
    closing: String,
    person: String,
}

impl TextForm {
    fn asked(&self) -> Asked {
        Asked {
            to: self.to.clone(),
            requirement: self.requirement.clone(),
            organisation: self.organisation.clone(),
            language: self.language.clone(),
        }
    }

    fn read(&self) -> Result<Parts, Error> {
        texts::read(&self.subject, &self.opening, &self.closing)
    }
}

/// Everything a page needs to name what texts are for.
struct Ground {
    all: Vec<Text>,
    requirements: Vec<(Id, String, String)>,
    network: Network,
    held: usize,
}

impl Ground {
    fn load(conn: &mut Conn, scope: &Scope, locale: &str, now: crate::rules::id::Instant) -> Result<Self, Error> {
        Ok(Self {
            all: store::list(conn)?,
            requirements: overview::excusable(conn, locale)?,
            network: Network::load(conn, now)?,
            held: super::held_count(conn, scope)?,
        })
    }

    fn title(&self, id: Id) -> Option<&(Id, String, String)> {
        self.requirements.iter().find(|(known, ..)| *known == id)
    }
}

/// `GET /reminders/texts`
pub async fn list(may: May<ManageReminders>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let ground = load(&may, &state).await?;
    may.show(&state, &list_page(&may, &state, &ground, &asked, &[]))
}

/// `GET /reminders/texts/text?to=…&requirement=…&organisation=…&language=…`
pub async fn edit(may: May<ManageReminders>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let ground = load(&may, &state).await?;
    let place = match find(&may, &state, Asked::clone(&asked)).await {
        Ok(place) => place,
        Err(error) => return may.show_again(&state, &list_page(&may, &state, &ground, &asked, &texts::faults(error)?)),
    };
    let kept = ground.all.iter().find(|text| text.key == place.key);
    let parts = kept.map(|text| text.parts.clone()).unwrap_or_default();
    let form = TextForm {
        revision: kept.map_or(0, |text| text.revision),
        subject: parts.subject.unwrap_or_default(),
        opening: parts.opening.unwrap_or_default(),
        closing: parts.closing.unwrap_or_default(),
        ..TextForm::default()
    };
    may.show(&state, &text_page(&may, &state, &ground, &place, &form, &[], None, None))
}

/// `POST /reminders/texts/text`
pub async fn update(may: May<ManageReminders>, state: web::Data<State>, form: web::Form<TextForm>) -> Result<HttpResponse, Error> {
    let form = form.into_inner();
    let place = find(&may, &state, form.asked()).await?;
    let parts = match form.read() {
        Ok(parts) => parts,
        Err(error) => return again(&may, &state, &place, &form, error).await,
    };
    let (scope, by, now, chance) = (may.scope.clone(), may.actor.by(), may.actor.now, state.chance.clone());
    let (revision, empty) = (form.revision, parts.is_empty());
    state
        .db
        .save(move |conn| texts::set(conn, &chance, &by, &scope, &place, &parts, revision, now))
        .await?;
    let said = if empty { "text-removed" } else { "text-saved" };
    answer::done(&state, "/reminders/texts", &Message::new(said), None)
}

/// `POST /reminders/texts/preview`: the mail as plain text with a real person; nothing is kept.
pub async fn preview(may: May<ManageReminders>, state: web::Data<State>, form: web::Form<TextForm>) -> Result<HttpResponse, Error> {
    let form = form.into_inner();
    let place = find(&may, &state, form.asked()).await?;
    match shown(&may, &state, &place, &form).await {
        Ok(shown) => {
            let ground = load(&may, &state).await?;
            may.show(&state, &text_page(&may, &state, &ground, &place, &form, &[], Some(shown), None))
        }
        Err(error) => again(&may, &state, &place, &form, error).await,
    }
}

/// `POST /reminders/texts/html`: the same as it looks, for its frame, in which nothing runs and nothing is loaded.
pub async fn preview_html(may: May<ManageReminders>, state: web::Data<State>, form: web::Form<TextForm>) -> Result<HttpResponse, Error> {
    let form = form.into_inner();
    let place = find(&may, &state, form.asked()).await?;
    let shown = shown(&may, &state, &place, &form).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_SECURITY_POLICY, super::mailbox::POLICY))
        .body(shown.letter.html))
}

/// `POST /reminders/texts/test`: the same to oneself.
pub async fn test(may: May<ManageReminders>, state: web::Data<State>, form: web::Form<TextForm>) -> Result<HttpResponse, Error> {
    let form = form.into_inner();
    let place = find(&may, &state, form.asked()).await?;
    let parts = match form.read() {
        Ok(parts) => parts,
        Err(error) => return again(&may, &state, &place, &form, error).await,
    };
    let (scope, actor, writing) = (may.scope.clone(), may.actor.clone(), state.clone());
    let (sought, account) = (place.clone(), form.person.clone());
    let sent = state
        .db
        .save(move |conn| trial::send_to_oneself(conn, &writing, &scope, &actor, &sought, &parts, &account));
    match sent.await {
        Ok((address, shown)) => {
            let ground = load(&may, &state).await?;
            let page = text_page(&may, &state, &ground, &place, &form, &[], Some(shown), Some(address));
            may.show(&state, &page)
        }
        Err(error) => again(&may, &state, &place, &form, error).await,
    }
}

async fn load(may: &May<ManageReminders>, state: &State) -> Result<Ground, Error> {
    let (scope, locale, now) = (may.scope.clone(), may.actor.locale().code(), may.actor.now);
    state.db.gather(move |conn| Ground::load(conn, &scope, locale, now)).await
}

async fn find(may: &May<ManageReminders>, state: &State, asked: Asked) -> Result<Place, Error> {
    let scope = may.scope.clone();
    state.db.look(move |conn| texts::place(conn, &scope, &asked)).await
}

async fn shown(may: &May<ManageReminders>, state: &State, place: &Place, form: &TextForm) -> Result<Shown, Error> {
    let parts = form.read()?;
    let (scope, actor, drawing) = (may.scope.clone(), may.actor.clone(), state.clone());
    let (place, account) = (place.clone(), form.person.clone());
    state
        .db
        .gather(move |conn| trial::show(conn, &drawing, &scope, &actor, &place, &parts, &account))
        .await
}

/// The form with its faults, and everything still typed.
async fn again(may: &May<ManageReminders>, state: &State, place: &Place, form: &TextForm, error: Error) -> Result<HttpResponse, Error> {
    let faults = texts::faults(error)?;
    let ground = load(may, state).await?;
    may.show_again(state, &text_page(may, state, &ground, place, form, &faults, None, None))
}

fn address(to: &str, requirement: &str, organisation: &str, language: &str) -> String {
    format!(
        "/reminders/texts/text?to={to}&requirement={}&organisation={}&language={language}",
        encoded(requirement),
        encoded(organisation)
    )
}

/// The languages in which a text can be written for one thing: those of the pages, and those in which one was written already.
fn languages(all: &[Text], like: &store::Key, link: impl Fn(&str) -> String) -> Vec<Link> {
    let same = |text: &&Text| {
        (text.key.audience, text.key.requirement_id, text.key.organisation_id) == (like.audience, like.requirement_id, like.organisation_id)
    };
    let written: Vec<&str> = all.iter().filter(same).map(|text| text.key.language.as_str()).collect();
    let mut codes: Vec<&str> = Locale::OFFERED
        .iter()
        .map(|locale| locale.code())
        .chain(written.iter().copied())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    let one = |code: &str| Link {
        label: language::own_name(code).to_owned(),
        href: link(code),
        current: written.contains(&code),
    };
    codes.into_iter().map(one).collect()
}

fn list_page(may: &May<ManageReminders>, state: &State, ground: &Ground, asked: &Asked, faults: &[FieldError]) -> TextsPage {
    let words = may.actor.words(state);
    let mut rows: BTreeMap<(Audience, Option<Id>, Option<Id>), TextRow> = BTreeMap::new();
    for text in &ground.all {
        let key = &text.key;
        let unit = key.organisation_id.and_then(|id| ground.network.units.get(&id));
        // What somebody may not see is not theirs to write.
        if unit.is_some_and(|unit| !may.scope.covers(&unit.path)) {
            continue;
        }
        let requirement = key.requirement_id.map(|id| ground.title(id));
        let code = requirement.flatten().map(|(_, code, _)| code.clone()).unwrap_or_default();
        let number = unit.map(|unit| unit.external_id.clone()).unwrap_or_default();
        rows.entry((key.audience, key.requirement_id, key.organisation_id))
            .or_insert_with(|| TextRow {
                to: key.audience.as_str(),
                requirement: requirement.map(|found| found.map(|(_, _, title)| title.clone()).unwrap_or_default()),
                organisation: unit.map(|unit| unit.name.clone()),
                languages: languages(&ground.all, key, |language| {
                    address(key.audience.as_str(), &code, &number, language)
                }),
            });
    }
    let mut page = TextsPage {
        tabs: tabs("/reminders/texts", ground.held),
        rows: rows.into_values().collect(),
        to: Field::new("to"),
        audiences: Audience::ALL
            .map(|one| Choice::new(one.as_str(), words.text(&format!("text-to-{}", one.as_str()), &[])).chosen(one.as_str() == asked.to))
            .to_vec(),
        requirement: Field::new("requirement"),
        requirements: ground
            .requirements
            .iter()
            .map(|(_, code, title)| Choice::new(code, title).chosen(*code == asked.requirement))
            .collect(),
        organisation: Field::with("organisation", asked.organisation.clone()),
        language: Field::new("language"),
        languages: language::choices(if asked.language.is_empty() {
            may.actor.locale().code()
        } else {
            &asked.language
        }),
        faults: Vec::new(),
    };
    let mut fields = [&mut page.to, &mut page.requirement, &mut page.organisation, &mut page.language];
    page.faults = put(faults, &mut fields, words, |field| words.text(&format!("text-field-{field}"), &[]));
    page
}

fn text_page(
    may: &May<ManageReminders>,
    state: &State,
    ground: &Ground,
    place: &Place,
    form: &TextForm,
    faults: &[FieldError],
    shown: Option<Shown>,
    sent_to: Option<String>,
) -> TextPage {
    let words = may.actor.words(state);
    let key = &place.key;
    let title = key
        .requirement_id
        .and_then(|id| ground.title(id))
        .map(|(_, _, title)| title.clone());
    let (code, number) = (
        place.requirement.clone().unwrap_or_default(),
        place.organisation.as_ref().map(|unit| unit.external_id.clone()).unwrap_or_default(),
    );
    let to = key.audience.as_str();
    let otherwise = |part| otherwise(state, words, ground, place, title.as_deref(), part);
    let mut page = TextPage {
        languages: languages(&ground.all, key, |language| address(to, &code, &number, language))
            .into_iter()
            .filter(|link| link.label != language::own_name(&key.language))
            .collect(),
        to: to.to_owned(),
        requirement: code,
        requirement_title: key
            .requirement_id
            .map(|_| title.clone().or(place.requirement.clone()).unwrap_or_default()),
        organisation: number,
        organisation_name: place.organisation.as_ref().map(|unit| unit.name.clone()),
        language: key.language.clone(),
        language_name: language::own_name(&key.language).to_owned(),
        unspoken: Locale::for_language(&key.language).is_none(),
        revision: form.revision,
        subject_else: otherwise(Part::Subject),
        opening_else: otherwise(Part::Opening),
        closing_else: otherwise(Part::Closing),
        subject: Field::with("subject", form.subject.clone()),
        opening: Field::with("opening", form.opening.clone()),
        closing: Field::with("closing", form.closing.clone()),
        person: Field::with("person", form.person.clone()),
        placeholders: Placeholder::ALL.map(Placeholder::as_str).to_vec(),
        faults: Vec::new(),
        preview: shown.map(|shown| Preview {
            person: shown.person,
            subject: shown.letter.subject,
            text: shown.letter.text,
            nearer: shown.nearer.iter().map(|part| part.as_str()).collect(),
        }),
        sent_to,
    };
    let mut fields = [&mut page.subject, &mut page.opening, &mut page.closing, &mut page.person];
    page.faults = put(faults, &mut fields, words, |field| words.text(&format!("text-field-{field}"), &[]));
    page
}

/// What applies where a part is left empty, and from where that comes.
fn otherwise(state: &State, words: &Words, ground: &Ground, place: &Place, title: Option<&str>, part: Part) -> String {
    let key = &place.key;
    let others: Vec<Own> = ground.all.iter().filter(|text| text.key != *key).map(Text::own).collect();
    let branches = key.organisation_id.map(|id| ground.network.upwards(id)).unwrap_or_default();
    let found = chosen(&others, part, key.audience, &tongues(&key.language), key.requirement_id, &branches);
    let (text, origin, branch) = match found {
        Some(found) => (found.text.to_owned(), found.origin, found.organisation_id),
        None if part == Part::Subject => (built_in(state, key, title), Origin::BuiltIn, None),
        None => return words.text("text-else-nothing", &[]),
    };
    let branch = branch
        .and_then(|id| ground.network.units.get(&id))
        .map(|unit| unit.name.clone())
        .unwrap_or_default();
    let from = words.text(
        &format!("text-origin-{}", origin.as_str()),
        &[("requirement", title.unwrap_or_default().into()), ("branch", branch.into())],
    );
    words.text("text-else", &[("text", text.into()), ("from", from.into())])
}

/// The built-in subject, for instance seven days before, or with one person who is late.
fn built_in(state: &State, key: &store::Key, title: Option<&str>) -> String {
    let words = state.views.words(Locale::for_language(&key.language).unwrap_or_default());
    match key.audience {
        Audience::Own => {
            let requirement = title.map_or_else(|| words.text("text-some-requirement", &[]), str::to_owned);
            words.text("reminder-subject-ahead", &[("days", 7.into()), ("requirement", requirement.into())])
        }
        Audience::Team => words.text("reminder-subject-team", &[("late", 1.into()), ("coming", 0.into())]),
    }
}

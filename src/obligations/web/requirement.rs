//! Requirements: the list, one of them with whom a draft would reach, and putting it into force.

use super::known::Catalogue;
use super::ladder;
use super::reach_view::reach_view;
use super::rule_words::{example, when};
use crate::courses;
use crate::obligations::content;
use crate::obligations::form::ladder::kind;
use crate::obligations::ladder::defaults;
use crate::obligations::pages::{Counted, Deeds, Labelled, PutForm, RequirementPage, RequirementRow, RequirementsPage, VersionLine};
use crate::obligations::reach::reach;
use crate::obligations::requirement::{self as deeds, Entry};
use crate::obligations::store::{self, Requirement, Version, overview};
use crate::obligations::told::{Asked, Told, audience_names};
use crate::people::May;
use crate::people::guard::{ManageRequirements, Permission, SeeRequirements};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, place};
use crate::platform::i18n::DateForm;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::person::Action;
use crate::rules::reminder::Defaults;
use crate::rules::requirement::in_locale;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Deserialize;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    version: Option<String>,
    on: Option<String>,
}

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    in_force_on: String,
    revision: String,
}

/// All requirements.
pub async fn list(may: May<SeeRequirements>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let (scope, locale, manages, today) = (
        may.scope.clone(),
        may.actor.locale().code(),
        may.actor.may(Action::ManageRequirements),
        may.actor.today(),
    );
    let rows = state
        .db
        .gather(move |conn| {
            let counts = overview::counts_by_requirement(conn, &scope)?;
            let mut rows = Vec::new();
            for requirement in store::requirements(conn)? {
                let versions = store::versions_of(conn, requirement.id)?;
                let decides = versions.iter().find(|version| version.state == "in_force");
                let Some(shown) = store::shown_of(&versions, manages) else {
                    continue;
                };
                let (people, behind) = counts.get(&requirement.id).copied().unwrap_or_default();
                let recurrence = shown.rule.0.recurrence;
                rows.push(RequirementRow {
                    title: in_locale(&shown.title.0, locale).to_owned(),
                    href: format!("/requirements/{}", requirement.code),
                    kind: recurrence.kind().to_owned(),
                    months: super::rule_words::months(recurrence),
                    since_on: decides.map(|version| version.in_force_on),
                    ended: requirement.retired_on.is_some_and(|last| last < today),
                    retired_on: requirement.retired_on,
                    draft: versions.iter().find(|version| manages && version.is_draft()).map(state_word),
                    code: requirement.code,
                    people,
                    behind,
                });
            }
            Ok(rows)
        })
        .await?;
    let page = RequirementsPage {
        in_force: rows.iter().filter(|row| row.since_on.is_some() && !row.ended).count(),
        drafts: rows.iter().filter(|row| row.draft == Some("draft")).count(),
        rows,
        new_href: manages.then(|| "/requirements/new".to_owned()),
        import_href: (manages && may.actor.may(Action::Import)).then(|| "/imports/new?kind=requirements".to_owned()),
    };
    may.show(&state, &page)
}

/// One requirement: its draft for whoever writes it, else what decides.
pub async fn show(
    may: May<SeeRequirements>,
    state: web::Data<State>,
    code: web::Path<String>,
    wanted: Query<Wanted>,
) -> Result<HttpResponse, Error> {
    let mut faults = Faults::new();
    let on = wanted.on.as_deref().and_then(|typed| faults.date("on", typed, false));
    let faults = match faults.done() {
        Err(Error::Invalid(faults)) => faults,
        _ => Vec::new(),
    };
    let typed = wanted.on.clone().filter(|_| !faults.is_empty());
    let loaded = load(&may, &state, &code, wanted.version.as_deref()).await?;
    let page = page(&may, &state, loaded, on, typed.as_deref(), &faults).await?;
    if faults.is_empty() {
        may.show(&state, &page)
    } else {
        may.show_again(&state, &page)
    }
}

/// Puts the draft into force on the day that was shown.
pub async fn enter(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    code: web::Path<String>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let code = code.into_inner();
    let mut faults = Faults::new();
    let day = faults.date("in_force_on", &typed.in_force_on, true);
    let revision: Option<i32> = typed.revision.parse().ok();
    if revision.is_none() {
        faults.note("revision", "fault-missing");
    }
    let asked = code.clone();
    let exists = state
        .db
        .look(move |conn| Ok(store::find_requirement_by_code(conn, &asked)?))
        .await?;
    let requirement = exists.ok_or(Error::NotFound)?;
    faults.done()?;
    let (Some(day), Some(revision)) = (day, revision) else {
        return Err(Error::NotFound);
    };
    let (scope, actor, chance) = (may.scope.clone(), may.actor.clone(), state.chance.clone());
    let entry = state
        .db
        .save(move |conn| {
            deeds::whole_network(conn, &scope)?;
            let draft = store::draft_of(conn, requirement.id)?.ok_or(Error::refused("requirement-no-draft"))?;
            let definition = draft.definition(&requirement.code);
            if draft.revision != revision {
                return Err(Error::refused("requirement-changed-meanwhile"));
            }
            if definition.in_force_on != day {
                let definition = definition.dated(day);
                deeds::save_draft(conn, &chance, actor.now, &actor.by(), &requirement, Some(revision), &definition)?;
            }
            deeds::put_in_force(conn, &chance, actor.now, &actor.by(), &requirement)
        })
        .await?;
    let message = match entry {
        Entry::Entered => "requirement-entered",
        Entry::Waits => "requirement-waits",
    };
    answer::done(&state, format!("/requirements/{code}"), &Message::new(message), None)
}

/// `POST /requirements/{requirement}/entry/withdrawal`: a draft that waits for its day does so no longer.
pub async fn take_back(may: May<ManageRequirements>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let code = code.into_inner();
    let (asked, scope, actor, chance) = (code.clone(), may.scope.clone(), may.actor.clone(), state.chance.clone());
    state
        .db
        .save(move |conn| {
            let requirement = store::find_requirement_by_code(conn, &asked)?.ok_or(Error::NotFound)?;
            deeds::whole_network(conn, &scope)?;
            deeds::take_back(conn, &chance, actor.now, &actor.by(), &requirement)
        })
        .await?;
    answer::done(
        &state,
        format!("/requirements/{code}"),
        &Message::new("requirement-taken-back"),
        None,
    )
}

/// `POST /requirements/{requirement}/draft/removal`: throws the draft away.
pub async fn discard(may: May<ManageRequirements>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let code = code.into_inner();
    let asked = code.clone();
    let (scope, actor, chance) = (may.scope.clone(), may.actor.clone(), state.chance.clone());
    let left = state
        .db
        .save(move |conn| {
            let requirement = store::find_requirement_by_code(conn, &asked)?.ok_or(Error::NotFound)?;
            deeds::whole_network(conn, &scope)?;
            deeds::discard_draft(conn, &chance, actor.now, &actor.by(), &requirement)?;
            Ok(store::find_requirement(conn, requirement.id)?.is_some())
        })
        .await?;
    let address = if left {
        format!("/requirements/{code}")
    } else {
        "/requirements".to_owned()
    };
    answer::done(&state, address, &Message::new("requirement-discarded"), None)
}

struct Loaded {
    requirement: Requirement,
    version: Version,
    versions: Vec<Version>,
    catalogue: Catalogue,
    defaults: Defaults,
    courses: Vec<(String, String)>,
    /// Courses without content, where no other counts; looked for in drafts.
    lacking: Vec<String>,
}

async fn load(may: &May<SeeRequirements>, state: &State, code: &str, wanted: Option<&str>) -> Result<Loaded, Error> {
    let (code, locale, manages) = (
        code.to_owned(),
        may.actor.locale().code(),
        may.actor.may(Action::ManageRequirements),
    );
    let number: Option<i32> = wanted.map(|text| text.parse().map_err(|_| Error::NotFound)).transpose()?;
    state
        .db
        .look(move |conn| {
            let requirement = store::find_requirement_by_code(conn, &code)?.ok_or(Error::NotFound)?;
            let mut versions = store::versions_of(conn, requirement.id)?;
            // What is still written is the writers' business.
            versions.retain(|version| manages || !version.is_draft());
            let found = match number {
                Some(number) => versions.iter().find(|version| version.number == number),
                None => versions
                    .iter()
                    .find(|version| version.is_draft())
                    .or_else(|| versions.iter().find(|version| version.state == "in_force"))
                    .or_else(|| versions.first()),
            };
            let version = found.cloned().ok_or(Error::NotFound)?;
            let mut titles = Vec::new();
            for code in version.rule.0.courses() {
                titles.push((code.to_owned(), title(conn, code, locale)?));
            }
            let lacking = match version.is_draft() {
                true => content::lacking(conn, &version)?,
                false => Vec::new(),
            };
            Ok(Loaded {
                lacking,
                requirement,
                version,
                versions,
                catalogue: Catalogue::load(conn, locale)?,
                defaults: defaults(conn)?,
                courses: titles,
            })
        })
        .await
}

fn title(conn: &mut Conn, code: &str, locale: &str) -> Result<String, Error> {
    let language = crate::rules::course::Language::from_code(locale).unwrap_or(crate::rules::course::Language::En);
    let found = courses::store::find_by_code(conn, code)?;
    Ok(found.map_or_else(String::new, |course| course.title.0.text(language).to_owned()))
}

async fn page(
    may: &May<SeeRequirements>,
    state: &State,
    loaded: Loaded,
    on: Option<NaiveDate>,
    typed: Option<&str>,
    faults: &[FieldError],
) -> Result<RequirementPage, Error> {
    let Loaded {
        requirement,
        version,
        versions,
        catalogue,
        courses,
        defaults,
        lacking,
    } = loaded;
    let words = may.actor.words(state);
    let locale = may.actor.locale().code();
    let today = may.actor.today();
    let manages = may.actor.may(Action::ManageRequirements);
    let told = Told { words, name: None, today };
    let on = on.unwrap_or(version.in_force_on);
    let asked = Asked {
        audience: audience_names(&version.audience.0, |kind, code| catalogue.name(kind, code)),
        basis: in_locale(&version.basis.0, locale),
        version: version.number,
        in_force_on: version.in_force_on,
    };
    let counted = |codes: &[String]| {
        codes
            .iter()
            .map(|code| Counted {
                code: code.clone(),
                title: courses
                    .iter()
                    .find(|(known, _)| known == code)
                    .map(|(_, title)| title.clone())
                    .unwrap_or_default(),
                minutes: None,
            })
            .collect()
    };
    let definition = version.definition(&requirement.code);
    let mut facts = when(&told, &definition.rule);
    facts.extend(definition.already_in_on.map(|day| Labelled {
        label: words.text("requirement-day-already-in", &[]),
        value: words.date(day, DateForm::Long, today),
    }));
    let obeyed = definition.reminders.on(&defaults, today);
    let early = definition.steps_too_early(obeyed).into_iter();
    let reach = if version.is_draft() {
        let tried = definition.clone().dated(on);
        let (db, scope, now) = (state.db.clone(), may.scope.clone(), may.actor.now);
        let counted = web::block(move || reach(&db, &scope, &tried, now)).await??;
        Some(reach_view(counted, words, *now))
    } else {
        None
    };
    let mut field = Field::with("on", typed.map_or_else(|| written(may, state, on), str::to_owned));
    let summary = place(faults, &mut [&mut field], words, |_| words.text("requirement-day", &[]));
    Ok(RequirementPage {
        title: in_locale(&version.title.0, locale).to_owned(),
        number: version.number,
        state: state_word(&version),
        in_force_on: version.in_force_on,
        audience: told.audience(&asked),
        basis: asked.basis.to_owned(),
        initial: counted(&definition.rule.initial),
        refresher: counted(&definition.rule.refresher),
        when: facts,
        rule: example(&definition.rule, on),
        reminders: ladder::lines(&told, obeyed),
        reminders_kind: kind(&definition.reminders),
        warnings: early
            .map(|days| ladder::too_early(words, days))
            .chain(content::warning(words, &lacking))
            .collect(),
        versions: versions
            .iter()
            .map(|one| VersionLine {
                version: one.number,
                state: state_word(one),
                in_force_on: one.in_force_on,
                href: format!("/requirements/{}?version={}", requirement.code, one.number),
                current: one.number == version.number,
            })
            .collect(),
        deeds: manages.then(|| Deeds {
            edit_href: format!("/requirements/{}/edit", requirement.code),
            discards: version.is_draft() && !version.is_waiting(),
            takes_back: version.is_waiting(),
            retire_href: (requirement.retired_on.is_none() && versions.iter().any(|one| one.state == "in_force"))
                .then(|| format!("/requirements/{}/retirement/new", requirement.code)),
            holds_on: requirement.retired_on.is_some(),
        }),
        ended: requirement.retired_on.is_some_and(|last| last < today),
        retired_on: requirement.retired_on,
        put: (version.is_draft() && requirement.retired_on.is_none()).then_some(PutForm {
            waits: version.is_waiting() && on == version.in_force_on,
            in_force_on: field,
            faults: summary,
            revision: version.revision,
            on,
        }),
        code: requirement.code,
        reach,
    })
}

/// A day as it is typed: German ones as they are shown; other languages take the international form.
pub fn written<P: Permission>(may: &May<P>, state: &State, day: NaiveDate) -> String {
    if may.actor.locale().code() == "de" {
        may.actor.words(state).date(day, DateForm::Numeric, may.actor.today())
    } else {
        day.to_string()
    }
}

fn state_word(version: &Version) -> &'static str {
    match version.state.as_str() {
        "draft" if version.is_waiting() => "waiting",
        "draft" => "draft",
        "in_force" => "in_force",
        _ => "superseded",
    }
}

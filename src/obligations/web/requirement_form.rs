//! Writing a requirement in the browser: a new one, or the next version of one that is there. What is typed is counted before it is saved.

use super::form_view::page;
use super::known::Catalogue;
use super::offered::Offered;
use super::reach_view::reach_view;
use super::requirement::written;
use crate::obligations::form::audience::Change;
use crate::obligations::form::{self, asked, definition, reaching, tidied};
use crate::obligations::ladder;
use crate::obligations::pages::ReachView;
use crate::obligations::reach::reach;
use crate::obligations::requirement as deeds;
use crate::obligations::store::{self, Requirement};
use crate::people::May;
use crate::people::guard::ManageRequirements;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::Typed;
use crate::platform::state::State;
use crate::rules::field::Fault;
use crate::rules::reminder::{Defaults, INHERITED};
use crate::rules::requirement::Definition;
use actix_web::{HttpResponse, web};
use chrono::{Datelike, Months};

/// The requirement that is written, and what can be chosen.
pub struct Ground {
    /// The requirement, where it is there already.
    pub there: Option<There>,
    /// What can be chosen.
    pub offered: Offered,
    /// The names of what can be asked.
    pub catalogue: Catalogue,
    /// The default ladders.
    pub defaults: Defaults,
}

/// A requirement that is there.
pub struct There {
    /// What stays the same through all versions.
    pub requirement: Requirement,
    /// Its draft, else what decides.
    pub definition: Definition,
    /// Number of the version that is written.
    pub number: i32,
    /// Revision of its draft.
    pub revision: Option<i32>,
    /// Whether a version decided before the one that is written, so that somebody may be in already.
    pub follows: bool,
}

/// What is wanted of what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Save,
    Count,
    Redraw { dropped: Option<u32>, added: bool },
    Audience(Change),
}

impl Act {
    fn of(typed: &Typed) -> Self {
        let redraw = |dropped, added| Self::Redraw { dropped, added };
        match typed.one("act") {
            "count" => Self::Count,
            "find" => redraw(None, false),
            "add-step" => redraw(None, true),
            other => match (other.strip_prefix("drop-step-"), Change::of(other)) {
                (Some(number), _) => redraw(number.parse().ok(), false),
                (None, Some(change)) => Self::Audience(change),
                (None, None) => Self::Save,
            },
        }
    }
}

/// `GET /requirements/new`
pub async fn new(may: May<ManageRequirements>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let ground = load(&may, &state, None).await?;
    let begun = fresh(&may, &state, &ground);
    let page = page(&may, &state, &ground, &begun, &[], (None, 0));
    may.show(&state, &page)
}

/// `GET /requirements/{requirement}/edit`
pub async fn edit(may: May<ManageRequirements>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let ground = load(&may, &state, Some(code.into_inner())).await?;
    let there = ground.there.as_ref().ok_or(Error::NotFound)?;
    let shown = form::typed(&there.definition, |day| written(&may, &state, day));
    let fields = shown.fields().map(|(name, value)| (name.to_owned(), value.to_owned()));
    let shown = with_steps(fields.collect(), &may, &ground);
    let counted = count(&may, &state, &ground, &shown).await?;
    let page = page(&may, &state, &ground, &shown, &[], counted);
    may.show(&state, &page)
}

/// `POST /requirements`
pub async fn create(may: May<ManageRequirements>, state: web::Data<State>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    posted(&may, &state, None, &typed).await
}

/// `POST /requirements/{requirement}/draft`
pub async fn update(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    code: web::Path<String>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    posted(&may, &state, Some(code.into_inner()), &typed).await
}

async fn posted(may: &May<ManageRequirements>, state: &State, code: Option<String>, typed: &Typed) -> Result<HttpResponse, Error> {
    let ground = load(may, state, code.clone()).await?;
    let typed = &asked::settled(typed, &ground.catalogue.fields);
    match Act::of(typed) {
        Act::Redraw { dropped, added } => {
            let typed = tidied(typed, dropped, added);
            let page = page(may, state, &ground, &typed, &[], (None, 0));
            may.show(state, &page)
        }
        Act::Audience(change) => {
            let typed = change.made(&tidied(typed, None, false));
            let page = page(may, state, &ground, &typed, &[], (None, 0));
            may.show(state, &page)
        }
        Act::Count => {
            let typed = tidied(typed, None, false);
            let counted = count(may, state, &ground, &typed).await?;
            let faults = reaching(&typed).err().map(told).unwrap_or_default();
            let page = page(may, state, &ground, &typed, &faults, counted);
            may.show(state, &page)
        }
        Act::Save => {
            let typed = tidied(typed, None, false);
            let follows = ground.there.as_ref().is_some_and(|there| there.follows);
            let saved = match definition(&typed, code.as_deref()) {
                // What becomes of those already in is chosen, and not left to an empty field.
                Ok(_) if follows && !form::ALREADY_IN_WAYS.contains(&typed.one(form::ALREADY_IN)) => {
                    Err(Error::field(form::ALREADY_IN, "fault-missing"))
                }
                Ok(definition) => save(may, state, &ground, &typed, definition).await,
                Err(faults) => Err(Error::Invalid(told(faults))),
            };
            match saved {
                Ok(code) => answer::done(state, format!("/requirements/{code}"), &Message::new("requirement-saved"), None),
                Err(Error::Invalid(faults)) => again(may, state, &ground, &typed, &placed(faults)).await,
                Err(Error::Refused(message)) => again(may, state, &ground, &typed, &[FieldError::new(WHOLE, message)]).await,
                Err(other) => Err(other),
            }
        }
    }
}

/// What a fault of no single field stands at: the form.
const WHOLE: &str = "requirement-form";

async fn again(
    may: &May<ManageRequirements>,
    state: &State,
    ground: &Ground,
    typed: &Typed,
    faults: &[FieldError],
) -> Result<HttpResponse, Error> {
    let counted = count(may, state, ground, typed).await?;
    let page = page(may, state, ground, typed, faults, counted);
    may.show_again(state, &page)
}

fn told(faults: Vec<Fault>) -> Vec<FieldError> {
    let error = |fault: Fault| FieldError::new(fault.field, deeds::message(fault.wrong));
    faults.into_iter().map(error).collect()
}

fn placed(faults: Vec<FieldError>) -> Vec<FieldError> {
    let at = |fault: FieldError| FieldError::new(form::field_of(&fault.field), fault.message);
    faults.into_iter().map(at).collect()
}

async fn save(
    may: &May<ManageRequirements>,
    state: &State,
    ground: &Ground,
    typed: &Typed,
    definition: Definition,
) -> Result<String, Error> {
    let (scope, actor, chance) = (may.scope.clone(), may.actor.clone(), state.chance.clone());
    let seen: Option<i32> = typed.one("revision").parse().ok();
    let there = ground.there.as_ref().map(|there| there.requirement.clone());
    let code = definition.code.clone();
    state
        .db
        .save(move |conn| {
            deeds::whole_network(conn, &scope)?;
            let by = actor.by();
            let Some(requirement) = there else {
                deeds::create(conn, &chance, actor.now, &by, &definition)?;
                return Ok(());
            };
            if store::draft_of(conn, requirement.id)?.map(|draft| draft.revision) != seen {
                return Err(Error::refused("requirement-changed-meanwhile"));
            }
            deeds::save_draft(conn, &chance, actor.now, &by, &requirement, seen, &definition)?;
            Ok(())
        })
        .await?;
    Ok(code)
}

async fn load(may: &May<ManageRequirements>, state: &State, code: Option<String>) -> Result<Ground, Error> {
    let (scope, locale, today) = (may.scope.clone(), may.actor.locale().code(), may.actor.today());
    state
        .db
        .gather(move |conn| {
            let there = match code {
                None => None,
                Some(code) => {
                    let requirement = store::find_requirement_by_code(conn, &code)?.ok_or(Error::NotFound)?;
                    let versions = store::versions_of(conn, requirement.id)?;
                    let draft = versions.iter().find(|version| version.is_draft());
                    let newest = draft.or(versions.first()).ok_or(Error::NotFound)?;
                    let mut definition = newest.definition(&requirement.code);
                    if draft.is_none() {
                        // The next version holds from today on, and those already in keep their dates.
                        definition.in_force_on = definition.in_force_on.max(today);
                        definition.already_in_on = Some(definition.in_force_on);
                    }
                    Some(There {
                        definition,
                        follows: versions.iter().any(|version| !version.is_draft()),
                        number: newest.number + i32::from(draft.is_none()),
                        revision: draft.map(|draft| draft.revision),
                        requirement,
                    })
                }
            };
            Ok(Ground {
                there,
                offered: Offered::load(conn, &scope, locale)?,
                catalogue: Catalogue::load(conn, locale)?,
                defaults: ladder::defaults(conn)?,
            })
        })
        .await
}

/// Whom it would reach; where that cannot be counted yet, how many details are missing.
async fn count(may: &May<ManageRequirements>, state: &State, ground: &Ground, typed: &Typed) -> Result<(Option<ReachView>, usize), Error> {
    let mut tried = match reaching(typed) {
        Ok(tried) => tried,
        Err(faults) => return Ok((None, faults.len())),
    };
    // A new one is compared with nothing, whatever code was typed so far.
    tried.code = ground
        .there
        .as_ref()
        .map(|there| there.requirement.code.clone())
        .unwrap_or_default();
    let (db, scope, now) = (state.db.clone(), may.scope.clone(), may.actor.now);
    let counted = web::block(move || reach(&db, &scope, &tried, now)).await??;
    Ok((Some(reach_view(counted, may.actor.words(state), *now)), 0))
}

/// What the form of a new requirement begins with: a yearly proof with the reminders of the default, from the first day of next month on.
fn fresh(may: &May<ManageRequirements>, state: &State, ground: &Ground) -> Typed {
    let first = may.actor.today().with_day(1).and_then(|day| day.checked_add_months(Months::new(1)));
    let begun = [
        ("in_force_on", written(may, state, first.unwrap_or(may.actor.today()))),
        ("first_due.kind", "days_after_start".to_owned()),
        ("first_due.count", "90".to_owned()),
        ("recurrence.kind", "rolling".to_owned()),
        ("recurrence.months", "12".to_owned()),
        ("recurrence.window_days", "90".to_owned()),
        ("recurrence.year_month", "1".to_owned()),
        ("recurrence.year_day", "1".to_owned()),
        ("recurrence.joiner_min_days", "90".to_owned()),
        ("notice_days", "60".to_owned()),
        ("grace_days", "30".to_owned()),
        ("return_days", "30".to_owned()),
    ];
    let mut fields: Vec<(String, String)> = begun.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    fields.push((form::ladder::KIND.to_owned(), INHERITED.to_owned()));
    with_steps(fields, may, ground)
}

/// Where no steps are stated, those of the default stand in the form, for whoever wants to change them.
fn with_steps(mut fields: Vec<(String, String)>, may: &May<ManageRequirements>, ground: &Ground) -> Typed {
    let shown = Typed::of(fields.clone());
    if form::steps(&shown).is_empty() {
        fields.extend(form::ladder::ladder_typed(ground.defaults.on(may.actor.today())));
    }
    Typed::of(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_says_what_is_wanted_and_anything_else_saves() {
        let act = |word: &str| Act::of(&Typed::of(vec![("act".to_owned(), word.to_owned())]));
        assert_eq!(act("count"), Act::Count);
        assert_eq!(
            act("add-step"),
            Act::Redraw {
                dropped: None,
                added: true
            }
        );
        assert_eq!(
            act("drop-step-3"),
            Act::Redraw {
                dropped: Some(3),
                added: false
            }
        );
        assert_eq!(
            act("drop-step-x"),
            Act::Redraw {
                dropped: None,
                added: false
            }
        );
        assert_eq!(act(""), Act::Save);
    }
}

//! The default ladder: what holds, whom it concerns, changed from a day on, taken back before that day.

use crate::obligations::ladder::{self as deeds, Heir};
use crate::obligations::ladder_form::{ladder, ladder_typed, tidied};
use crate::obligations::ladder_view::{faulty, fields, lines, too_early};
use crate::obligations::store::ladder as store;
use crate::obligations::told::Told;
use crate::obligations::{field_of, requirement};
use crate::people::May;
use crate::people::guard::{ManageReminders, ManageRequirements, Permission};
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, Typed, place};
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::reminders::pages::{HeirRow, LadderAhead, LadderForm, LadderPage, tabs};
use crate::rules::id::Id;
use crate::rules::person::Action;
use crate::rules::reminder::{Defaults, Ladder};
use crate::rules::requirement::read_ladder;
use actix_web::{HttpResponse, web};

const PLACE: &str = "/reminders/ladder";

struct Loaded {
    set: Vec<store::DefaultLadder>,
    defaults: Defaults,
    heirs: Vec<Heir>,
    held: usize,
}

/// `GET /reminders/ladder`
pub async fn show(may: May<ManageReminders>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let loaded = load(&may, &state, None).await?;
    let mut typed = ladder_typed(loaded.defaults.on(may.actor.today()));
    typed.push(("from_on".to_owned(), crate::obligations::written(&may, &state, may.actor.today())));
    let page = page(&may, &state, &loaded, &Typed::of(typed), &[]);
    may.show(&state, &page)
}

/// `POST /reminders/ladder`
pub async fn update(may: May<ManageRequirements>, state: web::Data<State>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let (dropped, added) = match typed.one("act") {
        "add-step" => (None, true),
        act => (act.strip_prefix("drop-step-").and_then(|number| number.parse().ok()), false),
    };
    let redraws = added || typed.one("act").starts_with("drop-step-");
    let typed = tidied(&typed, dropped, added);
    let read = read_ladder(&ladder(&typed));
    if redraws {
        let loaded = load(&may, &state, read.ok()).await?;
        return may.show(&state, &page(&may, &state, &loaded, &typed, &[]));
    }
    let mut faults = Faults::new();
    let from_on = faults.date("from_on", typed.one("from_on"), true);
    let read = read.map_err(|wrong| match requirement::field_errors(wrong) {
        Error::Invalid(found) => found,
        _ => Vec::new(),
    });
    let outcome = match (faults.done(), read, from_on) {
        (Ok(()), Ok(ladder), Some(from_on)) => {
            let (actor, scope, chance) = (may.actor.clone(), may.scope.clone(), state.chance.clone());
            let tried = ladder.clone();
            let done = state.db.save(move |conn| {
                let hand = deeds::Hand {
                    scope: &scope,
                    by: actor.by(),
                    now: actor.now,
                    today: actor.today(),
                };
                deeds::set(conn, &chance, &hand, from_on, ladder)
            });
            match done.await {
                Ok(_) => return answer::done(&state, PLACE, &Message::new("ladder-saved"), None),
                Err(Error::Invalid(found)) => (Some(tried), found),
                Err(Error::Refused(message)) => (Some(tried), vec![FieldError::new("reminders", message)]),
                Err(other) => return Err(other),
            }
        }
        (days, read, _) => {
            let mut found = match days {
                Err(Error::Invalid(found)) => found,
                _ => Vec::new(),
            };
            let tried = match read {
                Ok(ladder) => Some(ladder),
                Err(wrong) => {
                    found.extend(
                        wrong
                            .into_iter()
                            .map(|fault| FieldError::new(field_of(&fault.field), fault.message)),
                    );
                    None
                }
            };
            (tried, found)
        }
    };
    let (tried, found) = outcome;
    let loaded = load(&may, &state, tried).await?;
    may.show_again(&state, &page(&may, &state, &loaded, &typed, &found))
}

/// `POST /reminders/ladder/{id}/withdrawal`
pub async fn withdraw(may: May<ManageRequirements>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, scope, chance) = (may.actor.clone(), may.scope.clone(), state.chance.clone());
    state
        .db
        .save(move |conn| {
            let hand = deeds::Hand {
                scope: &scope,
                by: actor.by(),
                now: actor.now,
                today: actor.today(),
            };
            deeds::withdraw(conn, &chance, &hand, *id)
        })
        .await?;
    answer::done(&state, PLACE, &Message::new("ladder-withdrawn"), None)
}

/// What stands there; `tried`: a ladder that is looked at in place of the one that holds.
async fn load<P: Permission>(may: &May<P>, state: &State, tried: Option<Ladder>) -> Result<Loaded, Error> {
    let (scope, today, locale) = (may.scope.clone(), may.actor.today(), may.actor.locale().code());
    state
        .db
        .gather(move |conn| {
            let set = store::list(conn)?;
            let defaults = deeds::of(set.clone());
            let looked_at = tried.unwrap_or_else(|| defaults.on(today).clone());
            Ok(Loaded {
                heirs: deeds::heirs(conn, &scope, today, locale, &looked_at)?,
                held: super::held_count(conn, &scope)?,
                set,
                defaults,
            })
        })
        .await
}

fn page<P: Permission>(may: &May<P>, state: &State, loaded: &Loaded, typed: &Typed, found: &[FieldError]) -> LadderPage {
    let words = may.actor.words(state);
    let today = may.actor.today();
    let told = Told { words, name: None, today };
    let form = may.actor.may(Action::ManageRequirements).then(|| {
        let mut form = LadderForm {
            faults: Vec::new(),
            ladder: fields(typed, PLACE, words),
            from_on: Field::with("from_on", typed.one("from_on")),
        };
        let mut placed = faulty(&mut form.ladder);
        placed.push(&mut form.from_on);
        let label = |field: &str| match field {
            "from_on" => words.text("ladder-field-from_on", &[]),
            "reminders.repeat_every_days" => words.text("requirement-field-repeat", &[]),
            _ => words.text("requirement-reminders", &[]),
        };
        form.faults = place(found, &mut placed, words, label);
        form
    });
    LadderPage {
        tabs: tabs(PLACE, loaded.held),
        now: lines(&told, loaded.defaults.on(today)),
        since_on: loaded.set.iter().rev().map(|one| one.from_on).find(|from_on| *from_on <= today),
        ahead: loaded
            .set
            .iter()
            .filter(|one| one.from_on > today)
            .map(|one| LadderAhead {
                id: one.id,
                from_on: one.from_on,
                lines: lines(&told, &one.ladder.0),
            })
            .collect(),
        heirs: loaded
            .heirs
            .iter()
            .map(|heir| HeirRow {
                href: format!("/requirements/{}", heir.code),
                code: heir.code.clone(),
                title: heir.title.clone(),
                in_force: heir.in_force,
                people: heir.people,
                warnings: heir.too_early.iter().map(|days| too_early(words, *days)).collect(),
            })
            .collect(),
        form,
    }
}

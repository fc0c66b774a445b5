//! The heat map of a partner or team, its filters, the panel of one cell, and the same as a table.

mod branch;
mod panel;

pub use branch::Branch;

use super::address::address;
use super::heat;
use super::known::{Known, rank};
use super::past_day::{self, past_day, refused};
use super::sight::{self, View};
use crate::obligations::pages::{Finding, Kept, OverviewPage, StatusCount, Unit, UnitsPage};
use crate::obligations::told;
use crate::obligations::training::year_end;
use crate::organisations::Organisation;
use crate::people::guard::SeeTeam;
use crate::people::{May, Person};
use crate::platform::answer;
use crate::platform::error::{Error, Message};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::{self, Export, Table};
use crate::platform::views::Field;
use crate::rules::id::Id;
use crate::rules::person::Action;
use crate::rules::requirement::in_locale;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use panel::{chosen, panel};
use serde::Deserialize;
use std::collections::BTreeMap;

const PATH: &str = "/obligations";

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    partner: Option<String>,
    status: Option<String>,
    requirement: Option<String>,
    search: Option<String>,
    show: Option<String>,
    on: Option<String>,
    person: Option<String>,
    cell: Option<String>,
}

impl Asked {
    /// The address of the same with something changed.
    fn href(&self, path: &str, change: impl FnOnce(&mut Self)) -> String {
        let mut asked = Self {
            person: None,
            cell: None,
            ..self.clone()
        };
        change(&mut asked);
        address(
            path,
            &[
                ("partner", asked.partner.as_deref()),
                ("status", asked.status.as_deref()),
                ("requirement", asked.requirement.as_deref()),
                ("search", asked.search.as_deref()),
                ("show", asked.show.as_deref()),
                ("on", asked.on.as_deref()),
                ("person", asked.person.as_deref()),
                ("cell", asked.cell.as_deref()),
            ],
        )
    }

    /// Somebody's record on the same day.
    fn record(&self, person_id: Id) -> String {
        address(&format!("/people/{person_id}/record"), &[("on", self.on.as_deref())])
    }

    fn shown(&self) -> Option<&'static str> {
        match self.show.as_deref() {
            Some("todo") => Some("todo"),
            Some("all") => Some("all"),
            _ => None,
        }
    }

    /// Whether phones leave out people who have nothing to do. Whoever chose a view or looks for somebody is shown whom they asked for.
    fn hides_idle(&self) -> bool {
        let wanted = self.wanted();
        self.shown().is_none() && wanted.search.is_none() && wanted.status.is_none()
    }

    fn wanted(&self) -> heat::Wanted<'_> {
        heat::Wanted {
            status: self.status.as_deref().filter(|status| rank(status) < rank("")),
            requirement: self.requirement.as_deref().filter(|code| !code.is_empty()),
            search: self.search.as_deref().map(str::trim).filter(|text| !text.is_empty()),
            todo: self.shown() == Some("todo"),
        }
    }
}

struct Loaded {
    whose: Option<Organisation>,
    units: Vec<Organisation>,
    branch: Branch,
    chosen: Option<(Person, Known)>,
    /// The past day that is looked at; none: today.
    on: Option<NaiveDate>,
    /// What is wrong with the day that was asked for: today is looked at instead.
    wrong: Option<Message>,
}

enum Found {
    One(Box<Loaded>),
    Many(Vec<Organisation>),
}

/// The heat map; for somebody with several partners the choice between them.
pub async fn show(may: May<SeeTeam>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    match find(&may, &state, &asked).await? {
        Found::One(loaded) => may.show(&state, &page(&may, &state, &asked, &loaded)?),
        Found::Many(_) if may.actor.may(Action::SeeNetwork) => Ok(answer::go(network(&asked))),
        Found::Many(units) => may.show(
            &state,
            &UnitsPage {
                units: choices(&asked, &units, None),
            },
        ),
    }
}

/// Exactly what is shown, as a file.
pub async fn export(may: May<SeeTeam>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let Found::One(loaded) = find(&may, &state, &asked).await? else {
        return Err(Error::NotFound);
    };
    if let Some(wrong) = loaded.wrong {
        return Err(refused(wrong));
    }
    let words = may.actor.words(&state);
    let heat = heat::Heat::of(&loaded.branch, may.actor.locale().code(), &asked.wanted());
    let mut head = [
        "overview-person",
        "table-roles",
        "table-organisation",
        "table-requirement",
        "table-status",
        "table-date",
        "table-due",
    ]
    .map(|key| words.text(key, &[]))
    .to_vec();
    let past = loaded.on.is_some();
    if past {
        head.push(words.text("table-status-now", &[]));
    }
    let rows = heat.rows.iter().flat_map(|row| {
        let cells = row
            .cells
            .iter()
            .zip(&heat.columns)
            .filter_map(|(cell, column)| Some((cell.as_ref()?, column)));
        cells.map(|(cell, column)| {
            let mut line: Vec<table::Cell> = vec![
                row.name.clone().into(),
                row.roles.clone().into(),
                row.organisation.clone().into(),
                column.title.clone().into(),
                words.text(&format!("status-{}", cell.status), &[]).into(),
                cell.on.into(),
                cell.due_on.into(),
            ];
            if past {
                let now = cell.since.map(|status| words.text(&format!("status-{status}"), &[]));
                line.push(now.unwrap_or_default().into());
            }
            line
        })
    });
    let table = Table {
        // The day stands in the name, so that a past one is not taken for today's.
        name: loaded
            .on
            .map_or_else(|| "kundig-obligations".to_owned(), |on| format!("kundig-obligations-{on}")),
        head,
        rows: rows.collect(),
        marked: true,
    };
    table::download(&may.asked.path, table, may.actor.now).await
}

async fn find(may: &May<SeeTeam>, state: &State, asked: &Asked) -> Result<Found, Error> {
    let (actor, scope, asked) = (may.actor.clone(), may.scope.clone(), asked.clone());
    let (on, wrong) = match past_day(asked.on.as_deref(), actor.today()) {
        Ok(on) => (on, None),
        Err(wrong) => (None, Some(wrong)),
    };
    state
        .db
        .gather(move |conn| {
            let (sight, whose, units) = match sight::view(conn, &actor, &scope, asked.partner.as_deref().filter(|id| !id.is_empty()))? {
                View::Many(units) => return Ok(Found::Many(units)),
                View::One(chosen) => (chosen.sight, chosen.whose, chosen.units),
            };
            let branch = Branch::load(conn, &sight, on, actor.today())?;
            let chosen = chosen(conn, &actor, &sight, (asked.person.as_deref(), on), &branch)?;
            Ok(Found::One(Box::new(Loaded {
                whose,
                units,
                branch,
                chosen,
                on,
                wrong,
            })))
        })
        .await
}

/// The network as it stood on the same day.
fn network(asked: &Asked) -> String {
    address("/network", &[("on", asked.on.as_deref())])
}

fn page(may: &May<SeeTeam>, state: &State, asked: &Asked, loaded: &Loaded) -> Result<OverviewPage, Error> {
    let words = may.actor.words(state);
    let locale = may.actor.locale().code();
    let all = heat::Heat::of(
        &loaded.branch,
        locale,
        &heat::Wanted {
            requirement: asked.wanted().requirement,
            ..heat::Wanted::default()
        },
    );
    let heat = heat::Heat::of(&loaded.branch, locale, &asked.wanted());
    let panel = panel(may, state, asked, loaded)?;
    let counts = all.counts();
    let count = |status: &&str| StatusCount {
        status: (*status).to_owned(),
        count: counts.get(*status).copied().unwrap_or_default(),
        href: asked.href(PATH, |asked| {
            asked.status = (asked.status.as_deref() != Some(*status)).then(|| (*status).to_owned());
        }),
        on: asked.status.as_deref() == Some(*status),
    };
    let kept = [
        ("partner", &asked.partner),
        ("status", &asked.status),
        ("requirement", &asked.requirement),
        ("search", &asked.search),
        ("show", &asked.show),
        ("on", &asked.on),
    ];
    let past_day = past_day::view(
        words,
        (PATH, asked.href(PATH, |asked| asked.on = None)),
        asked.on.as_deref(),
        (loaded.on, loaded.wrong.as_ref()),
        (may.actor.today(), Kept::beside(past_day::FIELD, &kept)),
    );
    Ok(OverviewPage {
        whose: loaded
            .whose
            .as_ref()
            .map_or_else(|| words.text("overview-team", &[]), |whose| whose.name.clone()),
        network_href: may.actor.may(Action::SeeNetwork).then(|| network(asked)),
        finding: finding(&all, year_end(past_day.looked_on)),
        past_day,
        units: choices(asked, &loaded.units, loaded.whose.as_ref().map(|whose| whose.id)),
        owed: ["overdue", "lapsed", "grace", "due"].iter().map(count).collect(),
        calm: ["open", "valid", "satisfied", "paused", "waived"].iter().map(count).collect(),
        show: asked.shown(),
        hides_idle: asked.hides_idle(),
        all_idle: asked.hides_idle() && heat.rows.iter().all(heat::HeatRow::rests),
        todo_href: asked.href(PATH, |asked| asked.show = Some("todo".to_owned())),
        todo_count: all.rows.iter().filter(|row| !row.idle()).count(),
        all_href: asked.href(PATH, |asked| asked.show = Some("all".to_owned())),
        all_count: all.rows.len(),
        requirements: requirements(asked, &loaded.branch, locale, &words.text("overview-any-requirement", &[])),
        requirement: asked
            .wanted()
            .requirement
            .and_then(|_| heat.columns.first())
            .map(|column| column.title.clone()),
        asked_requirement: heat
            .columns
            .first()
            .filter(|_| asked.wanted().requirement.is_some())
            .map(|column| column.code.to_owned()),
        search: Field::with("search", asked.search.clone().unwrap_or_default()),
        search_off_href: asked.href(PATH, |asked| asked.search = None),
        kept: Kept::beside("search", &kept),
        export: Export::of(asked.href("/obligations/table.csv", |_| ())),
        ahead_href: address(
            "/ahead",
            &[("partner", loaded.whose.as_ref().map(|whose| whose.id.to_string()).as_deref())],
        ),
        partner: loaded.whose.as_ref().map(|whose| whose.id.to_string()),
        may_book: may.actor.may(Action::BookSeats),
        span: heat.columns.len() + 1,
        columns: heat.columns.iter().map(heat::HeatColumn::shown).collect(),
        found: heat.rows.len(),
        groups: heat.groups(
            |person, code| {
                asked.href(PATH, |asked| {
                    asked.person = Some(person.to_string());
                    asked.cell = Some(code.to_owned());
                })
            },
            |person| asked.record(person),
            panel.as_ref().map(|(id, panel)| (*id, panel.why.code.as_str())),
        ),
        panel: panel.map(|(_, panel)| panel),
    })
}

fn finding(heat: &heat::Heat<'_>, year_end: NaiveDate) -> Finding {
    let counts = heat.counts();
    let missed = heat.rows.iter().filter(|row| row.behind()).count();
    let due = ["grace", "due"].iter().filter_map(|status| counts.get(*status)).sum();
    let last = heat.last_deadline();
    let kind = match (missed, due) {
        (0, 0) if counts.is_empty() => "none",
        (0, 0) if counts.contains_key("open") => "open",
        (0, 0) => "fine",
        (0, _) => "due",
        (_, 0) => "missed",
        _ => "missed_due",
    };
    Finding {
        kind,
        missed,
        due,
        until: last.filter(|last| *last > year_end),
    }
}

fn choices(asked: &Asked, units: &[Organisation], current: Option<Id>) -> Vec<Unit> {
    units
        .iter()
        .map(|unit| Unit {
            href: address(PATH, &[("partner", Some(&unit.id.to_string())), ("on", asked.on.as_deref())]),
            label: unit.name.clone(),
            current: current == Some(unit.id),
        })
        .collect()
}

/// The requirements that concern anybody in the branch, after the choice of all.
fn requirements(asked: &Asked, branch: &Branch, locale: &str, any: &str) -> Vec<Unit> {
    let mut all: BTreeMap<&str, Unit> = BTreeMap::new();
    for (requirement, version) in &branch.requirements {
        if branch.cells.iter().any(|cell| cell.requirement_id == requirement.id) {
            all.insert(
                &requirement.code,
                Unit {
                    href: asked.href(PATH, |asked| asked.requirement = Some(requirement.code.clone())),
                    label: told::short_title(in_locale(&version.title.0, locale)).to_owned(),
                    current: asked.requirement.as_deref() == Some(requirement.code.as_str()),
                },
            );
        }
    }
    let off = Unit {
        href: asked.href(PATH, |asked| asked.requirement = None),
        label: any.to_owned(),
        current: asked.requirement.is_none(),
    };
    std::iter::once(off).chain(all.into_values()).collect()
}

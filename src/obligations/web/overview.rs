//! The heat map of a partner or team, its filters, the panel of one cell, and the same as a table.

use super::address::address;
use super::heat;
use super::known::{Known, rank};
use super::sight::{self, View};
use crate::obligations::pages::{Finding, Kept, OverviewPage, Panel, StatusCount, Unit, UnitsPage};
use crate::obligations::store::overview::{self, CellRow, ExcusesOf, Sight};
use crate::obligations::store::{self, Requirement, Version};
use crate::obligations::told::{self, Told};
use crate::obligations::training::year_end;
use crate::organisations::Organisation;
use crate::organisations::catalogue::Names;
use crate::people::guard::SeeTeam;
use crate::people::{Actor, May, Person, store as people};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::{self, Export, Table};
use crate::platform::views::Field;
use crate::rules::id::Id;
use crate::rules::person::Action;
use crate::rules::requirement::in_locale;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

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
                ("person", asked.person.as_deref()),
                ("cell", asked.cell.as_deref()),
            ],
        )
    }

    fn shown(&self) -> Option<&'static str> {
        match self.show.as_deref() {
            Some("todo") => Some("todo"),
            Some("all") => Some("all"),
            _ => None,
        }
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

/// What the heat map is made of.
#[derive(Debug)]
pub struct Branch {
    /// Every cell.
    pub cells: Vec<CellRow>,
    /// Job roles by membership.
    pub roles: HashMap<Id, Vec<Names>>,
    /// Names of organisations.
    pub organisations: HashMap<Id, String>,
    /// What decides, by code.
    pub requirements: Vec<(Requirement, Version)>,
    /// Pauses and waivers.
    pub excuses: ExcusesOf,
}

struct Loaded {
    whose: Option<Organisation>,
    units: Vec<Organisation>,
    branch: Branch,
    chosen: Option<(Person, Known)>,
}

enum Found {
    One(Box<Loaded>),
    Many(Vec<Organisation>),
}

/// The heat map; for somebody with several partners the choice between them.
pub async fn show(may: May<SeeTeam>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    match find(&may, &state, &asked).await? {
        Found::One(loaded) => may.show(&state, &page(&may, &state, &asked, &loaded)?),
        Found::Many(_) if may.actor.may(Action::SeeNetwork) => Ok(answer::go("/network")),
        Found::Many(units) => may.show(
            &state,
            &UnitsPage {
                units: choices(&units, None),
            },
        ),
    }
}

/// Exactly what is shown, as a file.
pub async fn export(may: May<SeeTeam>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let Found::One(loaded) = find(&may, &state, &asked).await? else {
        return Err(Error::NotFound);
    };
    let words = may.actor.words(&state);
    let heat = heat::Heat::of(&loaded.branch, may.actor.locale().code(), &asked.wanted());
    let head = [
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
    let rows = heat.rows.iter().flat_map(|row| {
        let cells = row
            .cells
            .iter()
            .zip(&heat.columns)
            .filter_map(|(cell, column)| Some((cell.as_ref()?, column)));
        cells.map(|(cell, column)| {
            vec![
                row.name.clone().into(),
                row.roles.clone().into(),
                row.organisation.clone().into(),
                column.title.clone().into(),
                words.text(&format!("status-{}", cell.status), &[]).into(),
                cell.on.into(),
                cell.due_on.into(),
            ]
        })
    });
    let table = Table {
        name: "kundig-obligations".to_owned(),
        head,
        rows: rows.collect(),
        marked: true,
    };
    table::download(&may.asked.path, table, may.actor.now).await
}

async fn find(may: &May<SeeTeam>, state: &State, asked: &Asked) -> Result<Found, Error> {
    let (actor, scope, asked) = (may.actor.clone(), may.scope.clone(), asked.clone());
    state
        .db
        .gather(move |conn| {
            let (sight, whose, units) = match sight::view(conn, &actor, &scope, asked.partner.as_deref().filter(|id| !id.is_empty()))? {
                View::Many(units) => return Ok(Found::Many(units)),
                View::One(chosen) => (chosen.sight, chosen.whose, chosen.units),
            };
            let chosen = chosen(conn, &actor, &sight, asked.person.as_deref())?;
            let names = crate::organisations::store::list(conn, &sight.scope)?;
            let branch = Branch {
                cells: overview::cells(conn, &sight)?,
                roles: overview::roles_by_membership(conn, &sight.scope)?,
                organisations: names.into_iter().map(|organisation| (organisation.id, organisation.name)).collect(),
                requirements: store::asking(conn, actor.today())?,
                excuses: overview::excuses_within(conn, &sight.scope)?,
            };
            Ok(Found::One(Box::new(Loaded {
                whose,
                units,
                branch,
                chosen,
            })))
        })
        .await
}

/// The person of the panel; nobody else's is told to exist.
fn chosen(conn: &mut Conn, actor: &Actor, sight: &Sight, id: Option<&str>) -> Result<Option<(Person, Known)>, Error> {
    let Some(id) = id.filter(|id| !id.is_empty()) else {
        return Ok(None);
    };
    let id: Id = id.parse().map_err(|_| Error::NotFound)?;
    if !overview::sees_now(conn, sight, id, actor.today())? {
        return Err(Error::NotFound);
    }
    let person = people::find_any(conn, id)?.ok_or(Error::NotFound)?;
    let known = Known::load(conn, id, actor.now, actor.locale().code())?;
    Ok(Some((person, known)))
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
        ("show", &asked.show),
    ];
    Ok(OverviewPage {
        whose: loaded
            .whose
            .as_ref()
            .map_or_else(|| words.text("overview-team", &[]), |whose| whose.name.clone()),
        network_href: may.actor.may(Action::SeeNetwork).then(|| "/network".to_owned()),
        finding: finding(&all, year_end(may.actor.today())),
        units: choices(&loaded.units, loaded.whose.as_ref().map(|whose| whose.id)),
        owed: ["overdue", "lapsed", "grace", "due"].iter().map(count).collect(),
        calm: ["open", "valid", "satisfied", "paused", "waived"].iter().map(count).collect(),
        show: asked.shown(),
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
        kept: kept
            .into_iter()
            .filter_map(|(name, value)| {
                Some(Kept {
                    name: name.to_owned(),
                    value: value.clone()?,
                })
            })
            .collect(),
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
            panel.as_ref().map(|(id, panel)| (*id, panel.why.code.as_str())),
        ),
        panel: panel.map(|(_, panel)| panel),
    })
}

fn finding(heat: &heat::Heat<'_>, year_end: chrono::NaiveDate) -> Finding {
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

fn panel(may: &May<SeeTeam>, state: &State, asked: &Asked, loaded: &Loaded) -> Result<Option<(Id, Panel)>, Error> {
    let (Some((person, known)), Some(code)) = (&loaded.chosen, asked.cell.as_deref()) else {
        return Ok(None);
    };
    let one = known
        .explained
        .iter()
        .find(|one| one.requirement.code == code)
        .ok_or(Error::NotFound)?;
    let name = person.name();
    let told = Told {
        words: may.actor.words(state),
        name: Some(&name),
        today: may.actor.today(),
    };
    let excuses = may.actor.may(Action::ExcusePeople);
    let href = |what: &str| excuses.then(|| address(&format!("/people/{}/{what}/new", person.id), &[("requirement", Some(code))]));
    let by_hand = |path: &str| {
        let partner = loaded.whose.as_ref().map(|whose| whose.id.to_string());
        let person = person.id.to_string();
        address(
            path,
            &[
                ("pick", Some(&person)),
                ("requirement", Some(code)),
                ("partner", partner.as_deref()),
            ],
        )
    };
    let panel = Panel {
        remind_href: by_hand("/obligations/reminders"),
        book_href: may.actor.may(Action::BookSeats).then(|| by_hand("/obligations/bookings")),
        why: known.why(&told, one, may.actor.locale().code()),
        person: name.clone(),
        record_href: format!("/people/{}/record", person.id),
        close: asked.href(PATH, |_| ()),
        pause_href: href("pauses"),
        waiver_href: href("waivers"),
        extension_href: (!excuses && one.assessment.due.is_some())
            .then(|| address(&format!("/people/{}/extensions/new", person.id), &[("requirement", Some(code))])),
    };
    Ok(Some((person.id, panel)))
}

fn choices(units: &[Organisation], current: Option<Id>) -> Vec<Unit> {
    units
        .iter()
        .map(|unit| Unit {
            href: address(PATH, &[("partner", Some(&unit.id.to_string()))]),
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

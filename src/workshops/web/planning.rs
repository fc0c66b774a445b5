//! The planning board.

use super::tabs;
use crate::people::May;
use crate::people::guard::ManageWorkshops;
use crate::people::language::own_name;
use crate::platform::error::Error;
use crate::platform::i18n::Words;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::{self, Cell, Export, Table};
use crate::rules::ahead::USUAL_MONTHS;
use crate::rules::person::Action;
use crate::workshops::pages::{ChipChoice, PlanLine, PlanMonth, PlanPart, PlanningPage, ProposalView, UnofferedRow};
use crate::workshops::planning::{self, Asked, Board, Line, Part};
use crate::workshops::proposals::{Proposed, proposals};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// Address of the board.
const PATH: &str = "/planning";

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    language: String,
    country: String,
    region: String,
    by: String,
}

impl Filter {
    fn asked(&self) -> Asked {
        let set = |text: &str| (!text.is_empty()).then(|| text.replace('\0', ""));
        Asked {
            months: USUAL_MONTHS,
            language: set(&self.language),
            country: set(&self.country),
            region: set(&self.region),
            by_region: self.by == "region",
        }
    }
}

/// What stands in links: only what is offered, of a region the identifier.
#[derive(Clone, Copy, Debug, Default)]
struct Chosen<'a> {
    language: &'a str,
    country: &'a str,
    region: &'a str,
    by: &'a str,
}

impl<'a> Chosen<'a> {
    fn of(filter: &Filter, board: &'a Board) -> Self {
        let among = |all: &'a [String], code: &str| all.iter().find(|one| *one == code).map(String::as_str).unwrap_or_default();
        let region = board.regions.iter().find(|(id, _)| *id == filter.region);
        Self {
            language: among(&board.languages, &filter.language),
            country: among(&board.countries, &filter.country),
            region: region.map(|(id, _)| id.as_str()).unwrap_or_default(),
            by: if filter.by == "region" { "region" } else { "" },
        }
    }

    /// The address with these.
    fn href(self, path: &str) -> String {
        let pairs = [
            ("language", self.language),
            ("country", self.country),
            ("region", self.region),
            ("by", self.by),
        ];
        let set: Vec<String> = pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if set.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", set.join("&"))
        }
    }

    /// The address that tells each sales region by itself, or all together again; none where no region is in sight.
    fn by_href(self, board: &Board) -> Option<String> {
        let other = match self.by {
            "" => Self {
                by: "region",
                region: "",
                ..self
            },
            _ => Self { by: "", ..self },
        };
        (!board.regions.is_empty() || !self.by.is_empty()).then(|| other.href(PATH))
    }
}

/// `GET /planning`
pub async fn show(may: May<ManageWorkshops>, state: web::Data<State>, query: Query<Filter>) -> Result<HttpResponse, Error> {
    let (scope, today, locale, asked) = (may.scope.clone(), may.actor.today(), may.actor.locale().code(), query.asked());
    let (now, zone) = (may.actor.now, may.actor.zone());
    let (board, proposed) = state
        .db
        .gather(move |conn| {
            let board = planning::board(conn, &scope, &asked, today, locale)?;
            // Days are proposed for all that is missing, not for each region anew.
            let proposed = match asked.by_region {
                true => Vec::new(),
                false => proposals(conn, &board.lines, today, now, zone)?,
            };
            Ok((board, proposed))
        })
        .await?;
    let words = may.actor.words(&state);
    let sees = may.actor.may(Action::SeeOrganisations);
    let chosen = Chosen::of(&query, &board);
    let choice = |chosen: Chosen<'_>, label: String, current: bool| ChipChoice {
        href: chosen.href(PATH),
        label,
        current,
    };
    let language = |code: &String| {
        choice(
            Chosen { language: code, ..chosen },
            own_name(code).to_owned(),
            code == chosen.language,
        )
    };
    let country = |code: &String| choice(Chosen { country: code, ..chosen }, words.country(code), code == chosen.country);
    let region = |(id, name): &(String, String)| {
        let theirs = Chosen {
            region: id,
            by: "",
            ..chosen
        };
        choice(theirs, name.clone(), id == chosen.region)
    };
    let unoffered = board.unoffered.iter().map(|one| UnofferedRow {
        href: sees.then(|| format!("/organisations/{}", one.id)),
        name: one.name.clone(),
        titles: one.titles.clone(),
        due_on: one.due_on,
        breached: one.breached,
    });
    let page = PlanningPage {
        tabs: tabs(&may.actor, words, PATH),
        missing: board.lines.iter().map(Line::short).sum(),
        languages: board.languages.iter().map(language).collect(),
        language: (!chosen.language.is_empty()).then(|| own_name(chosen.language).to_owned()),
        language_off: Chosen { language: "", ..chosen }.href(PATH),
        countries: board.countries.iter().map(country).collect(),
        country: (!chosen.country.is_empty()).then(|| words.country(chosen.country)),
        country_off: Chosen { country: "", ..chosen }.href(PATH),
        regions: board.regions.iter().map(region).collect(),
        region: board
            .regions
            .iter()
            .find(|(id, _)| id == chosen.region)
            .map(|(_, name)| name.clone()),
        region_off: Chosen { region: "", ..chosen }.href(PATH),
        by_href: chosen.by_href(&board),
        by_region: !chosen.by.is_empty(),
        export: Export::of(chosen.href("/planning/table.csv")),
        unoffered: unoffered.collect(),
        parts: parts(&board, words, !chosen.by.is_empty(), proposed),
    };
    may.show(&state, &page)
}

/// `GET /planning/table.csv` and `.xlsx`: what is shown, a line for each month of a course.
pub async fn export(may: May<ManageWorkshops>, state: web::Data<State>, query: Query<Filter>) -> Result<HttpResponse, Error> {
    let (scope, today, locale, asked) = (may.scope.clone(), may.actor.today(), may.actor.locale().code(), query.asked());
    let by_region = asked.by_region;
    let board = state
        .db
        .gather(move |conn| planning::board(conn, &scope, &asked, today, locale))
        .await?;
    let words = may.actor.words(&state);
    let keys = [
        "ahead-by-course",
        "ahead-code",
        "ahead-behind",
        "planning-asked-head",
        "ahead-month",
        "planning-due",
        "planning-seats",
        "planning-missing",
    ];
    let mut head: Vec<String> = Vec::new();
    head.extend(by_region.then(|| words.text("ahead-by-region", &[])));
    head.extend(keys.map(|key| words.text(key, &[])));
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for part in parts(&board, words, by_region, Vec::new()) {
        for line in &part.lines {
            // What is only behind or asked for has no month; what is missing then is missing at once.
            let mut months: Vec<[Cell; 4]> = line
                .months
                .iter()
                .map(|month| [month.on.into(), month.due.into(), month.seats.into(), month.short.into()])
                .collect();
            if months.is_empty() {
                months.push([Cell::Empty, Cell::Empty, Cell::Empty, line.short.into()]);
            }
            for month in months {
                let mut row: Vec<Cell> = part.name.iter().map(|name| name.as_str().into()).collect();
                row.extend([Cell::from(line.title.as_str()), Cell::from(line.code.as_str())]);
                row.extend([line.behind, line.asked].map(Cell::Count));
                row.extend(month);
                rows.push(row);
            }
        }
    }
    let table = Table {
        name: if by_region {
            "kundig-planning-by-region"
        } else {
            "kundig-planning"
        }
        .to_owned(),
        head,
        rows,
        marked: true,
    };
    table::download(&may.asked.path, table, may.actor.now).await
}

/// All courses, or those of each sales region.
fn parts(board: &Board, words: &Words, by_region: bool, proposed: Vec<Option<Proposed>>) -> Vec<PlanPart> {
    if !by_region {
        let proposed = proposed.into_iter().chain(std::iter::repeat_with(|| None));
        let lines = board.lines.iter().cloned().zip(proposed).enumerate();
        let lines: Vec<PlanLine> = lines
            .map(|(place, (one, proposed))| line(one, proposed, (format!("p-0-{place}"), false)))
            .collect();
        let whole = PlanPart {
            name: None,
            short: board.lines.iter().map(Line::short).sum(),
            lines,
        };
        return Some(whole).filter(|whole| !whole.lines.is_empty()).into_iter().collect();
    }
    let part = |(number, part): (usize, &Part)| {
        let lines = part.lines.iter().cloned().enumerate();
        PlanPart {
            name: Some(match part.id.is_empty() {
                true => words.text("ahead-no-region", &[]),
                false => part.name.clone(),
            }),
            short: part.lines.iter().map(Line::short).sum(),
            lines: lines
                .map(|(place, one)| line(one, None, (format!("p-{number}-{place}"), true)))
                .collect(),
        }
    };
    board.parts.iter().enumerate().map(part).collect()
}

fn line(line: Line, proposed: Option<Proposed>, (id, below): (String, bool)) -> PlanLine {
    let short = line.short();
    let proposal = proposed.zip(line.workshop_id).map(|(proposed, id)| {
        let like = proposed.like.map(|like| format!("&copy={like}")).unwrap_or_default();
        let (room, trainer) = (proposed.room, proposed.trainer);
        ProposalView {
            href: format!(
                "/workshops/{id}/sessions/new?on={}&room={}&trainer={}{like}",
                proposed.on, room.0, trainer.0
            ),
            on: proposed.on,
            room: room.1,
            trainer: trainer.1,
            equipment: proposed.equipment.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join(", "),
        }
    });
    PlanLine {
        id,
        below,
        // Days are looked for where all regions stand together.
        searched: short > 0 && line.workshop_id.is_some() && !below,
        proposal,
        href: match line.workshop_id {
            Some(id) => format!("/workshops/{id}/sessions/new"),
            None => "/workshops/new".to_owned(),
        },
        ready: line.workshop_id.is_some(),
        title: line.title,
        code: line.code,
        behind: line.behind,
        asked: line.asked,
        short,
        // Where nothing is due, nothing is offered and nothing is missing there is nothing to see.
        months: line
            .months
            .into_iter()
            .filter(|month| month.due + month.seats > 0)
            .map(|month| PlanMonth {
                on: month.on,
                due: month.due,
                seats: month.seats,
                short: month.short,
            })
            .collect(),
    }
}

//! What lies ahead: obligations falling due per month, with filters in the address, and the same as a table.

mod narrowing;

pub(super) use narrowing::{country_name, region_name};

use super::address::address;
use super::sight::{self, View};
use crate::obligations::ahead::{By, Line, Outlook, Wanted, When, outlook, regions};
use crate::obligations::pages::{AheadLine, AheadPage, AheadTab, Figure, MonthHead, Unit};
use crate::obligations::store::overview::{self, Sight};
use crate::obligations::store::{self, ahead};
use crate::obligations::told::short_title;
use crate::organisations::Organisation;
use crate::people::guard::SeeTeam;
use crate::people::{Actor, May};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::i18n::{DateForm, Words};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::{self, Cell, Export, Table};
use crate::rules::ahead::{MOST_MONTHS, USUAL_MONTHS};
use crate::rules::person::Action;
use crate::rules::requirement::in_locale;
use actix_web::{HttpResponse, web};
use narrowing::narrowing;
use serde::Deserialize;
use std::collections::BTreeSet;

const PATH: &str = "/ahead";

/// The rows behind a figure.
pub(super) const ROWS: &str = "/ahead/obligations";

/// What stands for places without a country or region in addresses.
const NOWHERE: &str = "-";

/// Spans to choose between, in months.
const SPANS: [u32; 4] = [6, 12, 24, 36];

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub(super) by: Option<String>,
    pub(super) months: Option<String>,
    pub(super) partner: Option<String>,
    pub(super) country: Option<String>,
    pub(super) region: Option<String>,
    pub(super) language: Option<String>,
    pub(super) requirement: Option<String>,
    pub(super) course: Option<String>,
    pub(super) month: Option<String>,
    pub(super) page: Option<String>,
}

impl Asked {
    /// The address of the same with something changed, from its beginning.
    pub(super) fn href(&self, path: &str, change: impl FnOnce(&mut Self)) -> String {
        let mut asked = Self {
            page: None,
            ..self.clone()
        };
        change(&mut asked);
        let by = asked.by.as_deref().filter(|_| path != ROWS);
        address(
            path,
            &[
                ("by", by),
                ("months", asked.months.as_deref()),
                ("partner", asked.partner.as_deref()),
                ("country", asked.country.as_deref()),
                ("region", asked.region.as_deref()),
                ("language", asked.language.as_deref()),
                ("requirement", asked.requirement.as_deref()),
                ("course", asked.course.as_deref()),
                ("month", asked.month.as_deref()),
                ("page", asked.page.as_deref()),
            ],
        )
    }

    fn by(&self) -> By {
        self.by.as_deref().and_then(By::from_word).unwrap_or_default()
    }

    fn span(&self) -> u32 {
        let typed = self.months.as_deref().and_then(|text| text.parse::<u32>().ok());
        typed.unwrap_or(USUAL_MONTHS).clamp(1, MOST_MONTHS)
    }

    /// As the rules know it. PostgreSQL takes no NUL, and no code holds one.
    pub(super) fn wanted(&self) -> Wanted {
        let set = |field: &Option<String>| field.clone().filter(|text| !text.is_empty()).map(|text| text.replace('\0', "?"));
        let known = |key: String| if key == NOWHERE { String::new() } else { key };
        Wanted {
            by: self.by(),
            months: self.span(),
            when: self.month.as_deref().and_then(When::from_word),
            country: set(&self.country).map(known),
            region: set(&self.region).map(known),
            language: set(&self.language),
            requirement: set(&self.requirement),
            course: set(&self.course),
        }
    }
}

/// Whom a reader looks at: their team, the partner that the address names, or all whom they may see.
pub(super) struct Reader {
    pub(super) sight: Sight,
    pub(super) whose: Option<Organisation>,
    pub(super) units: Vec<Organisation>,
}

pub(super) fn reader(conn: &mut Conn, actor: &Actor, scope: &crate::organisations::Scope, asked: &Asked) -> Result<Reader, Error> {
    let partner = asked.partner.as_deref().filter(|id| !id.is_empty());
    Ok(match sight::view(conn, actor, scope, partner)? {
        View::One(chosen) => Reader {
            sight: chosen.sight,
            whose: chosen.whose,
            units: chosen.units,
        },
        View::Many(units) => Reader {
            sight: sight::sight(conn, actor, scope)?,
            whose: None,
            units: if actor.may(Action::SeeNetwork) { Vec::new() } else { units },
        },
    })
}

struct Loaded {
    reader: Reader,
    outlook: Outlook,
    countries: BTreeSet<String>,
    regions: Vec<(String, String)>,
    languages: Vec<String>,
    requirements: Vec<(String, String)>,
}

/// The figures.
pub async fn show(may: May<SeeTeam>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let loaded = load(&may, &state, &asked).await?;
    may.show(&state, &page(&may, may.actor.words(&state), &asked, loaded))
}

/// Exactly what is shown, as a file.
pub async fn export(may: May<SeeTeam>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let Loaded { outlook, .. } = load(&may, &state, &asked).await?;
    let words = may.actor.words(&state);
    let by = asked.by();
    let with_code = matches!(by, By::Course | By::Requirement);
    let mut head = vec![words.text(&format!("ahead-by-{}", by.as_str()), &[])];
    if with_code {
        head.push(words.text("ahead-code", &[]));
    }
    if by == By::Course {
        head.push(words.text("ahead-instead-head", &[]));
    }
    head.push(words.text("ahead-behind", &[]));
    let today = outlook.window.today;
    head.extend(
        outlook
            .window
            .months()
            .into_iter()
            .map(|month| words.date(month, DateForm::MonthShort, today)),
    );
    head.push(words.text("ahead-total", &[]));
    let row = |line: &Line| {
        let mut cells: Vec<Cell> = vec![label(words, by, line).into()];
        if with_code {
            cells.push(line.key.clone().into());
        }
        if by == By::Course {
            cells.push(line.instead.join(", ").into());
        }
        cells.push(line.behind.into());
        cells.extend(line.months.iter().map(|count| Cell::Count(*count)));
        cells.push(line.total().into());
        cells
    };
    let table = Table {
        name: "kundig-ahead".to_owned(),
        head,
        rows: outlook.lines.iter().map(row).collect(),
        marked: true,
    };
    table::download(&may.asked.path, table, may.actor.now).await
}

async fn load(may: &May<SeeTeam>, state: &State, asked: &Asked) -> Result<Loaded, Error> {
    let (actor, scope, asked) = (may.actor.clone(), may.scope.clone(), asked.clone());
    state
        .db
        .gather(move |conn| {
            let reader = reader(conn, &actor, &scope, &asked)?;
            let (today, locale) = (actor.today(), actor.locale().code());
            let mut wanted = asked.wanted();
            // The figures are those of all months; one month is what the rows are narrowed to.
            wanted.when = None;
            let places = overview::main_places(conn, &reader.sight.scope)?.into_values();
            let asking = store::asking(conn, today)?.into_iter();
            Ok(Loaded {
                outlook: outlook(conn, &reader.sight, today, &wanted, locale)?,
                countries: places.map(|(country, _)| country).filter(|country| !country.is_empty()).collect(),
                regions: regions(conn, &reader.sight)?,
                languages: ahead::languages(conn, &reader.sight)?,
                requirements: asking
                    .map(|(requirement, version)| (requirement.code, short_title(in_locale(&version.title.0, locale)).to_owned()))
                    .collect(),
                reader,
            })
        })
        .await
}

fn page(may: &May<SeeTeam>, words: &Words, asked: &Asked, loaded: Loaded) -> AheadPage {
    let months = loaded.outlook.window.months();
    let lines = &loaded.outlook.lines;
    let behind: i64 = lines.iter().map(|line| line.behind).sum();
    let in_month = |at: usize| lines.iter().filter_map(|line| line.months.get(at)).sum::<i64>();
    let counts: Vec<i64> = (0..months.len()).map(in_month).collect();
    let total: i64 = counts.iter().sum();
    let fullest = counts.iter().max().copied().filter(|most| *most > 0);
    let rows = |count: i64, when: Option<When>| figure(asked, count, when, |_| ());
    let by = asked.by();
    AheadPage {
        back: back(may, words),
        until: loaded.outlook.window.until,
        most: fullest
            .and_then(|most| counts.iter().position(|count| *count == most))
            .and_then(|at| months.get(at).copied()),
        tabs: By::ALL
            .into_iter()
            // Within one partner there is nothing to tell apart.
            .filter(|one| *one != By::Region || by == By::Region || !loaded.regions.is_empty())
            .map(|one| tab(asked, words, one))
            .collect(),
        by: by.as_str(),
        narrowing: narrowing(asked, words, &loaded),
        months: months
            .iter()
            .zip(&counts)
            .map(|(on, count)| MonthHead {
                on: *on,
                figure: rows(*count, Some(When::Month(*on))),
            })
            .collect(),
        behind_in_all: rows(behind, Some(When::Behind)),
        in_all: rows(total + behind, None),
        lines: lines.iter().map(|line| shown(asked, words, by, line, &months)).collect(),
        export: Export::of(asked.href("/ahead/table.csv", |asked| asked.month = None)),
        whose: loaded.reader.whose.map(|whose| whose.name),
        total,
        behind,
    }
}

fn back(may: &May<SeeTeam>, words: &Words) -> Unit {
    let (href, key) = match may.actor.may(Action::SeeNetwork) {
        true => ("/network", "menu-network"),
        false => ("/obligations", "menu-obligations"),
    };
    Unit {
        href: href.to_owned(),
        label: words.text(key, &[]),
        current: false,
    }
}

fn tab(asked: &Asked, words: &Words, by: By) -> AheadTab {
    AheadTab {
        href: asked.href(PATH, |asked| asked.by = (by != By::default()).then(|| by.as_str().to_owned())),
        label: words.text(&format!("ahead-by-{}", by.as_str()), &[]),
        note: None,
        current: asked.by() == by,
    }
}

/// A count and the address of its rows.
fn figure(asked: &Asked, count: i64, when: Option<When>, change: impl FnOnce(&mut Asked)) -> Figure {
    Figure {
        count,
        href: asked.href(ROWS, |asked| {
            asked.month = when.map(When::word);
            change(asked);
        }),
    }
}

fn label(words: &Words, by: By, line: &Line) -> String {
    match by {
        By::Country => country_name(words, line.label.clone()),
        By::Region if line.key.is_empty() => words.text("ahead-no-region", &[]),
        _ => line.label.clone(),
    }
}

fn shown(asked: &Asked, words: &Words, by: By, line: &Line, months: &[chrono::NaiveDate]) -> AheadLine {
    let cell = |count: i64, when: Option<When>| {
        figure(asked, count, when, |asked| {
            let key = Some(line.key.clone());
            let place = key.clone().map(|key| if key.is_empty() { NOWHERE.to_owned() } else { key });
            match by {
                By::Course => asked.course = key,
                By::Requirement => asked.requirement = key,
                By::Country => asked.country = place,
                By::Region => asked.region = place,
                By::Language => asked.language = key,
            }
        })
    };
    AheadLine {
        code: (matches!(by, By::Course | By::Requirement) && line.key != line.label).then(|| line.key.clone()),
        label: label(words, by, line),
        instead: line.instead.join(", "),
        behind: cell(line.behind, Some(When::Behind)),
        months: months
            .iter()
            .zip(&line.months)
            .map(|(month, count)| cell(*count, Some(When::Month(*month))))
            .collect(),
        total: cell(line.total(), None),
    }
}

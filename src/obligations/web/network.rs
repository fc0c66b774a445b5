//! All partners by overdue share, and the same as a table.

use super::{address::address, exceptions};
use crate::duties;
use crate::obligations::pages::{Bars, Figure, Kept, LINE, NetworkPage, NetworkRow, Sort, Sorts, Unit};
use crate::obligations::store::overview::{self, Figures};
use crate::obligations::training::year_end;
use crate::obligations::{store, told};
use crate::organisations::store as organisations;
use crate::people::May;
use crate::people::guard::SeeNetwork;
use crate::platform::error::Error;
use crate::platform::i18n::Words;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::{self, Cell, Export, Table};
use crate::platform::views::Field;
use crate::rules::person::Action;
use crate::rules::requirement::in_locale;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use std::collections::BTreeSet;

const PATH: &str = "/network";

/// Partners on one page of the list.
const PER_PAGE: usize = 50;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    above: Option<String>,
    country: Option<String>,
    requirement: Option<String>,
    search: Option<String>,
    sort: Option<String>,
    page: Option<String>,
}

impl Asked {
    fn href(&self, path: &str, change: impl FnOnce(&mut Self)) -> String {
        let mut asked = Self {
            page: None,
            ..self.clone()
        };
        change(&mut asked);
        address(
            path,
            &[
                ("above", asked.above.as_deref()),
                ("country", asked.country.as_deref()),
                ("requirement", asked.requirement.as_deref()),
                ("search", asked.search.as_deref()),
                ("sort", asked.sort.as_deref()),
                ("page", asked.page.as_deref()),
            ],
        )
    }

    fn only_above(&self) -> bool {
        self.above.as_deref() == Some("1")
    }
}

/// A partner with its figures, those of its branches among them.
#[derive(Clone, Debug)]
pub(in crate::obligations) struct Partner {
    id: String,
    pub(in crate::obligations) number: String,
    pub(in crate::obligations) name: String,
    path: String,
    pub(in crate::obligations) country: String,
    pub(in crate::obligations) city: String,
    /// People, those behind, those with something lapsed, obligations due.
    pub(in crate::obligations) figures: [i64; 4],
}

impl Partner {
    pub(in crate::obligations) fn share(&self) -> f64 {
        let [people, behind, ..] = self.figures;
        if people == 0 { 0.0 } else { behind as f64 / people as f64 * 100.0 }
    }

    fn add(&mut self, figures: &Figures) {
        let more = [figures.people, figures.behind, figures.lapsed, figures.due];
        for (sum, more) in self.figures.iter_mut().zip(more) {
            *sum += more;
        }
    }
}

struct Loaded {
    partners: Vec<Partner>,
    countries: BTreeSet<String>,
    requirements: Vec<(String, String)>,
    duties: duties::Count,
    extensions: Option<i64>,
    without_offer: Vec<Unit>,
}

/// The network.
pub async fn show(may: May<SeeNetwork>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let loaded = load(&may, &state, &asked).await?;
    may.show(&state, &page(&may, &state, &asked, loaded))
}

/// Exactly what is shown, all pages of it, as a file.
pub async fn export(may: May<SeeNetwork>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let loaded = load(&may, &state, &asked).await?;
    let words = may.actor.words(&state);
    let until = words.date(year_end(may.actor.today()), crate::platform::i18n::DateForm::Day, may.actor.today());
    let mut head = [
        "table-number",
        "network-partner",
        "table-country",
        "table-city",
        "network-people",
        "network-share",
        "network-overdue",
        "network-lapsed",
    ]
    .map(|key| words.text(key, &[]))
    .to_vec();
    head.push(words.text("network-due", &[("date", until.into())]));
    let rows = listed(&asked, loaded.partners).into_iter().map(|partner| {
        let [people, behind, lapsed, due] = partner.figures;
        let share = Cell::Figure(partner.share(), 1);
        let mut row = [partner.number, partner.name, partner.country, partner.city]
            .map(Cell::from)
            .to_vec();
        row.extend([people.into(), share, behind.into(), lapsed.into(), due.into()]);
        row
    });
    let table = Table {
        name: "kundig-network".to_owned(),
        rows: rows.collect(),
        head,
        marked: true,
    };
    table::download(&may.asked.path, table, may.actor.now).await
}

/// How the partners stand, of one country or by one requirement where that is asked for.
pub(in crate::obligations) async fn standing(
    may: &May<SeeNetwork>,
    state: &State,
    country: Option<String>,
    requirement: Option<String>,
) -> Result<Vec<Partner>, Error> {
    let asked = Asked {
        country,
        requirement,
        ..Asked::default()
    };
    let loaded = load(may, state, &asked).await?;
    Ok(listed(&asked, loaded.partners))
}

async fn load(may: &May<SeeNetwork>, state: &State, asked: &Asked) -> Result<Loaded, Error> {
    let (scope, today, now, locale) = (may.scope.clone(), may.actor.today(), may.actor.now, may.actor.locale().code());
    let answers = may.actor.may(Action::ExcusePeople).then(|| may.actor.scope(Action::ExcusePeople));
    let until = year_end(today);
    let asked = asked.clone();
    state
        .db
        .gather(move |conn| {
            let mut places = overview::main_places(conn, &scope)?;
            let mut partners: Vec<Partner> = crate::organisations::units(organisations::list(conn, &scope)?)
                .into_iter()
                .map(|organisation| {
                    let (country, city) = places.remove(&organisation.id).unwrap_or_default();
                    Partner {
                        id: organisation.id.to_string(),
                        number: organisation.external_id,
                        name: organisation.name,
                        path: organisation.path,
                        country,
                        city,
                        figures: [0; 4],
                    }
                })
                .collect();
            let wanted = asked.requirement.as_deref().filter(|code| !code.is_empty());
            let figures = overview::figures(conn, &scope, wanted, until)?;
            partners.sort_by(|a, b| a.path.cmp(&b.path));
            for counted in &figures {
                // The partner that an organisation belongs to is the last one whose path begins its own.
                let at = partners.partition_point(|partner| partner.path <= counted.path);
                if let Some(partner) = at
                    .checked_sub(1)
                    .and_then(|at| partners.get_mut(at))
                    .filter(|p| counted.path.starts_with(&p.path))
                {
                    partner.add(counted);
                }
            }
            let requirements = store::asking(conn, today)?
                .into_iter()
                .map(|(requirement, version)| (requirement.code, told::short_title(in_locale(&version.title.0, locale)).to_owned()))
                .collect();
            let without_offer = exceptions::without_offer(conn, answers.as_ref(), today, now, locale)?;
            let extensions = match &answers {
                Some(scope) => Some(store::extension::waiting(conn, scope)?),
                None => None,
            };
            Ok(Loaded {
                duties: duties::count(conn, &scope, today)?,
                extensions,
                without_offer,
                countries: partners
                    .iter()
                    .map(|partner| partner.country.clone())
                    .filter(|country| !country.is_empty())
                    .collect(),
                requirements,
                partners,
            })
        })
        .await
}

/// The partners that the filters leave, in the order asked for.
fn listed(asked: &Asked, partners: Vec<Partner>) -> Vec<Partner> {
    let mut left = matching(asked, partners);
    if asked.only_above() {
        left.retain(|partner| partner.share() > LINE);
    }
    match asked.sort.as_deref() {
        Some("name") => left.sort_by(|a, b| (a.name.to_lowercase(), &a.id).cmp(&(b.name.to_lowercase(), &b.id))),
        Some("people") => left.sort_by(|a, b| (b.figures[0], &a.name).cmp(&(a.figures[0], &b.name))),
        _ => left.sort_by(by_share),
    }
    left
}

fn matching(asked: &Asked, mut partners: Vec<Partner>) -> Vec<Partner> {
    if let Some(country) = asked.country.as_deref().filter(|country| !country.is_empty()) {
        partners.retain(|partner| partner.country == country);
    }
    if let Some(text) = asked
        .search
        .as_deref()
        .map(|text| text.trim().to_lowercase())
        .filter(|text| !text.is_empty())
    {
        partners.retain(|partner| partner.name.to_lowercase().contains(&text) || partner.number.to_lowercase().contains(&text));
    }
    partners
}

fn by_share(a: &Partner, b: &Partner) -> std::cmp::Ordering {
    b.share()
        .total_cmp(&a.share())
        .then_with(|| (&a.name, &a.id).cmp(&(&b.name, &b.id)))
}

fn page(may: &May<SeeNetwork>, state: &State, asked: &Asked, loaded: Loaded) -> NetworkPage {
    let words = may.actor.words(state);
    let mut all = matching(asked, loaded.partners.clone());
    all.sort_by(by_share);
    let shares: Vec<f64> = all.iter().map(Partner::share).collect();
    let bars = Bars::of(&shares, all.first().map_or("", |partner| &partner.name));
    let is_empty = loaded.partners.is_empty();
    let rows = listed(asked, loaded.partners);
    let found = rows.len();
    let pages = found.div_ceil(PER_PAGE).max(1);
    let number = asked
        .page
        .as_deref()
        .and_then(|page| page.parse::<usize>().ok())
        .unwrap_or(1)
        .clamp(1, pages);
    let turned = |number: usize| asked.href(PATH, |asked| asked.page = Some(number.to_string()));
    let first = (number - 1) * PER_PAGE;
    let kept = [
        ("above", &asked.above),
        ("country", &asked.country),
        ("requirement", &asked.requirement),
        ("sort", &asked.sort),
    ];
    let sort = |word: Option<&str>, direction| Sort {
        href: asked.href(PATH, |asked| asked.sort = word.map(ToOwned::to_owned)),
        now: (asked.sort.as_deref().filter(|word| matches!(*word, "name" | "people")) == word).then_some(direction),
    };
    let names: Vec<(String, String)> = loaded.countries.iter().map(|code| (code.clone(), words.country(code))).collect();
    NetworkPage {
        above: shares.iter().filter(|share| **share > LINE).count(),
        total: all.len(),
        is_empty,
        import_href: may.actor.may(Action::Import).then(|| "/imports/new?kind=organisations".to_owned()),
        only_above: asked.only_above(),
        above_href: asked.href(PATH, |asked| asked.above = (!asked.only_above()).then(|| "1".to_owned())),
        bars: bars.filter(|bars| bars.above + bars.between > 0),
        countries: menu(
            asked,
            |asked, word| asked.country = word,
            names.iter().map(|(code, name)| (code.as_str(), name.as_str())),
            &asked.country,
        ),
        country: asked
            .country
            .as_ref()
            .filter(|country| !country.is_empty())
            .map(|code| words.country(code)),
        requirement: loaded
            .requirements
            .iter()
            .find(|(code, _)| asked.requirement.as_ref() == Some(code))
            .map(|(_, title)| title.clone()),
        requirements: menu(
            asked,
            |asked, word| asked.requirement = word,
            loaded.requirements.iter().map(|(code, title)| (code.as_str(), title.as_str())),
            &asked.requirement,
        ),
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
        export: Export::of(asked.href("/network/table.csv", |_| ())),
        extensions: loaded.extensions.map(|count| Figure {
            count,
            href: "/extensions".to_owned(),
        }),
        without_offer: loaded.without_offer,
        sorts: Sorts {
            name: sort(Some("name"), "ascending"),
            people: sort(Some("people"), "descending"),
            share: sort(None, "descending"),
        },
        first: (first + 1).min(found),
        last: (first + PER_PAGE).min(found),
        previous: (number > 1).then(|| turned(number - 1)),
        next: (number < pages).then(|| turned(number + 1)),
        scale: shares.first().copied().unwrap_or_default().max(LINE),
        rows: rows
            .into_iter()
            .skip(first)
            .take(PER_PAGE)
            .map(|partner| row(partner, words))
            .collect(),
        found,
        year_end: year_end(may.actor.today()),
        duties_breached: loaded.duties.breached,
        duties_due_soon: loaded.duties.due_soon,
    }
}

fn row(partner: Partner, words: &Words) -> NetworkRow {
    let [people, overdue, lapsed, due] = partner.figures;
    let share = partner.share();
    let country = if partner.country.is_empty() {
        String::new()
    } else {
        words.country(&partner.country)
    };
    let place = [country, partner.city]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    NetworkRow {
        name: partner.name,
        href: address("/obligations", &[("partner", Some(&partner.id))]),
        place,
        people,
        share,
        high: share > LINE,
        overdue,
        lapsed,
        due,
    }
}

/// The choices of a filter; the one that is chosen lifts it.
fn menu<'a>(
    asked: &Asked,
    set: impl Fn(&mut Asked, Option<String>),
    choices: impl Iterator<Item = (&'a str, &'a str)>,
    chosen: &Option<String>,
) -> Vec<Unit> {
    choices
        .map(|(word, label)| {
            let current = chosen.as_deref() == Some(word);
            Unit {
                href: asked.href(PATH, |asked| set(asked, (!current).then(|| word.to_owned()))),
                label: label.to_owned(),
                current,
            }
        })
        .collect()
}

//! All partners by overdue share, and the same as a table.

mod partners;

pub(in crate::obligations) use partners::{Partner, figure, standing};

use super::address::address;
use super::past_day;
use crate::obligations::pages::{Bars, Figure, Kept, LINE, NetworkPage, NetworkRow, Sort, Sorts, Unit};
use crate::obligations::training::year_end;
use crate::people::May;
use crate::people::guard::SeeNetwork;
use crate::platform::error::Error;
use crate::platform::i18n::Words;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::{self, Cell, Export, Table};
use crate::platform::views::Field;
use crate::rules::person::Action;
use actix_web::{HttpResponse, web};
use partners::{Loaded, by_share, listed, load, loaded, matching};
use serde::Deserialize;

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
    on: Option<String>,
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
                ("on", asked.on.as_deref()),
                ("page", asked.page.as_deref()),
            ],
        )
    }

    fn only_above(&self) -> bool {
        self.above.as_deref() == Some("1")
    }
}

/// The network.
pub async fn show(may: May<SeeNetwork>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let loaded = load(&may, &state, &asked).await?;
    may.show(&state, &page(&may, &state, &asked, loaded))
}

/// Exactly what is shown, all pages of it, as a file.
pub async fn export(may: May<SeeNetwork>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let loaded = loaded(&may, &state, &asked).await?;
    let words = may.actor.words(&state);
    let on = loaded.on.unwrap_or(may.actor.today());
    let until = words.date(year_end(on), crate::platform::i18n::DateForm::Day, may.actor.today());
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
    head.extend(["network-owed-open", "network-owed-breached"].map(|key| words.text(key, &[])));
    let rows = listed(&asked, loaded.partners).into_iter().map(|partner| {
        let [people, behind, lapsed, due] = partner.figures;
        let share = Cell::Figure(partner.share(), 1);
        let (open, breached) = (partner.open(), figure(partner.owed.breached));
        let mut row = [partner.number, partner.name, partner.country, partner.city]
            .map(Cell::from)
            .to_vec();
        row.extend([
            people.into(),
            share,
            behind.into(),
            lapsed.into(),
            due.into(),
            open.into(),
            breached.into(),
        ]);
        row
    });
    let table = Table {
        // The day stands in the name, so that a past one is not taken for today's.
        name: loaded
            .on
            .map_or_else(|| "kundig-network".to_owned(), |on| format!("kundig-network-{on}")),
        rows: rows.collect(),
        head,
        marked: true,
    };
    table::download(&may.asked.path, table, may.actor.now).await
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
        ("search", &asked.search),
        ("on", &asked.on),
    ];
    let past_day = past_day::view(
        words,
        (PATH, asked.href(PATH, |asked| asked.on = None)),
        asked.on.as_deref(),
        (loaded.on, loaded.wrong.as_ref()),
        (may.actor.today(), Kept::beside(past_day::FIELD, &kept)),
    );
    let year_end = year_end(past_day.looked_on);
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
        kept: Kept::beside("search", &kept),
        past_day,
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
            .map(|partner| row(partner, asked.on.as_deref().filter(|_| loaded.on.is_some()), words))
            .collect(),
        found,
        year_end,
        duties_breached: loaded.duties.breached,
        duties_due_soon: loaded.duties.due_soon,
    }
}

fn row(partner: Partner, on: Option<&str>, words: &Words) -> NetworkRow {
    let [people, overdue, lapsed, due] = partner.figures;
    let (share, owed_open) = (partner.share(), partner.open());
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
        owed_open,
        owed_breached: figure(partner.owed.breached),
        owed_href: address("/both-sides", &[("partner", Some(&partner.id))]),
        name: partner.name,
        href: address("/obligations", &[("partner", Some(&partner.id)), ("on", on)]),
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

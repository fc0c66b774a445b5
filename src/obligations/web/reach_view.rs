//! Whom a requirement reaches, as the panel beside it shows it.

use crate::obligations::pages::{ChangeView, CountryLine, ReachView};
use crate::obligations::reach::Reach;
use crate::platform::i18n::Words;

/// Countries that the panel names; the others are counted together.
const COUNTRIES: usize = 6;

/// Whom it reaches, as the panel shows it.
pub fn reach_view(reach: Reach, words: &Words, counted_at: chrono::DateTime<chrono::Utc>) -> ReachView {
    let mut countries: Vec<CountryLine> = reach
        .by_country
        .into_iter()
        .map(|country| CountryLine {
            country: words.country(&country.country),
            people: country.people,
            overdue: country.overdue,
        })
        .collect();
    if countries.len() > COUNTRIES + 1 {
        let rest = countries.split_off(COUNTRIES);
        countries.push(CountryLine {
            country: String::new(),
            people: rest.iter().map(|country| country.people).sum(),
            overdue: rest.iter().map(|country| country.overdue).sum(),
        });
    }
    ReachView {
        on: reach.on,
        people: reach.people,
        partners: reach.partners,
        overdue: reach.overdue,
        due: reach.due,
        valid: reach.valid,
        change: reach.change.map(|change| ChangeView {
            come_in: change.come_in,
            drop_out: change.drop_out,
            earlier: change.earlier,
            later: change.later,
            owed: change.told(words).join(" "),
        }),
        countries,
        counted_at,
    }
}

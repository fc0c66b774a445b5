//! The partners of the network with their figures, of today or of a past day.

use super::Asked;
use crate::duties;
use crate::obligations::pages::{LINE, Unit};
use crate::obligations::past::figures_on;
use crate::obligations::store;
use crate::obligations::store::overview::{self, Figures};
use crate::obligations::told;
use crate::obligations::training::year_end;
use crate::obligations::web::exceptions;
use crate::obligations::web::past_day::{past_day, refused};
use crate::organisations::store as organisations;
use crate::people::May;
use crate::people::guard::SeeNetwork;
use crate::platform::error::{Error, Message};
use crate::platform::state::State;
use crate::rules::person::Action;
use crate::rules::requirement::in_locale;
use actix_web::web;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A partner with its figures, those of its branches among them.
#[derive(Clone, Debug)]
pub(in crate::obligations) struct Partner {
    pub(super) id: String,
    pub(in crate::obligations) number: String,
    pub(in crate::obligations) name: String,
    path: String,
    pub(in crate::obligations) country: String,
    pub(in crate::obligations) city: String,
    /// People, those behind, those with something lapsed, obligations due.
    pub(in crate::obligations) figures: [i64; 4],
    /// How the manufacturer's duties to it stand.
    pub(in crate::obligations) owed: duties::Count,
}

/// How many, as tables have it.
pub(in crate::obligations) fn figure(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

impl Partner {
    pub(in crate::obligations) fn share(&self) -> f64 {
        let [people, behind, ..] = self.figures;
        if people == 0 { 0.0 } else { behind as f64 / people as f64 * 100.0 }
    }

    /// The manufacturer's duties to it that are neither kept nor in breach.
    pub(in crate::obligations) fn open(&self) -> i64 {
        figure(self.owed.open + self.owed.due_soon)
    }

    fn add(&mut self, figures: &Figures) {
        let more = [figures.people, figures.behind, figures.lapsed, figures.due];
        for (sum, more) in self.figures.iter_mut().zip(more) {
            *sum += more;
        }
    }
}

/// What the page and its file are made of.
pub(super) struct Loaded {
    /// Every partner in sight.
    pub(super) partners: Vec<Partner>,
    /// Countries that can be chosen.
    pub(super) countries: BTreeSet<String>,
    /// Code and title of requirements that can be chosen.
    pub(super) requirements: Vec<(String, String)>,
    /// How the manufacturer's duties stand.
    pub(super) duties: duties::Count,
    /// Requests for more time that wait; none for those who do not answer them.
    pub(super) extensions: Option<i64>,
    /// Requirements for which nothing is on offer in time today; none where a past day is looked at.
    pub(super) without_offer: Vec<Unit>,
    /// The past day that is looked at; none: today.
    pub(super) on: Option<NaiveDate>,
    /// What is wrong with the day that was asked for: today is looked at instead.
    pub(super) wrong: Option<Message>,
}

/// How the partners stand, of one country, by one requirement or on a past day where that is asked for.
///
/// # Errors
///
/// What is wrong with the day.
pub(in crate::obligations) async fn standing(
    may: &May<SeeNetwork>,
    state: &State,
    country: Option<String>,
    requirement: Option<String>,
    on: Option<String>,
) -> Result<Vec<Partner>, Error> {
    let asked = Asked {
        country,
        requirement,
        on,
        ..Asked::default()
    };
    let loaded = loaded(may, state, &asked).await?;
    Ok(listed(&asked, loaded.partners))
}

/// Everything, where the day that is asked for is one.
///
/// # Errors
///
/// What is wrong with it.
pub(super) async fn loaded(may: &May<SeeNetwork>, state: &State, asked: &Asked) -> Result<Loaded, Error> {
    let loaded = load(may, state, asked).await?;
    match loaded.wrong {
        Some(wrong) => Err(refused(wrong)),
        None => Ok(loaded),
    }
}

/// Everything; a day that is none is told, and today looked at.
pub(super) async fn load(may: &May<SeeNetwork>, state: &State, asked: &Asked) -> Result<Loaded, Error> {
    let (on, wrong) = match past_day(asked.on.as_deref(), may.actor.today()) {
        Ok(on) => (on, None),
        Err(wrong) => (None, Some(wrong)),
    };
    let (scope, now, locale) = (may.scope.clone(), may.actor.now, may.actor.locale().code());
    let today = on.unwrap_or(may.actor.today());
    let answers = may.actor.may(Action::ExcusePeople).then(|| may.actor.scope(Action::ExcusePeople));
    let until = year_end(today);
    let asked = asked.clone();
    let recalculated = match on {
        Some(on) => {
            let (db, scope, requirement) = (state.db.clone(), scope.clone(), wanted(&asked));
            Some(web::block(move || figures_on(&db, &scope, requirement.as_deref(), on, until)).await??)
        }
        None => None,
    };
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
                        owed: duties::Count::default(),
                    }
                })
                .collect();
            let figures = match recalculated {
                Some(figures) => figures,
                None => overview::figures(conn, &scope, wanted(&asked).as_deref(), until)?,
            };
            partners.sort_by(|a, b| a.path.cmp(&b.path));
            for counted in &figures {
                if let Some(partner) = whose(&mut partners, &counted.path) {
                    partner.add(counted);
                }
            }
            let mut owed = duties::Count::default();
            for entry in duties::entries(conn, &scope, today)? {
                owed.add(&entry.standing);
                if let Some(partner) = whose(&mut partners, &entry.partner.path) {
                    partner.owed.add(&entry.standing);
                }
            }
            let asking = match on {
                Some(on) => store::asked_on(conn, on)?,
                None => store::asking(conn, today)?,
            };
            let requirements = asking
                .into_iter()
                .map(|(requirement, version)| (requirement.code, told::short_title(in_locale(&version.title.0, locale)).to_owned()))
                .collect();
            let lacking = answers.as_ref().filter(|_| on.is_none());
            let without_offer = exceptions::without_offer(conn, lacking, today, now, locale)?;
            let extensions = match &answers {
                Some(scope) => Some(store::extension::waiting(conn, scope)?),
                None => None,
            };
            Ok(Loaded {
                duties: owed,
                extensions,
                without_offer,
                countries: partners
                    .iter()
                    .map(|partner| partner.country.clone())
                    .filter(|country| !country.is_empty())
                    .collect(),
                requirements,
                partners,
                on,
                wrong,
            })
        })
        .await
}

/// The code of the requirement that is asked for.
fn wanted(asked: &Asked) -> Option<String> {
    asked.requirement.clone().filter(|code| !code.is_empty())
}

/// The partner that an organisation belongs to: the last one whose path begins its own. They come in the order of paths.
fn whose<'p>(partners: &'p mut [Partner], path: &str) -> Option<&'p mut Partner> {
    let at = partners.partition_point(|partner| partner.path.as_str() <= path);
    let partner = at.checked_sub(1).and_then(|at| partners.get_mut(at));
    partner.filter(|partner| path.starts_with(&partner.path))
}

/// The partners that the filters leave, in the order asked for.
pub(super) fn listed(asked: &Asked, partners: Vec<Partner>) -> Vec<Partner> {
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

/// The partners of the country and with the name that is asked for.
pub(super) fn matching(asked: &Asked, mut partners: Vec<Partner>) -> Vec<Partner> {
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

/// The largest share first.
pub(super) fn by_share(a: &Partner, b: &Partner) -> std::cmp::Ordering {
    b.share()
        .total_cmp(&a.share())
        .then_with(|| (&a.name, &a.id).cmp(&(&b.name, &b.id)))
}

//! The planning board.

use super::tabs;
use crate::people::May;
use crate::people::guard::ManageWorkshops;
use crate::people::language::own_name;
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::rules::ahead::USUAL_MONTHS;
use crate::rules::person::Action;
use crate::workshops::pages::{ChipChoice, PlanLine, PlanMonth, PlanningPage, ProposalView, UnofferedRow};
use crate::workshops::planning::{self, Asked, Board, Line};
use crate::workshops::proposals::{Proposed, proposals};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    language: String,
    country: String,
    region: String,
}

impl Filter {
    fn asked(&self) -> Asked {
        let set = |text: &str| (!text.is_empty()).then(|| text.replace('\0', ""));
        Asked {
            months: USUAL_MONTHS,
            language: set(&self.language),
            country: set(&self.country),
            region: set(&self.region),
        }
    }

    /// The address with these; of a region the identifier.
    fn href(language: &str, country: &str, region: &str) -> String {
        let pairs = [("language", language), ("country", country), ("region", region)];
        let set: Vec<String> = pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if set.is_empty() {
            "/planning".to_owned()
        } else {
            format!("/planning?{}", set.join("&"))
        }
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
            let proposed = proposals(conn, &board.lines, today, now, zone)?;
            Ok((board, proposed))
        })
        .await?;
    let Board {
        lines,
        languages,
        countries,
        regions,
        unoffered,
    } = board;
    let words = may.actor.words(&state);
    let sees = may.actor.may(Action::SeeOrganisations);
    let choice = |href: String, label: String, current: bool| ChipChoice { href, label, current };
    // Only what is offered stands in links.
    let language = languages.iter().find(|code| **code == query.language);
    let country = countries.iter().find(|code| **code == query.country);
    let region = regions.iter().find(|(id, _)| *id == query.region);
    let (chosen_language, chosen_country, chosen_region) = (
        language.map(String::as_str).unwrap_or_default(),
        country.map(String::as_str).unwrap_or_default(),
        region.map(|(id, _)| id.as_str()).unwrap_or_default(),
    );
    let page = PlanningPage {
        tabs: tabs(&may.actor, words, "/planning"),
        missing: lines.iter().map(Line::short).sum(),
        languages: languages
            .iter()
            .map(|code| {
                choice(
                    Filter::href(code, chosen_country, chosen_region),
                    own_name(code).to_owned(),
                    code == chosen_language,
                )
            })
            .collect(),
        language: language.map(|code| own_name(code).to_owned()),
        language_off: Filter::href("", chosen_country, chosen_region),
        countries: countries
            .iter()
            .map(|code| {
                choice(
                    Filter::href(chosen_language, code, chosen_region),
                    words.country(code),
                    code == chosen_country,
                )
            })
            .collect(),
        country: country.map(|code| words.country(code)),
        country_off: Filter::href(chosen_language, "", chosen_region),
        regions: regions
            .iter()
            .map(|(id, name)| choice(Filter::href(chosen_language, chosen_country, id), name.clone(), id == chosen_region))
            .collect(),
        region: region.map(|(_, name)| name.clone()),
        region_off: Filter::href(chosen_language, chosen_country, ""),
        lines: lines.into_iter().zip(proposed).map(|(one, proposed)| line(one, proposed)).collect(),
        unoffered: unoffered
            .into_iter()
            .map(|one| UnofferedRow {
                href: sees.then(|| format!("/organisations/{}", one.id)),
                name: one.name,
                titles: one.titles,
                due_on: one.due_on,
                breached: one.breached,
            })
            .collect(),
    };
    may.show(&state, &page)
}

fn line(line: Line, proposed: Option<Proposed>) -> PlanLine {
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
        searched: short > 0 && line.workshop_id.is_some(),
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

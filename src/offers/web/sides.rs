//! What a partner and the manufacturer owe each other, side by side.

use crate::duties::told;
use crate::duties::{Count, Entry};
use crate::headcounts::standing::{self, Stands};
use crate::headcounts::store::HeadCount;
use crate::obligations::pages::{StatusCount, Unit, UnitsPage};
use crate::obligations::sight::{self, Chosen, View};
use crate::offers::pages::{HeadLine, OurLine, SidesPage, TheirLine};
use crate::offers::sides::{Our, Shield, Sides, Their};
use crate::organisations::Organisation;
use crate::people::May;
use crate::people::guard::SeeTeam;
use crate::platform::answer::{self, encoded};
use crate::platform::error::Error;
use crate::platform::i18n::{DateForm, Words};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::{self, Cell, Export, Table};
use crate::rules::headcount::Status;
use crate::rules::person::Action;
use crate::rules::requirement::in_locale;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Deserialize;

/// Statuses of people, those that are owed first.
const ORDER: [&str; 9] = [
    "overdue",
    "lapsed",
    "grace",
    "due",
    "open",
    "valid",
    "satisfied",
    "paused",
    "waived",
];

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    partner: Option<String>,
}

/// Head counts that concern the partner, with its locations.
type Heads = Vec<(HeadCount, Vec<Stands>)>;

/// What is looked at.
enum Found {
    One(Box<(Chosen, Sides, Heads)>),
    Many(Vec<Organisation>),
}

/// `GET /both-sides`
pub async fn show(may: May<SeeTeam>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    match found(&may, &state, asked.into_inner()).await? {
        Found::One(both) => may.show(&state, &page(&may, &state, &both.0, &both.1, &both.2)),
        Found::Many(_) if may.actor.may(Action::SeeNetwork) => Ok(answer::go("/duties")),
        Found::Many(units) => may.show(
            &state,
            &UnitsPage {
                units: choices(&units, None),
            },
        ),
    }
}

/// `GET /both-sides/table.csv` and `.xlsx`: both columns of one partner, exactly as they are shown, one below the other.
pub async fn export(may: May<SeeTeam>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let Found::One(both) = found(&may, &state, asked.into_inner()).await? else {
        return Err(Error::NotFound);
    };
    let page = page(&may, &state, &both.0, &both.1, &both.2);
    let words = may.actor.words(&state);
    let head = [
        "record-part",
        "record-subject",
        "table-status",
        "network-people",
        "table-due",
        "record-note",
    ];
    let table = Table {
        name: "kundig-both-sides".to_owned(),
        head: head.map(|key| words.text(key, &[])).to_vec(),
        rows: rows(&page, words),
        marked: true,
    };
    table::download(&may.asked.path, table, may.actor.now).await
}

/// A line for each way in which people stand to a requirement, for each head count, and for each duty.
fn rows(page: &SidesPage, words: &Words) -> Vec<Vec<Cell>> {
    let text = |key: &str| Cell::from(words.text(key, &[]));
    let count = |count: usize| Cell::from(i64::try_from(count).unwrap_or(i64::MAX));
    let theirs = page.theirs.iter().flat_map(|their| {
        their.counts.iter().map(|one| {
            vec![
                text("sides-theirs"),
                their.title.as_str().into(),
                text(&format!("status-count-{}", one.status)),
                count(one.count),
                Cell::Empty,
                their.shield.clone().into(),
            ]
        })
    });
    let heads = page.heads.iter().map(|head| {
        let figures = [("broken", head.broken), ("breaking", head.breaking), ("kept", head.kept)];
        let figures = figures.map(|(name, figure)| (name, figure.into()));
        vec![
            text("head-counts-title"),
            head.title.as_str().into(),
            words.text("head-count-sum", &figures).into(),
            Cell::Empty,
            head.next_on.into(),
            Cell::Empty,
        ]
    });
    let ours = page.ours.iter().map(|our| {
        let kind = words.text(&format!("duty-kind-{}", our.kind), &[]);
        vec![
            text("sides-ours"),
            our.title.as_str().into(),
            text(&format!("duty-status-{}", our.status)),
            Cell::Empty,
            our.due_on.into(),
            format!("{kind}: {}", our.why).into(),
        ]
    });
    theirs.chain(heads).chain(ours).collect()
}

async fn found(may: &May<SeeTeam>, state: &State, asked: Asked) -> Result<Found, Error> {
    let (actor, scope, today) = (may.actor.clone(), may.scope.clone(), may.actor.today());
    let partner = asked.partner.filter(|id| !id.is_empty());
    state
        .db
        .gather(move |conn| match sight::view(conn, &actor, &scope, partner.as_deref())? {
            View::Many(units) => Ok(Found::Many(units)),
            View::One(chosen) => {
                let sides = Sides::load(conn, &chosen, today)?;
                let heads = standing::all(conn, &chosen.sight.scope, today, actor.now)?;
                Ok(Found::One(Box::new((*chosen, sides, heads))))
            }
        })
        .await
}

fn page(may: &May<SeeTeam>, state: &State, chosen: &Chosen, sides: &Sides, heads: &Heads) -> SidesPage {
    let words = may.actor.words(state);
    let (locale, today) = (may.actor.locale().code(), may.actor.today());
    let partner = chosen.whose.as_ref().map(|whose| whose.id.to_string());
    let their = |their: &Their| TheirLine {
        title: their.title(locale).to_owned(),
        href: rows_href(partner.as_deref(), &their.code),
        people: their.counts.values().sum(),
        counts: ORDER
            .into_iter()
            .filter_map(|status| {
                let count = *their.counts.get(status)?;
                Some(StatusCount {
                    status: status.to_owned(),
                    count,
                    href: String::new(),
                    on: false,
                })
            })
            .collect(),
        shield: their.shield.as_ref().map(|shield| shield_words(words, shield, today)),
    };
    let mut count = Count::default();
    for our in &sides.ours {
        count.add(&our.entry.standing);
    }
    let network = may.actor.may(Action::SeeNetwork);
    SidesPage {
        whose: chosen
            .whose
            .as_ref()
            .map_or_else(|| words.text("overview-team", &[]), |whose| whose.name.clone()),
        missed: sides.theirs.iter().map(|their| their.count(&["overdue", "lapsed"])).sum(),
        due: sides.theirs.iter().map(|their| their.count(&["due", "grace", "open"])).sum(),
        fine: sides.theirs.iter().map(|their| their.count(&["valid", "satisfied"])).sum(),
        theirs: sides.theirs.iter().map(their).collect(),
        heads: heads.iter().map(|(asked, stands)| head(locale, asked, stands)).collect(),
        count,
        ours: sides.ours.iter().map(|our| our_line(words, locale, our, today)).collect(),
        units: choices(&chosen.units, chosen.whose.as_ref().map(|whose| whose.id.to_string())),
        back_href: network.then(|| "/duties".to_owned()),
        export: Export::of(match &chosen.whose {
            Some(whose) => format!("/both-sides/table.csv?partner={}", whose.id),
            None => "/both-sides/table.csv".to_owned(),
        }),
    }
}

fn head(locale: &str, asked: &HeadCount, stands: &[Stands]) -> HeadLine {
    let [broken, breaking, kept] = standing::counts(stands);
    HeadLine {
        title: in_locale(&asked.title.0, locale).to_owned(),
        href: format!("/head-counts/{}", asked.id),
        mark: match (broken, breaking) {
            (0, 0) => "valid",
            (0, _) => "due",
            _ => "overdue",
        },
        broken,
        breaking,
        kept,
        // As the list of head counts says it: places that are short now say so by their number.
        next_on: stands
            .iter()
            .filter(|one| one.standing.status == Status::Breaking)
            .filter_map(|one| one.standing.breaks_on)
            .min(),
    }
}

fn our_line(words: &Words, locale: &str, Our { entry, open }: &Our, today: NaiveDate) -> OurLine {
    let Entry { standing, .. } = entry;
    OurLine {
        kind: entry.declared.kind.key,
        title: entry.title(locale).to_owned(),
        status: standing.status.as_str(),
        mark: told::mark(standing.status),
        due_on: standing.due_on,
        on: standing.breached_on.or(standing.due_on),
        why: told::why(words, entry, today),
        href: open.then(|| format!("/duties/{}", entry.duty.id)),
    }
}

fn shield_words(words: &Words, shield: &Shield, today: NaiveDate) -> String {
    let key = if shield.in_default {
        "sides-shield-default"
    } else {
        "sides-shield-awaited"
    };
    let duty = words.text(&format!("duty-kind-{}", shield.kind), &[]);
    let date = words.date(shield.since_on, DateForm::Long, today);
    words.text(
        key,
        &[("count", shield.people.into()), ("duty", duty.into()), ("date", date.into())],
    )
}

/// The rows behind a sum.
fn rows_href(partner: Option<&str>, code: &str) -> String {
    let of = partner.map(|partner| format!("partner={partner}&")).unwrap_or_default();
    format!("/obligations?{of}requirement={}", encoded(code))
}

fn choices(units: &[Organisation], current: Option<String>) -> Vec<Unit> {
    units
        .iter()
        .map(|unit| Unit {
            href: format!("/both-sides?partner={}", unit.id),
            label: unit.name.clone(),
            current: current.as_deref() == Some(&unit.id.to_string()),
        })
        .collect()
}

//! The pages on which texts of reminders are written: the list, and the form with what applies where a part is left empty.

use super::texts::TextForm;
use crate::obligations::store::overview;
use crate::organisations::Scope;
use crate::people::guard::ManageReminders;
use crate::people::{May, language};
use crate::platform::answer::encoded;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError};
use crate::platform::form::place as put;
use crate::platform::i18n::{Locale, Words};
use crate::platform::state::State;
use crate::platform::views::{Choice, Field, Link};
use crate::reminders::own_words::tongues;
use crate::reminders::pages::{Preview, TextPage, TextRow, TextsPage, tabs};
use crate::reminders::store::network::Network;
use crate::reminders::store::texts::{self as store, Text};
use crate::reminders::texts::{Asked, Place};
use crate::reminders::trial::Shown;
use crate::rules::id::{Id, Instant};
use crate::rules::wording::{Audience, Origin, Own, Part, Phase, Placeholder, chosen};
use std::collections::BTreeMap;

/// Everything a page needs to name what texts are for.
pub struct Ground {
    /// Every text that was written.
    pub(super) all: Vec<Text>,
    requirements: Vec<(Id, String, String)>,
    network: Network,
    held: usize,
}

impl Ground {
    /// Loads it.
    pub fn load(conn: &mut Conn, scope: &Scope, locale: &str, now: Instant) -> Result<Self, Error> {
        Ok(Self {
            all: store::list(conn)?,
            requirements: overview::excusable(conn, locale)?,
            network: Network::load(conn, now)?,
            held: super::held_count(conn, scope)?,
        })
    }

    fn title(&self, id: Id) -> Option<&(Id, String, String)> {
        self.requirements.iter().find(|(known, ..)| *known == id)
    }
}

fn address(to: &str, requirement: &str, organisation: &str, phase: Option<Phase>, language: &str) -> String {
    format!(
        "/reminders/texts/text?to={to}&requirement={}&organisation={}&phase={}&language={language}",
        encoded(requirement),
        encoded(organisation),
        phase.map(Phase::as_str).unwrap_or_default()
    )
}

/// The languages in which a text can be written for one thing: those of the pages, and those in which one was written already.
fn languages(all: &[Text], like: &store::Key, link: impl Fn(&str) -> String) -> Vec<Link> {
    let same = |text: &&Text| {
        let of = |key: &store::Key| (key.audience, key.requirement_id, key.organisation_id, key.phase);
        of(&text.key) == of(like)
    };
    let written: Vec<&str> = all.iter().filter(same).map(|text| text.key.language.as_str()).collect();
    let mut codes: Vec<&str> = Locale::OFFERED
        .iter()
        .map(|locale| locale.code())
        .chain(written.iter().copied())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    let one = |code: &str| Link {
        label: language::own_name(code).to_owned(),
        href: link(code),
        current: written.contains(&code),
    };
    codes.into_iter().map(one).collect()
}

/// The times of which a text for one thing may speak: of any, or of one alone.
fn phases(all: &[Text], like: &store::Key, words: &Words, link: impl Fn(Option<Phase>) -> String) -> Vec<Link> {
    let one = |phase: Option<Phase>| Link {
        label: words.text(&format!("text-phase-{}", phase.map_or("any", Phase::as_str)), &[]),
        href: link(phase),
        current: all.iter().any(|text| text.key == store::Key { phase, ..like.clone() }),
    };
    let others = std::iter::once(None).chain(Phase::ALL.map(Some));
    others.filter(|phase| *phase != like.phase).map(one).collect()
}

/// Where a text holds in every language: recipients, requirement, branch, time.
type Spot = (Audience, Option<Id>, Option<Id>, Option<Phase>);

/// The texts that were written, and the choice of one to write.
pub fn list_page(may: &May<ManageReminders>, state: &State, ground: &Ground, asked: &Asked, faults: &[FieldError]) -> TextsPage {
    let words = may.actor.words(state);
    let mut rows: BTreeMap<Spot, TextRow> = BTreeMap::new();
    for text in &ground.all {
        let key = &text.key;
        let unit = key.organisation_id.and_then(|id| ground.network.units.get(&id));
        // What somebody may not see is not theirs to write.
        if unit.is_some_and(|unit| !may.scope.covers(&unit.path)) {
            continue;
        }
        let requirement = key.requirement_id.map(|id| ground.title(id));
        let code = requirement.flatten().map(|(_, code, _)| code.clone()).unwrap_or_default();
        let number = unit.map(|unit| unit.external_id.clone()).unwrap_or_default();
        rows.entry((key.audience, key.requirement_id, key.organisation_id, key.phase))
            .or_insert_with(|| TextRow {
                to: key.audience.as_str(),
                requirement: requirement.map(|found| found.map(|(_, _, title)| title.clone()).unwrap_or_default()),
                organisation: unit.map(|unit| unit.name.clone()),
                phase: key.phase.map(Phase::as_str),
                languages: languages(&ground.all, key, |language| {
                    address(key.audience.as_str(), &code, &number, key.phase, language)
                }),
            });
    }
    let mut page = TextsPage {
        tabs: tabs("/reminders/texts", ground.held),
        rows: rows.into_values().collect(),
        to: Field::new("to"),
        audiences: Audience::ALL
            .map(|one| Choice::new(one.as_str(), words.text(&format!("text-to-{}", one.as_str()), &[])).chosen(one.as_str() == asked.to))
            .to_vec(),
        requirement: Field::new("requirement"),
        requirements: ground
            .requirements
            .iter()
            .map(|(_, code, title)| Choice::new(code, title).chosen(*code == asked.requirement))
            .collect(),
        organisation: Field::with("organisation", asked.organisation.clone()),
        phase: Field::new("phase"),
        phases: Phase::ALL
            .map(|one| {
                Choice::new(one.as_str(), words.text(&format!("text-phase-{}", one.as_str()), &[])).chosen(one.as_str() == asked.phase)
            })
            .to_vec(),
        language: Field::new("language"),
        languages: language::choices(if asked.language.is_empty() {
            may.actor.locale().code()
        } else {
            &asked.language
        }),
        faults: Vec::new(),
    };
    let mut fields = [
        &mut page.to,
        &mut page.requirement,
        &mut page.organisation,
        &mut page.phase,
        &mut page.language,
    ];
    page.faults = put(faults, &mut fields, words, |field| words.text(&format!("text-field-{field}"), &[]));
    page
}

/// The form for one text, perhaps with the mail that it would make.
pub fn text_page(
    may: &May<ManageReminders>,
    state: &State,
    ground: &Ground,
    place: &Place,
    form: &TextForm,
    faults: &[FieldError],
    shown: Option<Shown>,
    sent_to: Option<String>,
) -> TextPage {
    let words = may.actor.words(state);
    let key = &place.key;
    let title = key
        .requirement_id
        .and_then(|id| ground.title(id))
        .map(|(_, _, title)| title.clone());
    let (code, number) = (
        place.requirement.clone().unwrap_or_default(),
        place.organisation.as_ref().map(|unit| unit.external_id.clone()).unwrap_or_default(),
    );
    let to = key.audience.as_str();
    let otherwise = |part| otherwise(state, words, ground, place, title.as_deref(), part);
    let mut page = TextPage {
        languages: languages(&ground.all, key, |language| address(to, &code, &number, key.phase, language))
            .into_iter()
            .filter(|link| link.label != language::own_name(&key.language))
            .collect(),
        phases: phases(&ground.all, key, words, |phase| address(to, &code, &number, phase, &key.language)),
        phase: key.phase.map(Phase::as_str).unwrap_or_default(),
        to: to.to_owned(),
        requirement: code,
        requirement_title: key
            .requirement_id
            .map(|_| title.clone().or(place.requirement.clone()).unwrap_or_default()),
        organisation: number,
        organisation_name: place.organisation.as_ref().map(|unit| unit.name.clone()),
        language: key.language.clone(),
        language_name: language::name(words, &key.language),
        unspoken: Locale::for_language(&key.language).is_none(),
        revision: form.revision,
        subject_else: otherwise(Part::Subject),
        opening_else: otherwise(Part::Opening),
        closing_else: otherwise(Part::Closing),
        subject: Field::with("subject", form.subject.clone()),
        opening: Field::with("opening", form.opening.clone()),
        closing: Field::with("closing", form.closing.clone()),
        person: Field::with("person", form.person.clone()),
        placeholders: Placeholder::ALL.map(Placeholder::as_str).to_vec(),
        faults: Vec::new(),
        preview: shown.map(|shown| Preview {
            person: shown.person,
            subject: shown.letter.subject,
            text: shown.letter.text,
            nearer: shown.nearer.iter().map(|part| part.as_str()).collect(),
        }),
        sent_to,
    };
    let mut fields = [&mut page.subject, &mut page.opening, &mut page.closing, &mut page.person];
    page.faults = put(faults, &mut fields, words, |field| words.text(&format!("text-field-{field}"), &[]));
    page
}

/// What applies where a part is left empty, and from where that comes.
fn otherwise(state: &State, words: &Words, ground: &Ground, place: &Place, title: Option<&str>, part: Part) -> String {
    let key = &place.key;
    let others: Vec<Own> = ground.all.iter().filter(|text| text.key != *key).map(Text::own).collect();
    let branches = key.organisation_id.map(|id| ground.network.upwards(id)).unwrap_or_default();
    let found = chosen(
        &others,
        part,
        key.audience,
        key.phase,
        &tongues(&key.language),
        key.requirement_id,
        &branches,
    );
    let (text, origin, branch, phase) = match found {
        Some(found) => (found.text.to_owned(), found.origin, found.organisation_id, found.phase),
        None if part == Part::Subject => (built_in(state, key, title), Origin::BuiltIn, None, None),
        None => return words.text("text-else-nothing", &[]),
    };
    let branch = branch
        .and_then(|id| ground.network.units.get(&id))
        .map(|unit| unit.name.clone())
        .unwrap_or_default();
    let from = words.text(
        &format!("text-origin-{}", origin.as_str()),
        &[("requirement", title.unwrap_or_default().into()), ("branch", branch.into())],
    );
    // Of a text that is not for this time alone nothing more need be said.
    let from = match phase {
        Some(phase) => format!("{from}, {}", words.text(&format!("text-phase-{}", phase.as_str()), &[])),
        None => from,
    };
    words.text("text-else", &[("text", text.into()), ("from", from.into())])
}

/// The built-in subject of this time, else for instance seven days before; or with one person who is late.
fn built_in(state: &State, key: &store::Key, title: Option<&str>) -> String {
    let words = state.views.words(Locale::for_language(&key.language).unwrap_or_default());
    match key.audience {
        Audience::Own => {
            let requirement = title.map_or_else(|| words.text("text-some-requirement", &[]), str::to_owned);
            let time = key.phase.map_or("ahead", Phase::as_str);
            words.text(
                &format!("reminder-subject-{time}"),
                &[("days", 7.into()), ("requirement", requirement.into())],
            )
        }
        Audience::Team => words.text("reminder-subject-team", &[("late", 1.into()), ("coming", 0.into())]),
    }
}

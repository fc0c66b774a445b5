//! What is known of one person: loaded once, told on several pages.

use crate::certificates::store::{self as certificates, Listed};
use crate::courses;
use crate::events::store::{self as events, EventKind};
use crate::evidence::store::{self as evidence, Evidence};
use crate::obligations::explanation::{Explained, explain, explain_on};
use crate::obligations::pages::{Counted, Later, Proof, Why};
use crate::obligations::store::{self, Excuse, ExcuseKind, extension};
use crate::obligations::told::{self, Asked, Told, audience_names};
use crate::organisations::catalogue::{self, Entry};
use crate::organisations::store::field::{self, OwnField};
use crate::organisations::store::product::{self, Product};
use crate::people::language;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::knowledge::{Knowledge, Written};
use crate::rules::obligation::{Counting, Counts, Path, Status};
use crate::rules::requirement::in_locale;
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::collections::{BTreeSet, HashMap};

/// Statuses in the order of every list.
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

/// Place of a status in the order of every list.
pub fn rank(status: &str) -> usize {
    ORDER.iter().position(|word| *word == status).unwrap_or(ORDER.len())
}

/// A course as somebody meets it.
#[derive(Clone, Debug)]
pub struct CourseSeen {
    /// Title in the reader's language.
    pub title: String,
    /// How long it takes; none where it cannot be taken here.
    pub minutes: Option<i32>,
    /// Where it is taken.
    pub href: Option<String>,
}

/// One person.
#[derive(Debug)]
pub struct Known {
    /// What applies today, in the order of the statuses, then by date.
    pub explained: Vec<Explained>,
    /// Pauses, withdrawn ones included.
    pub pauses: Vec<Excuse>,
    /// Waivers, withdrawn ones included.
    pub waivers: Vec<Excuse>,
    /// Requirements whose due date was put off on request, and until when.
    pub given: Vec<(Id, NaiveDate)>,
    /// Proofs with the codes of their courses, the newest first.
    pub proofs: Vec<(Evidence, String)>,
    /// Certificates, the newest first.
    pub certificates: Vec<Listed>,
    /// Courses by code: all that count and all that were proven.
    pub courses: HashMap<String, CourseSeen>,
    catalogue: Catalogue,
    knowledge: Knowledge,
    /// Where the person's days begin and end.
    zone: Tz,
}

/// The names of job roles and services.
#[derive(Clone, Debug)]
pub struct Catalogue {
    roles: Vec<Entry>,
    services: Vec<Entry>,
    products: Vec<Product>,
    events: Vec<EventKind>,
    /// Own fields, those put aside included.
    pub fields: Vec<OwnField>,
    locale: &'static str,
}

impl Catalogue {
    /// Loads it for a language.
    pub fn load(conn: &mut Conn, locale: &'static str) -> Result<Self, Error> {
        Ok(Self {
            roles: catalogue::job_roles(conn)?,
            services: catalogue::services(conn)?,
            products: product::list(conn)?,
            events: events::kinds(conn)?,
            fields: field::list(conn)?,
            locale,
        })
    }

    /// The name of a code; the code where there is none.
    pub fn name(&self, kind: &str, code: &str) -> String {
        let entries = match kind {
            "job_roles" => &self.roles,
            "services" => &self.services,
            "products" => {
                let found = self.products.iter().find(|product| product.code == code);
                return found.map_or(code, |product| product.name(self.locale)).to_owned();
            }
            "events" => {
                let found = self.events.iter().find(|kind| kind.code == code);
                return found.map_or(code, |kind| kind.name(self.locale)).to_owned();
            }
            "facts" | "person_facts" => {
                let found = self.fields.iter().find(|field| field.code == code);
                return found.map_or(code, |field| field.title(self.locale)).to_owned();
            }
            said if said.contains("facts.") => {
                let fact = said.split_once('.').map_or("", |(_, fact)| fact);
                let found = self.fields.iter().find(|field| field.code == fact);
                return found.map_or(code, |field| field.said(code, self.locale)).to_owned();
            }
            "languages" => return language::own_name(code).to_owned(),
            _ => return code.to_owned(),
        };
        let found = entries.iter().find(|entry| entry.code == code);
        found.map_or_else(|| code.to_owned(), |entry| in_locale(&entry.names.0, self.locale).to_owned())
    }
}

impl Known {
    /// Loads it. Without scope: ask whether the person may be seen before.
    pub fn load(conn: &mut Conn, person_id: Id, now: Instant, locale: &'static str) -> Result<Self, Error> {
        let explained = explain(conn, person_id, now)?;
        Self::told(conn, person_id, explained, (Knowledge::Today, locale))
    }

    /// The same as it stood on a day that is over and as it was known then: what came later is left away, and what became known later of
    /// before is marked ([`Self::later`]).
    pub fn on(conn: &mut Conn, person_id: Id, on: NaiveDate, locale: &'static str) -> Result<Self, Error> {
        let explained = explain_on(conn, person_id, on)?;
        let mut known = Self::told(conn, person_id, explained, (Knowledge::Of(on), locale))?;
        known.end(on);
        Ok(known)
    }

    fn told(
        conn: &mut Conn,
        person_id: Id,
        mut explained: Vec<Explained>,
        (knowledge, locale): (Knowledge, &'static str),
    ) -> Result<Self, Error> {
        let zone = explained.first().map_or(chrono_tz::UTC, |one| one.subject.time_zone);
        explained.retain(|one| one.assessment.status != Status::NotSubject);
        let proofs = evidence::of_person(conn, person_id)?;
        let mut codes: BTreeSet<String> = proofs.iter().map(|(_, code)| code.clone()).collect();
        codes.extend(explained.iter().flat_map(|one| one.counting.courses()).map(ToOwned::to_owned));
        let seen = courses_seen(conn, codes, locale)?;
        let waivers = store::excuses_of(conn, ExcuseKind::Waiver, person_id)?;
        let stands = |id: Id| {
            waivers
                .iter()
                .any(|waiver| waiver.id == id && knowledge.counts(&waiver.written(), zone))
        };
        let given = extension::of_person(conn, person_id)?
            .into_iter()
            .filter(|asked| asked.waiver_id.is_some_and(stands))
            .filter_map(|asked| Some((asked.requirement_id, asked.answered_until_on?)))
            .collect();
        let mut known = Self {
            given,
            explained,
            pauses: store::excuses_of(conn, ExcuseKind::Pause, person_id)?,
            waivers,
            proofs,
            certificates: certificates::of_person(conn, person_id)?,
            courses: seen,
            catalogue: Catalogue::load(conn, locale)?,
            knowledge,
            zone,
        };
        let mut explained = std::mem::take(&mut known.explained);
        explained.sort_by_key(|one| {
            (
                rank(one.assessment.status.as_str()),
                known.shown_on(one),
                one.requirement.code.clone(),
            )
        });
        known.explained = explained;
        Ok(known)
    }

    /// Leaves away what came after a day: whoever left their organisation is no longer its business.
    pub fn end(&mut self, until: NaiveDate) {
        let before = |on: Option<NaiveDate>| on.is_none_or(|on| on <= until);
        self.proofs.retain(|(evidence, _)| before(Some(evidence.proven_on)));
        self.certificates.retain(|listed| before(Some(listed.proven_on)));
        for one in &mut self.explained {
            one.behind.cycles.retain(|cycle| before(cycle.due) && before(cycle.proven_on));
        }
    }

    /// Whether something counts by what was known.
    pub fn counts(&self, written: &Written) -> bool {
        self.knowledge.counts(written, self.zone)
    }

    /// What became known of something only after the past day that is looked at; `taken_back` is the word for that.
    pub fn later(&self, written: &Written, taken_back: &'static str) -> Option<Later> {
        self.knowledge.later(written, self.zone).map(|later| Later::of(later, taken_back))
    }

    /// The date behind the status word.
    pub fn shown_on(&self, one: &Explained) -> Option<NaiveDate> {
        told::shown_on(&one.assessment, self.until(one))
    }

    /// The end of the pause or waiver that the person is in.
    pub fn until(&self, one: &Explained) -> Option<NaiveDate> {
        let excuses = match one.assessment.status {
            Status::Paused => &self.pauses,
            Status::Waived => &self.waivers,
            _ => return None,
        };
        let today = one.assessment.facts.today;
        let standing = excuses.iter().filter(|excuse| {
            self.counts(&excuse.written())
                && excuse.requirement_id.is_none_or(|id| id == one.requirement.id)
                && excuse.from_on <= today
                && excuse.to_on.is_none_or(|to| to >= today)
        });
        // An open one never ends; of several the last counts.
        standing.map(|excuse| excuse.to_on).reduce(|a, b| a.zip(b).map(|(a, b)| a.max(b)))?
    }

    /// The course that can be taken now, with its code.
    pub fn next_course<'a>(&'a self, one: &'a Explained) -> Option<(&'a str, &'a CourseSeen)> {
        counting(one)
            .into_iter()
            .filter_map(|code| Some((code, self.courses.get(code)?)))
            .find(|(_, course)| course.href.is_some())
    }

    /// The whole explanation.
    pub fn why(&self, told: &Told<'_>, one: &Explained, locale: &str) -> Why {
        let rule = &one.version.rule.0;
        let asked = self.asked(told, one, locale);
        Why {
            title: told::short_title(in_locale(&one.version.title.0, locale)).to_owned(),
            code: one.requirement.code.clone(),
            status: one.assessment.status.as_str().to_owned(),
            on: self.shown_on(one),
            rule: told::time_rule(&one.assessment, rule),
            since: one.since.map(|now| now.status.as_str()),
            sentence: self.sentence(told, one),
            further: told.further(&one.assessment, &asked),
            counts: counting(one).into_iter().map(|code| self.counted(code)).collect(),
            proofs: self
                .proofs
                .iter()
                .filter(|(_, code)| one.counting.names(code))
                .map(|one| self.proof(one))
                .collect(),
            action: None,
        }
    }

    /// Where the certificate for a proof of a day lies that a requirement looks at.
    pub fn certificate_of(&self, counting: &Counting, proven_on: NaiveDate) -> Option<String> {
        let of_the_day = self
            .proofs
            .iter()
            .filter(|(evidence, code)| evidence.proven_on == proven_on && self.counts(&evidence.written()) && counting.names(code));
        of_the_day
            .filter_map(|(evidence, _)| {
                self.certificates
                    .iter()
                    .find(|listed| listed.certificate.evidence_id == evidence.id)
            })
            .map(|listed| format!("/certificates/{}/file", listed.certificate.id))
            .next()
    }

    /// Where the date comes from.
    pub fn sentence(&self, told: &Told<'_>, one: &Explained) -> String {
        let due = one.assessment.due;
        let given = self
            .given
            .iter()
            .any(|(id, until)| *id == one.requirement.id && Some(*until) == due);
        let said = told.sentence(&one.assessment, &one.version.rule.0, self.until(one), given);
        let said = match one.assessment.facts.wrong_turn_on {
            Some(on) => {
                let titles = counting(one).into_iter();
                let titles: Vec<String> = titles
                    .map(|code| self.courses.get(code).map_or(code, |seen| seen.title.as_str()).to_owned())
                    .collect();
                format!("{said} {}", told.out_of_turn(on, &titles))
            }
            None => said,
        };
        match &one.behind.not_counted {
            Some(vain) => {
                let title = self
                    .courses
                    .get(&vain.course)
                    .map_or(vain.course.as_str(), |seen| seen.title.as_str());
                format!("{said} {}", told.not_counted(title, vain.on, vain.why))
            }
            None => said,
        }
    }

    fn asked<'a>(&self, told: &Told<'_>, one: &'a Explained, locale: &str) -> Asked<'a> {
        let audience = audience_names(&one.version.audience.0, |kind, code| self.catalogue.name(kind, code));
        // Which other organisations are meant is not everybody's business.
        let audience = told.without_organisations(audience);
        Asked {
            audience,
            basis: in_locale(&one.version.basis.0, locale),
            version: one.version.number,
            in_force_on: one.version.in_force_on,
        }
    }

    fn proof(&self, (evidence, code): &(Evidence, String)) -> Proof {
        let later = self.later(&evidence.written(), "revoked");
        Proof {
            on: evidence.proven_on,
            code: code.clone(),
            means: means(&evidence.means),
            score_percent: evidence.score_percent,
            revoked: evidence.revoked_at.is_some() && later.is_none(),
            later,
        }
    }

    fn counted(&self, code: &str) -> Counted {
        let seen = self.courses.get(code);
        Counted {
            code: code.to_owned(),
            title: seen.map_or_else(|| code.to_owned(), |seen| seen.title.clone()),
            minutes: seen.and_then(|seen| seen.minutes),
        }
    }
}

/// Courses by their codes; one that nobody knows is called by its code.
fn courses_seen(conn: &mut Conn, codes: BTreeSet<String>, locale: &str) -> Result<HashMap<String, CourseSeen>, Error> {
    let codes: Vec<String> = codes.into_iter().collect();
    let found = courses::store::list_by_codes(conn, &codes)?;
    let unknown = |code: String| {
        let seen = CourseSeen {
            title: code.clone(),
            minutes: None,
            href: None,
        };
        (code, seen)
    };
    let mut seen: HashMap<String, CourseSeen> = codes.into_iter().map(unknown).collect();
    for (course, version) in found {
        let titled = version.as_ref().map_or(&course.title, |version| &version.title);
        let one = CourseSeen {
            title: title(&titled.0, locale),
            minutes: version.as_ref().map(|version| version.minutes),
            href: version.as_ref().map(|_| course.href()),
        };
        seen.insert(course.code, one);
    }
    Ok(seen)
}

fn title(texts: &crate::rules::course::Texts, locale: &str) -> String {
    let wanted = crate::rules::course::Language::from_code(locale).unwrap_or(crate::rules::course::Language::En);
    texts.text(wanted).to_owned()
}

/// Codes of the courses that count from now on: the shorter ones where they do.
fn counting(one: &Explained) -> Vec<&str> {
    let counts = match one.assessment.path {
        None => return Vec::new(),
        Some(Path::Refresher) => Counts::Refresher,
        Some(Path::Initial) => Counts::Initial,
    };
    let today = one.assessment.facts.today;
    match one.counting.courses_on(counts, one.assessment.facts.turn, today) {
        shorter if shorter.is_empty() => one.counting.courses_on(Counts::Initial, None, today),
        codes => codes,
    }
}

/// A word of our own for whatever word an import brought.
pub fn means(word: &str) -> String {
    crate::rules::evidence::Means::of(word).as_str().to_owned()
}

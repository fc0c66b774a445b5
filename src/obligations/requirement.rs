//! Writing requirements and putting them into force: drafts, versions, and files that bring them.

use super::form::asked;
use super::job;
use super::store::{self, Requirement, State, Version};
use crate::organisations::Scope;
use crate::organisations::store as organisations;
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::{Conn, Json};
use crate::platform::error::{Error, FieldError, Message, is_overtaken};
use crate::rules::field::{Fault, Wrong};
use crate::rules::id::{Id, Instant};
use crate::rules::requirement::Definition;
use serde::Serialize;

/// No requirement is called that: its page would have the address of the form for a new one.
const RESERVED: &str = "new";

/// What became of a request to put a draft into force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// It decides now.
    Entered,
    /// Another version decides until its day; then it does.
    Waits,
}

/// What a definition out of a file changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Brought {
    /// A requirement that was not known.
    New,
    /// Another version of a known one.
    Changed,
    /// Nothing: it stands like this already.
    Unchanged,
}

/// Requirements hold in the whole network, so whoever writes them must be trusted with all of it.
pub fn whole_network(conn: &mut Conn, scope: &Scope) -> Result<(), Error> {
    match organisations::root(conn)? {
        Some(root) if !scope.covers(&root.path) => Err(Error::Forbidden),
        _ => Ok(()),
    }
}

/// The errors that pages and API show for what is wrong with a definition.
pub fn field_errors(faults: Vec<Fault>) -> Error {
    let error = |fault: Fault| FieldError::new(fault.field, message(fault.wrong));
    Error::Invalid(faults.into_iter().map(error).collect())
}

/// A fault in words of the reader's language.
pub fn message(wrong: Wrong) -> Message {
    match wrong {
        Wrong::Missing => Message::new("fault-missing"),
        Wrong::NotObject | Wrong::NotList | Wrong::NotText | Wrong::NotBoolean => Message::new("fault-wrong-type"),
        Wrong::NotNumber(least, most) => Message::new("fault-whole-number").with("least", least).with("most", most),
        Wrong::NotDate => Message::new("fault-no-date"),
        Wrong::NotInstant => Message::new("fault-no-instant"),
        Wrong::NotDayOfYear => Message::new("fault-no-day-of-year"),
        Wrong::NotZone => Message::new("fault-no-zone"),
        Wrong::UnknownWord => Message::new("fault-unknown-word"),
        Wrong::Empty => Message::new("fault-needs-one"),
        Wrong::EndsBeforeItBegins => Message::new("fault-ends-before-it-begins"),
        Wrong::NotExactlyOne => Message::new("fault-exactly-one"),
        Wrong::TooLong(most) => Message::new("fault-too-long").with("most", most),
        Wrong::NotCode => Message::new("fault-requirement-code"),
        Wrong::BadCharacters => Message::new("fault-control"),
        Wrong::UnknownField => Message::new("fault-unknown-field"),
        Wrong::NotLast => Message::new("fault-only-last-repeats"),
        Wrong::Twice => Message::new("fault-twice"),
        Wrong::TooMany => Message::new("fault-too-many"),
        Wrong::NotAmount => Message::new("fault-amount"),
    }
}

/// Whether the words of a definition's audience are known here; all faults at once.
pub fn unknown_words(conn: &mut Conn, definition: &Definition) -> Result<Vec<Fault>, Error> {
    use crate::organisations::catalogue;
    use crate::organisations::store::{field, product};
    let codes = |entries: Vec<catalogue::Entry>| entries.into_iter().map(|entry| entry.code).collect::<Vec<_>>();
    let (roles, services) = (codes(catalogue::job_roles(conn)?), codes(catalogue::services(conn)?));
    let audience = &definition.audience;
    let products: Vec<String> = match audience.asks(|part| !part.products.is_empty()) {
        true => product::list(conn)?.into_iter().map(|product| product.code).collect(),
        false => Vec::new(),
    };
    let events: Vec<String> = match audience.asks(|part| !part.events.is_empty()) {
        true => crate::events::store::kinds(conn)?.into_iter().map(|kind| kind.code).collect(),
        false => Vec::new(),
    };
    let fields = match audience.asks(|part| part.asked().iter().any(|(_, asked)| !asked.is_empty())) {
        true => field::list(conn)?,
        false => Vec::new(),
    };
    let network = store::network(conn)?;
    let mut faults = Vec::new();
    for (within, part) in audience.parts() {
        let mut look = |field: &str, words: &[String], known: &dyn Fn(&String) -> bool| {
            let unknown = words.iter().enumerate().filter(|(_, word)| !known(word));
            faults.extend(unknown.map(|(place, _)| Fault {
                field: format!("audience.{within}{field}.{place}"),
                wrong: Wrong::UnknownWord,
            }));
        };
        look("job_roles", &part.job_roles, &|word| roles.contains(word));
        look("services", &part.services, &|word| services.contains(word));
        look("products", &part.products, &|word| products.contains(word));
        look("events", &part.events, &|word| events.contains(word));
        look("organisations", &part.organisations, &|word| network.has_organisation(word));
        faults.extend(asked::faults(&fields, &within, part));
    }
    Ok(faults)
}

/// Begins a requirement with a draft. Refused where the code is taken.
pub fn create(conn: &mut Conn, chance: &Chance, now: Instant, by: &By, definition: &Definition) -> Result<(Requirement, Version), Error> {
    check(conn, definition)?;
    if store::find_requirement_by_code(conn, &definition.code)?.is_some() {
        return Err(Error::field("code", "fault-requirement-taken"));
    }
    let requirement = Requirement {
        id: chance.id(now),
        code: definition.code.clone(),
        created_by: by.actor_id,
        created_at: now,
        retired_on: None,
    };
    store::insert_requirement(conn, &requirement)?;
    let version = version(chance, now, by, requirement.id, 1, definition);
    store::insert_version(conn, &version)?;
    audited(conn, chance, now, by, "requirement.create", None, Some(definition))?;
    Ok((requirement, version))
}

/// Writes the draft of a requirement, a new one where there is none. `revision` is that of the draft which the writer saw; none where they
/// saw none. Refused where somebody else wrote since.
pub fn save_draft(
    conn: &mut Conn,
    chance: &Chance,
    now: Instant,
    by: &By,
    requirement: &Requirement,
    revision: Option<i32>,
    definition: &Definition,
) -> Result<Version, Error> {
    check(conn, definition)?;
    if definition.code != requirement.code {
        return Err(Error::field("code", "fault-code-stays"));
    }
    let Some(draft) = store::draft_of(conn, requirement.id)? else {
        let number = store::versions_of(conn, requirement.id)?
            .first()
            .map_or(1, |newest| newest.number + 1);
        let version = version(chance, now, by, requirement.id, number, definition);
        store::insert_version(conn, &version)?;
        audited(conn, chance, now, by, "requirement.draft", None, Some(definition))?;
        return Ok(version);
    };
    let before = draft.definition(&requirement.code);
    if revision.is_some_and(|seen| seen != draft.revision) || !store::update_draft(conn, draft.id, draft.revision, definition, now)? {
        return Err(Error::refused("requirement-changed-meanwhile"));
    }
    audited(conn, chance, now, by, "requirement.draft", Some(&before), Some(definition))?;
    store::find_version(conn, draft.id)?.ok_or(Error::NotFound)
}

/// Takes back that the draft of a requirement waits for its day; it stays a draft.
///
/// # Errors
///
/// [`Error::Refused`] where no draft waits.
pub fn take_back(conn: &mut Conn, chance: &Chance, now: Instant, by: &By, requirement: &Requirement) -> Result<(), Error> {
    let draft = store::draft_of(conn, requirement.id)?.filter(Version::is_waiting);
    let draft = draft.ok_or_else(|| Error::refused("requirement-none-waits"))?;
    let definition = draft.definition(&requirement.code);
    if !store::update_draft(conn, draft.id, draft.revision, &definition, now)? {
        return Err(Error::refused("requirement-changed-meanwhile"));
    }
    audited(conn, chance, now, by, "requirement.take_back", Some(&definition), Some(&definition))
}

/// Throws the draft of a requirement away, and with its only version the requirement. Refused where something refers to that.
pub fn discard_draft(conn: &mut Conn, chance: &Chance, now: Instant, by: &By, requirement: &Requirement) -> Result<(), Error> {
    let Some(draft) = store::draft_of(conn, requirement.id)? else {
        return Err(Error::NotFound);
    };
    // What was decided is taken back first, by name.
    if draft.is_waiting() {
        return Err(Error::refused("requirement-waits-for-its-day"));
    }
    store::drop_draft(conn, requirement.id)?;
    if draft.number == 1 {
        let removed = store::remove_requirement(conn, requirement.id).map_err(Error::from);
        removed.map_err(|error| {
            if is_overtaken(&error) {
                Error::refused("requirement-only-draft")
            } else {
                error
            }
        })?;
    }
    let thrown = draft.definition(&requirement.code);
    audited(conn, chance, now, by, "requirement.discard", Some(&thrown), None)
}

/// Puts the draft of a requirement into force. One that replaces a version and whose day lies ahead waits for that day, so that there is
/// no gap; a first version decides at once, and nobody is subject before its day.
pub fn put_in_force(conn: &mut Conn, chance: &Chance, now: Instant, by: &By, requirement: &Requirement) -> Result<Entry, Error> {
    let Some(draft) = store::draft_of(conn, requirement.id)? else {
        return Err(Error::refused("requirement-no-draft"));
    };
    if requirement.retired_on.is_some() {
        return Err(Error::refused("requirement-is-retired"));
    }
    let present = store::in_force_of(conn, requirement.id)?;
    if present.is_some() && draft.in_force_on > now.date_naive() {
        store::promise(conn, draft.id, by.actor_id, now)?;
        job::enter_on(conn, chance, now, draft.id, draft.in_force_on)?;
        let promised = draft.definition(&requirement.code);
        audited(conn, chance, now, by, "requirement.promise", None, Some(&promised))?;
        return Ok(Entry::Waits);
    }
    enter(conn, chance, now, by, requirement, &draft, present.as_ref())?;
    Ok(Entry::Entered)
}

/// Puts a draft into force whose day has come. Nothing happens where it was changed, withdrawn or entered meanwhile.
pub fn enter_promised(conn: &mut Conn, chance: &Chance, now: Instant, version_id: Id) -> Result<(), Error> {
    let Some(draft) = store::find_version(conn, version_id)?.filter(Version::is_waiting) else {
        return Ok(());
    };
    let found = store::find_requirement(conn, draft.requirement_id)?;
    let Some(requirement) = found.filter(|requirement| requirement.retired_on.is_none()) else {
        return Ok(());
    };
    let present = store::in_force_of(conn, requirement.id)?;
    let by = By {
        actor_id: draft.put_in_force_by,
        ..By::job("obligations.enter")
    };
    enter(conn, chance, now, &by, &requirement, &draft, present.as_ref())
}

/// A definition out of a file: checked, kept as a draft, and put into force unless it is to stay one. A version that a file brings decides
/// at once where it replaces none or its day has come.
pub fn bring(conn: &mut Conn, chance: &Chance, now: Instant, by: &By, definition: &Definition, as_draft: bool) -> Result<Brought, Error> {
    let Some(requirement) = store::find_requirement_by_code(conn, &definition.code)? else {
        let (requirement, _) = create(conn, chance, now, by, definition)?;
        if !as_draft {
            put_in_force(conn, chance, now, by, &requirement)?;
        }
        return Ok(Brought::New);
    };
    let same = |version: &Version| version.definition(&requirement.code) == *definition;
    let draft = store::draft_of(conn, requirement.id)?;
    let standing = match as_draft {
        true if draft.is_some() => draft.as_ref().is_some_and(same),
        _ => draft.is_none() && store::in_force_of(conn, requirement.id)?.as_ref().is_some_and(same),
    };
    if standing {
        return Ok(Brought::Unchanged);
    }
    save_draft(conn, chance, now, by, &requirement, None, definition)?;
    if !as_draft {
        put_in_force(conn, chance, now, by, &requirement)?;
    }
    Ok(Brought::Changed)
}

fn check(conn: &mut Conn, definition: &Definition) -> Result<(), Error> {
    if definition.code == RESERVED {
        return Err(Error::field("code", "fault-requirement-word"));
    }
    match unknown_words(conn, definition)? {
        faults if faults.is_empty() => Ok(()),
        faults => Err(field_errors(faults)),
    }
}

fn enter(
    conn: &mut Conn,
    chance: &Chance,
    now: Instant,
    by: &By,
    requirement: &Requirement,
    draft: &Version,
    present: Option<&Version>,
) -> Result<(), Error> {
    store::supersede(conn, requirement.id, now)?;
    store::enter(conn, draft.id, by.actor_id, now)?;
    if present.is_some_and(|present| present.audience != draft.audience) {
        // Whoever did not match the audience before has not been looked at with this one yet.
        store::forget_absent(conn, requirement.id)?;
    }
    let before = present.map(|present| present.definition(&requirement.code));
    let after = draft.definition(&requirement.code);
    audited(conn, chance, now, by, "requirement.enter", before.as_ref(), Some(&after))?;
    job::recalculate_all(conn, chance, now, super::Cause::Requirement)
}

fn version(chance: &Chance, now: Instant, by: &By, requirement_id: Id, number: i32, definition: &Definition) -> Version {
    Version {
        id: chance.id(now),
        requirement_id,
        number,
        state: State::Draft.as_str().to_owned(),
        title: Json(definition.title.clone()),
        basis: Json(definition.basis.clone()),
        in_force_on: definition.in_force_on,
        audience: Json(definition.audience.clone()),
        rule: Json(definition.rule.clone()),
        reminders: Json(definition.reminders.clone()),
        created_by: by.actor_id,
        created_at: now,
        updated_at: now,
        revision: 0,
        put_in_force_by: None,
        put_in_force_at: None,
        superseded_at: None,
        already_in_on: definition.already_in_on,
    }
}

/// Writes the audit entry of a deed; call it in its transaction.
pub(super) fn audited(
    conn: &mut Conn,
    chance: &Chance,
    now: Instant,
    by: &By,
    action: &str,
    before: Option<&Definition>,
    after: Option<&Definition>,
) -> Result<(), Error> {
    let Some(named) = after.or(before) else { return Ok(()) };
    let deed = Deed {
        before: before.and_then(audit::state),
        after: after.and_then(audit::state),
        ..about(conn, action, named)?
    };
    Ok(audit::record(conn, chance, now, by, deed)?)
}

/// A deed about a requirement, without before and after.
pub(super) fn about<'a>(conn: &mut Conn, action: &'a str, named: &Definition) -> Result<Deed<'a>, Error> {
    Ok(Deed {
        action,
        subject_kind: "requirements",
        subject_id: named.code.clone(),
        subject_label: format!("{} {}", named.code, named.title_in("en")),
        organisation_path: organisations::top_path(conn)?,
        before: None,
        after: None,
    })
}

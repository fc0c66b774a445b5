//! Defining own fields, for pages and calls alike: checked, written and audited in one transaction.

use crate::organisations::catalogue::Names;
use crate::organisations::store::fact;
use crate::organisations::store::field::{self, OwnField};
use crate::organisations::{Scope, store as organisations};
use crate::people::Actor;
use crate::people::guard::{May, Permission};
use crate::platform::audit::{self, Deed};
use crate::platform::db::{Conn, Json};
use crate::platform::error::{Error, Message, taken};
use crate::platform::form::Faults;
use crate::platform::i18n::Locale;
use crate::platform::state::State;
use crate::rules::audience::is_fact;
use crate::rules::id::Id;
use crate::rules::own_field::{FilledBy, Kind, Listed, Subject, is_value};

/// Longest title, in characters.
pub const LONGEST_TITLE: usize = 100;

/// Most entries of a list.
const MOST_CHOICES: usize = 100;

/// Languages in which a field must have a title.
pub const LANGUAGES: [&str; 2] = ["en", "de"];

const UNIQUE: [(&str, &str, &str, &str); 1] = [("own_fields", "code", "code", "fault-code-taken")];

/// A field as typed or sent.
#[derive(Clone, Debug, Default)]
pub struct FieldDraft {
    /// Stable word; of one that is there it stays as it is, as do subject and kind.
    pub code: String,
    /// `person` or `organisation`.
    pub subject: String,
    /// Kind.
    pub kind: String,
    /// Titles per locale.
    pub titles: Names,
    /// The list.
    pub choices: Vec<Listed>,
    /// `manufacturer`, `partner` or `person`.
    pub filled_by: String,
}

/// Somebody at work on fields: who, within which branches.
#[derive(Clone)]
pub struct Pen {
    /// The installation.
    pub state: State,
    /// Who.
    pub actor: Actor,
    /// Within which branches.
    pub scope: Scope,
}

impl Pen {
    /// The pen of whoever may do what `P` names.
    pub fn of<P: Permission>(may: &May<P>, state: &State) -> Self {
        Self {
            state: state.clone(),
            actor: may.actor.clone(),
            scope: may.scope.clone(),
        }
    }

    /// Adds a field.
    ///
    /// # Errors
    ///
    /// [`Error::Forbidden`] for whoever sees only a branch, since fields belong to all; [`Error::Invalid`] with everything that is wrong,
    /// also where what is on record under its code would be no value of it.
    pub fn add(&self, conn: &mut Conn, draft: &FieldDraft) -> Result<OwnField, Error> {
        self.whole_network(conn)?;
        let mut faults = Faults::new();
        let code = draft.code.trim();
        if code.is_empty() {
            faults.note("code", "fault-missing");
        } else if !is_fact(code) {
            faults.note("code", "fault-fact");
        }
        let subject = Subject::from_word(&draft.subject);
        if subject.is_none() {
            faults.note("subject", "fault-choice");
        }
        let kind = Kind::from_word(&draft.kind);
        if kind.is_none() {
            faults.note("kind", "fault-choice");
        }
        let filled_by = filled_by(&draft.filled_by, subject, &mut faults);
        let titles = titles(&draft.titles, &mut faults);
        let choices = match kind {
            Some(Kind::Choice) => choices(&draft.choices, &mut faults),
            Some(Kind::YesNo) => self.yes_and_no(),
            _ => Vec::new(),
        };
        let (subject, (kind, filled_by)) = faults.or(subject.zip(kind.zip(filled_by)))?;
        self.check_present(conn, code, subject, kind, &choices)?;
        let now = self.actor.now;
        let added = OwnField {
            id: self.state.chance.id(now),
            code: code.to_owned(),
            subject: subject.as_str().to_owned(),
            kind: kind.as_str().to_owned(),
            titles: Json(titles),
            choices: Json(choices),
            filled_by: filled_by.as_str().to_owned(),
            created_by: Some(self.actor.person.id),
            created_at: now,
            updated_at: now,
            archived_at: None,
            archived_by: None,
            revision: 0,
        };
        field::insert(conn, &added).map_err(taken(&UNIQUE))?;
        self.record(conn, "field.add", None, &added)?;
        Ok(added)
    }

    /// Changes titles, list and who fills it in. Entries of the list stay, since values name them; none: their revision is not looked at.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], [`Error::Forbidden`] as [`Pen::add`], [`Error::Refused`] where somebody else changed it meanwhile,
    /// [`Error::Invalid`] with everything that is wrong.
    pub fn change(&self, conn: &mut Conn, id: Id, revision: Option<i32>, draft: &FieldDraft) -> Result<OwnField, Error> {
        self.whole_network(conn)?;
        let before = field::find(conn, id)?.ok_or(Error::NotFound)?;
        if revision.is_some_and(|seen| seen != before.revision) {
            return Err(Error::refused("refused-changed-meanwhile"));
        }
        let mut faults = Faults::new();
        let filled_by = filled_by(&draft.filled_by, Some(before.subject()), &mut faults);
        let titles = titles(&draft.titles, &mut faults);
        let choices = match before.kind() {
            Kind::Choice => choices(&draft.choices, &mut faults),
            _ => before.choices.0.clone(),
        };
        let lost = before.choices.0.iter().find(|one| choices.iter().all(|kept| kept.code != one.code));
        if let Some(lost) = lost {
            faults.add("choices", Message::new("fault-field-choice-stays").with("code", &lost.code));
        }
        let filled_by = faults.or(filled_by)?;
        let after = OwnField {
            titles: Json(titles),
            choices: Json(choices),
            filled_by: filled_by.as_str().to_owned(),
            updated_at: self.actor.now,
            revision: before.revision + 1,
            ..before.clone()
        };
        self.write(conn, "field.change", &before, after)
    }

    /// Puts a field aside, or takes it up again. Its values stay, and audiences go on asking about them; nobody fills it in meanwhile.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], [`Error::Forbidden`] as [`Pen::add`].
    pub fn archive(&self, conn: &mut Conn, id: Id, aside: bool) -> Result<OwnField, Error> {
        self.whole_network(conn)?;
        let before = field::find(conn, id)?.ok_or(Error::NotFound)?;
        if before.archived_at.is_some() == aside {
            return Ok(before);
        }
        let now = self.actor.now;
        let after = OwnField {
            archived_at: aside.then_some(now),
            archived_by: aside.then_some(self.actor.person.id),
            updated_at: now,
            revision: before.revision + 1,
            ..before.clone()
        };
        self.write(conn, if aside { "field.archive" } else { "field.restore" }, &before, after)
    }

    fn write(&self, conn: &mut Conn, action: &str, before: &OwnField, after: OwnField) -> Result<OwnField, Error> {
        if !field::update(conn, &after)? {
            return Err(Error::refused("refused-changed-meanwhile"));
        }
        self.record(conn, action, Some(before), &after)?;
        Ok(after)
    }

    /// Fields hold in the whole network, so whoever defines them must be trusted with all of it.
    fn whole_network(&self, conn: &mut Conn) -> Result<(), Error> {
        match organisations::root(conn)? {
            Some(root) if !self.scope.covers(&root.path) => Err(Error::Forbidden),
            _ => Ok(()),
        }
    }

    /// What is on record under the code already must be values of the field, of the same kind of subject.
    fn check_present(&self, conn: &mut Conn, code: &str, subject: Subject, kind: Kind, choices: &[Listed]) -> Result<(), Error> {
        let said = fact::said(conn, code)?;
        match (subject, said.iter().find(|value| !is_value(kind, choices, value))) {
            (Subject::Person, _) if !said.is_empty() => Err(Error::field("code", "fault-field-of-organisations")),
            (Subject::Organisation, Some(value)) => {
                let mut faults = Faults::new();
                faults.add("kind", Message::new("fault-field-present").with("value", value));
                faults.done()
            }
            _ => Ok(()),
        }
    }

    /// What yes and no are called in each language.
    fn yes_and_no(&self) -> Vec<Listed> {
        let titles = |code: &str| {
            let languages = LANGUAGES.into_iter().filter_map(Locale::from_code);
            let word = |locale: Locale| self.state.views.words(locale).text(&format!("field-value-{code}"), &[]);
            languages.map(|locale| (locale.code().to_owned(), word(locale))).collect()
        };
        let listed = |code: &str| Listed {
            code: code.to_owned(),
            titles: titles(code),
        };
        vec![listed("yes"), listed("no")]
    }

    fn record(&self, conn: &mut Conn, action: &str, before: Option<&OwnField>, after: &OwnField) -> Result<(), Error> {
        let deed = Deed {
            action,
            subject_kind: "own_fields",
            subject_id: after.id.to_string(),
            subject_label: after.code.clone(),
            organisation_path: organisations::top_path(conn)?,
            before: before.map(OwnField::state),
            after: Some(after.state()),
        };
        Ok(audit::record(conn, &self.state.chance, self.actor.now, &self.actor.by(), deed)?)
    }
}

fn filled_by(word: &str, subject: Option<Subject>, faults: &mut Faults) -> Option<FilledBy> {
    let filled_by = FilledBy::from_word(word);
    match (filled_by, subject) {
        (None, _) => faults.note("filled_by", "fault-choice"),
        (Some(by), Some(subject)) if !by.goes_with(subject) => faults.note("filled_by", "fault-field-no-person"),
        _ => {}
    }
    filled_by
}

/// Titles in the languages that must have one, and in whatever others were sent.
fn titles(given: &Names, faults: &mut Faults) -> Names {
    let mut titles = Names::new();
    for language in LANGUAGES {
        let title = given.get(language).map_or("", String::as_str);
        let title = faults.text(&format!("title_{language}"), title, LONGEST_TITLE, true);
        titles.extend(title.map(|title| (language.to_owned(), title)));
    }
    titles
}

fn choices(given: &[Listed], faults: &mut Faults) -> Vec<Listed> {
    let mut choices: Vec<Listed> = Vec::with_capacity(given.len().min(MOST_CHOICES));
    if given.is_empty() {
        faults.note("choices", "fault-missing");
    } else if given.len() > MOST_CHOICES {
        faults.note("choices", "fault-too-many");
    }
    for one in given.iter().take(MOST_CHOICES) {
        let code = one.code.trim();
        let titles: Names = LANGUAGES
            .into_iter()
            .filter_map(|language| Some((language.to_owned(), one.titles.get(language)?.trim().to_owned())))
            .filter(|(_, title)| !title.is_empty() && title.chars().count() <= LONGEST_TITLE && !title.chars().any(char::is_control))
            .collect();
        let fault = if !is_fact(code) {
            Some("fault-field-choice-code")
        } else if titles.len() < LANGUAGES.len() {
            Some("fault-field-choice-title")
        } else if choices.iter().any(|other| other.code == code) {
            Some("fault-field-choice-twice")
        } else {
            None
        };
        if let Some(fault) = fault {
            let shown: String = code.chars().take(60).collect();
            faults.add("choices", Message::new(fault).with("code", shown));
            break;
        }
        choices.push(Listed {
            code: code.to_owned(),
            titles,
        });
    }
    choices
}

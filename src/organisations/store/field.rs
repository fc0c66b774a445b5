//! Own fields in the database: what they are called, what they hold, who may fill them in.

use crate::on;
use crate::organisations::catalogue::Names;
use crate::platform::db::{Conn, Json};
use crate::rules::id::{Id, Instant};
use crate::rules::own_field::{self, FilledBy, Kind, Listed, NoValue, Subject};
use crate::schema::own_fields;
use diesel::prelude::*;
use serde_json::json;

/// A field of the manufacturer's own. Its code names the facts that are its values, so that code, subject and kind stay.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = own_fields)]
pub struct OwnField {
    /// Identifier.
    pub id: Id,
    /// Stable word.
    pub code: String,
    /// `person` or `organisation`.
    pub subject: String,
    /// `text`, `number`, `date`, `yes_no` or `choice`.
    pub kind: String,
    /// Titles per locale.
    pub titles: Json<Names>,
    /// Of kind `choice` the list, of kind `yes_no` what the two are called.
    pub choices: Json<Vec<Listed>>,
    /// `manufacturer`, `partner` or `person`.
    pub filled_by: String,
    /// Who added it.
    pub created_by: Option<Id>,
    /// When.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// When it was put aside: values stay, and nobody fills it in any more.
    pub archived_at: Option<Instant>,
    /// By whom.
    pub archived_by: Option<Id>,
    /// How often it was changed.
    pub revision: i32,
}

impl OwnField {
    /// What it holds.
    pub fn kind(&self) -> Kind {
        Kind::from_word(&self.kind).unwrap_or(Kind::Text)
    }

    /// Whom or what it is about.
    pub fn subject(&self) -> Subject {
        Subject::from_word(&self.subject).unwrap_or(Subject::Organisation)
    }

    /// Whether this one may fill it in.
    pub fn filled_by(&self, who: FilledBy) -> bool {
        who.is_among(FilledBy::from_word(&self.filled_by).unwrap_or(FilledBy::Manufacturer))
    }

    /// The title in a language, else in English, else the code.
    pub fn title(&self, language: &str) -> &str {
        let titles = &self.titles.0;
        titles.get(language).or_else(|| titles.get("en")).map_or(&self.code, String::as_str)
    }

    /// As the audit keeps it.
    pub fn state(&self) -> serde_json::Value {
        json!({
            "code": self.code, "subject": self.subject, "kind": self.kind, "titles": self.titles.0, "choices": self.choices.0,
            "filled_by": self.filled_by, "archived_at": self.archived_at,
        })
    }

    /// What somebody wrote, in the form in which it is kept.
    ///
    /// # Errors
    ///
    /// Why it is no value of the field.
    pub fn read(&self, typed: &str) -> Result<String, NoValue> {
        own_field::read(self.kind(), &self.choices.0, typed)
    }

    /// What a kept value says in a language: of a list the entry's title, else the value itself.
    pub fn said<'v>(&'v self, value: &'v str, language: &str) -> &'v str {
        let listed = self.choices.0.iter().find(|one| one.code == value);
        let title = listed.and_then(|one| one.titles.get(language).or_else(|| one.titles.get("en")));
        title.map_or(value, String::as_str)
    }
}

/// All fields, those put aside included: about people first, each by code.
pub fn list(conn: &mut Conn) -> QueryResult<Vec<OwnField>> {
    let mut all: Vec<OwnField> = on!(conn, c => own_fields::table.order(own_fields::code).select(OwnField::as_select()).load(c))?;
    all.sort_by_key(|field| field.subject());
    Ok(all)
}

/// The fields about people, or about organisations, that are filled in.
pub fn standing(conn: &mut Conn, subject: Subject) -> QueryResult<Vec<OwnField>> {
    let mut all = list(conn)?;
    all.retain(|field| field.subject() == subject && field.archived_at.is_none());
    Ok(all)
}

/// One of them.
pub fn find(conn: &mut Conn, id: Id) -> QueryResult<Option<OwnField>> {
    on!(conn, c => own_fields::table.find(id).select(OwnField::as_select()).first(c).optional())
}

/// One of them by its code.
pub fn find_by_code(conn: &mut Conn, code: &str) -> QueryResult<Option<OwnField>> {
    on!(conn, c => own_fields::table.filter(own_fields::code.eq(code)).select(OwnField::as_select()).first(c).optional())
}

/// Adds one.
pub fn insert(conn: &mut Conn, field: &OwnField) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(own_fields::table).values(field).execute(c))?;
    Ok(())
}

/// Writes what may change of one: titles, list, who fills it in, whether it is put aside. False where it was changed since.
pub fn update(conn: &mut Conn, field: &OwnField) -> QueryResult<bool> {
    let present = own_fields::table.filter(own_fields::id.eq(field.id).and(own_fields::revision.eq(field.revision - 1)));
    let written = on!(conn, c => diesel::update(present)
        .set((
            own_fields::titles.eq(&field.titles),
            own_fields::choices.eq(&field.choices),
            own_fields::filled_by.eq(&field.filled_by),
            own_fields::updated_at.eq(field.updated_at),
            own_fields::archived_at.eq(field.archived_at),
            own_fields::archived_by.eq(field.archived_by),
            own_fields::revision.eq(field.revision),
        ))
        .execute(c))?;
    Ok(written == 1)
}

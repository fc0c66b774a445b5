//! Values of own fields in the database: facts with dates. Those about people and those about organisations have tables of the same shape,
//! whose functions [`values`](crate::organisations::store::values::values) writes once.

use crate::rules::id::{Id, Instant};
use crate::rules::own_field::{Placed, Span};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

/// A standing value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Queryable)]
pub struct FieldValue {
    /// Identifier.
    pub id: Id,
    /// Of which person or organisation.
    pub subject_id: Id,
    /// Code of the field.
    pub name: String,
    /// What it says.
    pub value: String,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day; none: open.
    pub to_on: Option<NaiveDate>,
    /// When it was written down.
    pub recorded_at: Instant,
    /// By whom; none: by a file.
    pub recorded_by: Option<Id>,
}

impl FieldValue {
    /// Its days.
    pub fn span(&self) -> Span {
        Span {
            from: self.from_on,
            to: self.to_on,
        }
    }

    /// Whether it holds on a day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from_on <= day && self.to_on.is_none_or(|to| to >= day)
    }
}

/// A value that ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Which.
    pub id: Id,
    /// Its last day as it was.
    pub before: Option<NaiveDate>,
    /// Its last day as it shall be.
    pub after: NaiveDate,
}

/// What is to be written where a field gets a value, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filling {
    /// Of which person or organisation.
    pub subject_id: Id,
    /// Code of the field.
    pub name: String,
    /// The new value; none: it has none any more.
    pub new: Option<NewValue>,
    /// The values before it that end.
    pub ended: Vec<Ended>,
    /// The values that give way to it.
    pub replaced: Vec<Id>,
    /// The standing values of the field when this was decided, each with its last day.
    pub seen: Vec<(Id, Option<NaiveDate>)>,
}

/// A new value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewValue {
    /// Identifier.
    pub id: Id,
    /// What it says.
    pub value: String,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day; none: open.
    pub to_on: Option<NaiveDate>,
}

impl Filling {
    /// What a rule decided about a new value beside the standing ones of the field.
    pub fn of(subject_id: Id, name: &str, standing: &[&FieldValue], (id, value, from_on): (Id, String, NaiveDate), placed: Placed) -> Self {
        let ended = placed.ended.into_iter().filter_map(|(at, after)| {
            let one = standing.get(at)?;
            Some(Ended {
                id: one.id,
                before: one.to_on,
                after,
            })
        });
        Self {
            subject_id,
            name: name.to_owned(),
            seen: Self::seen(standing),
            ended: ended.collect(),
            replaced: placed.replaced.into_iter().filter_map(|at| Some(standing.get(at)?.id)).collect(),
            new: Some(NewValue {
                id,
                value,
                from_on,
                to_on: placed.to,
            }),
        }
    }
}

impl Filling {
    /// Standing values, so that it can be told whether they are still the same.
    pub fn seen(standing: &[&FieldValue]) -> Vec<(Id, Option<NaiveDate>)> {
        standing.iter().map(|one| (one.id, one.to_on)).collect()
    }
}

/// What was written is no longer as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stale;

/// Writes the functions of a table of facts, given the column that names whom or what they are about.
macro_rules! values {
    ($table:ident, $subject:ident) => {
        use $crate::organisations::store::values::{FieldValue, Filling, Stale};
        use $crate::platform::db::bulk::{Holds, Table, written};

        /// Values that one statement takes safely on either database.
        const PORTION: usize = 5_000;

        const NEW: Table = Table {
            name: stringify!($table),
            columns: &[
                ("id", Holds::Text),
                (stringify!($subject), Holds::Text),
                ("name", Holds::Text),
                ("value", Holds::Text),
                ("from_on", Holds::Date),
                ("to_on", Holds::Date),
                ("recorded_at", Holds::Instant),
                ("recorded_by", Holds::Text),
                ("updated_at", Holds::Instant),
            ],
        };

        const ENDS: Table = Table {
            name: stringify!($table),
            columns: &[("id", Holds::Text), ("to_on", Holds::Date), ("updated_at", Holds::Instant)],
        };

        const WITHDRAWALS: Table = Table {
            name: stringify!($table),
            columns: &[
                ("id", Holds::Text),
                ("withdrawn_at", Holds::Instant),
                ("withdrawn_by", Holds::Text),
                ("updated_at", Holds::Instant),
            ],
        };

        /// The standing values of these fields, of these people or organisations, in the order of time.
        pub fn values_of(conn: &mut Conn, ids: &[Id], names: &[&str]) -> QueryResult<Vec<FieldValue>> {
            let mut all = Vec::new();
            for portion in ids.chunks(PORTION) {
                all.extend(on!(conn, c => $table::table
                    .filter($table::$subject.eq_any(portion).and($table::withdrawn_at.is_null()))
                    .filter($table::name.eq_any(names))
                    .order(($table::$subject, $table::name, $table::from_on, $table::id))
                    .select((
                        $table::id,
                        $table::$subject,
                        $table::name,
                        $table::value,
                        $table::from_on,
                        $table::to_on,
                        $table::recorded_at,
                        $table::recorded_by,
                    ))
                    .load::<FieldValue>(c))?);
            }
            Ok(all)
        }

        /// Whether the values of these fields are still those that were seen; [`Stale`] where one is not.
        pub fn still(conn: &mut Conn, fillings: &[Filling]) -> QueryResult<Result<(), Stale>> {
            let ids: std::collections::BTreeSet<Id> = fillings.iter().map(|filling| filling.subject_id).collect();
            let names: std::collections::BTreeSet<&str> = fillings.iter().map(|filling| filling.name.as_str()).collect();
            let (ids, names): (Vec<Id>, Vec<&str>) = (ids.into_iter().collect(), names.into_iter().collect());
            let mut there: std::collections::HashMap<(Id, String), Vec<(Id, Option<chrono::NaiveDate>)>> = Default::default();
            for value in values_of(conn, &ids, &names)? {
                there.entry((value.subject_id, value.name)).or_default().push((value.id, value.to_on));
            }
            // Where nothing is on record, nothing was to be seen.
            let same = |filling: &Filling| {
                let there = there.get(&(filling.subject_id, filling.name.clone()));
                there.map(Vec::as_slice).unwrap_or_default() == filling.seen
            };
            Ok(if fillings.iter().all(same) { Ok(()) } else { Err(Stale) })
        }

        /// Writes new values and what they do to those before them.
        pub fn fill(conn: &mut Conn, fillings: &[Filling], by: Option<Id>, now: Instant) -> QueryResult<()> {
            let at = written(&now).to_string();
            let ended = fillings.iter().flat_map(|filling| &filling.ended);
            let ended = ended.map(|one| serde_json::json!({ "id": one.id, "to_on": one.after, "updated_at": at }));
            ENDS.update(conn, &ended.collect::<Vec<_>>())?;
            let replaced = fillings.iter().flat_map(|filling| &filling.replaced);
            let replaced =
                replaced.map(|id| serde_json::json!({ "id": id, "withdrawn_at": at, "withdrawn_by": by, "updated_at": at }));
            WITHDRAWALS.update(conn, &replaced.collect::<Vec<_>>())?;
            let new = fillings.iter().filter_map(|filling| {
                let new = filling.new.as_ref()?;
                Some(serde_json::json!({
                    "id": new.id, stringify!($subject): filling.subject_id, "name": filling.name, "value": new.value,
                    "from_on": new.from_on, "to_on": new.to_on, "recorded_at": at, "recorded_by": by, "updated_at": at,
                }))
            });
            NEW.insert(conn, &new.collect::<Vec<_>>())?;
            Ok(())
        }

        /// Takes [`fill`] back: what was added is gone, what ended or gave way stands again. [`Stale`] where any of it was changed since;
        /// nothing is to be kept then.
        pub fn empty(conn: &mut Conn, fillings: &[Filling], now: Instant) -> QueryResult<Result<(), Stale>> {
            let at = written(&now).to_string();
            let added: Vec<_> = fillings.iter().filter_map(|filling| filling.new.as_ref()).collect();
            for portion in added.chunks(PORTION) {
                let there: Vec<(Id, Option<chrono::NaiveDate>)> = on!(conn, c => $table::table
                    .filter($table::id.eq_any(portion.iter().map(|new| new.id)).and($table::withdrawn_at.is_null()))
                    .select(($table::id, $table::to_on))
                    .load(c))?;
                let there: std::collections::HashMap<_, _> = there.into_iter().collect();
                if portion.iter().any(|new| there.get(&new.id) != Some(&new.to_on)) {
                    return Ok(Err(Stale));
                }
                on!(conn, c => diesel::delete($table::table.filter($table::id.eq_any(portion.iter().map(|new| new.id)))).execute(c))?;
            }
            let ended: Vec<_> = fillings.iter().flat_map(|filling| &filling.ended).collect();
            for portion in ended.chunks(PORTION) {
                let there: Vec<(Id, Option<chrono::NaiveDate>)> = on!(conn, c => $table::table
                    .filter($table::id.eq_any(portion.iter().map(|one| one.id)).and($table::withdrawn_at.is_null()))
                    .select(($table::id, $table::to_on))
                    .load(c))?;
                let there: std::collections::HashMap<_, _> = there.into_iter().collect();
                if portion.iter().any(|one| there.get(&one.id) != Some(&Some(one.after))) {
                    return Ok(Err(Stale));
                }
            }
            let ended = ended.into_iter().map(|one| serde_json::json!({ "id": one.id, "to_on": one.before, "updated_at": at }));
            ENDS.update(conn, &ended.collect::<Vec<_>>())?;
            let none = serde_json::Value::Null;
            let replaced = fillings.iter().flat_map(|filling| &filling.replaced);
            let replaced =
                replaced.map(|id| serde_json::json!({ "id": id, "withdrawn_at": none, "withdrawn_by": none, "updated_at": at }));
            WITHDRAWALS.update(conn, &replaced.collect::<Vec<_>>())?;
            Ok(Ok(()))
        }
    };
}

pub(crate) use values;

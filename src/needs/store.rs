//! Training needs, who joined them, and what happened to them, in the database.

pub mod adoption;

use crate::on;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::need::State;
use crate::schema::{courses, organisations, training_need_events, training_need_joins, training_need_people, training_needs};
use crate::scoped;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

/// What a partner must learn.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = training_needs)]
pub struct Need {
    /// Identifier.
    pub id: Id,
    /// Who asks.
    pub organisation_id: Id,
    /// By whom.
    pub asked_by: Id,
    /// When.
    pub asked_at: Instant,
    /// The course, where it is one.
    pub course_id: Option<Id>,
    /// The topic in own words, where it is none.
    pub topic: Option<String>,
    /// For how many people.
    pub people_count: i32,
    /// By when it is wanted.
    pub wanted_by_on: Option<NaiveDate>,
    /// Where.
    pub place: Option<String>,
    /// In which language, ISO 639-1.
    pub language: String,
    /// A word of [`State`].
    pub state: String,
}

impl Need {
    /// Where it stands; a word that nobody knows counts as withdrawn, so that nothing is done with it.
    pub fn state(&self) -> State {
        State::from_word(&self.state).unwrap_or(State::Withdrawn)
    }
}

/// Somebody else who asks for the same.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = training_need_joins)]
pub struct Join {
    /// Identifier.
    pub id: Id,
    /// For what.
    pub need_id: Id,
    /// Who.
    pub organisation_id: Id,
    /// For how many people.
    pub people_count: i32,
    /// By whom.
    pub joined_by: Id,
    /// When.
    pub joined_at: Instant,
    /// When they left; none: they still ask.
    pub left_at: Option<Instant>,
}

/// Something that happened to a need; only ever added.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = training_need_events)]
pub struct NeedEvent {
    /// Identifier.
    pub id: Id,
    /// To which need.
    pub need_id: Id,
    /// `asked`, `joined`, `left`, `answered`, `confirmed`, `objected`, `handed_on` or `withdrawn`.
    pub kind: String,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by_id: Option<Id>,
    /// On whose side: the organisation that asked or joined; none: the manufacturer.
    pub organisation_id: Option<Id>,
    /// A word of [`Answer`](crate::rules::need::Answer).
    pub answer: Option<String>,
    /// The day on which it is taught.
    pub held_on: Option<NaiveDate>,
    /// The course that serves.
    pub course_id: Option<Id>,
    /// Place, remark or reason.
    pub remark: Option<String>,
}

/// A need with the names that go with it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The need.
    pub need: Need,
    /// Name of who asks.
    pub organisation: String,
    /// Their path.
    pub path: String,
    /// Code of the course.
    pub course_code: Option<String>,
    /// Those who joined and still ask, with name and path, the earliest first.
    pub joins: Vec<(Join, String, String)>,
}

impl Listed {
    /// People for whom it is asked, those of the joined among them.
    pub fn people(&self) -> i64 {
        let joined: i64 = self.joins.iter().map(|(join, ..)| i64::from(join.people_count)).sum();
        i64::from(self.need.people_count) + joined
    }
}

/// Every need, the latest first; callers leave out what their reader may not see.
pub fn list(conn: &mut Conn) -> QueryResult<Vec<Listed>> {
    load(conn, None)
}

/// One need, in anybody's scope.
pub fn find(conn: &mut Conn, id: Id) -> QueryResult<Option<Listed>> {
    Ok(load(conn, Some(id))?.pop())
}

fn load(conn: &mut Conn, only: Option<Id>) -> QueryResult<Vec<Listed>> {
    let rows: Vec<(Need, String, String, Option<String>)> = on!(conn, c => {
        let mut query = training_needs::table
            .inner_join(organisations::table)
            .left_join(courses::table)
            .order((training_needs::asked_at.desc(), training_needs::id.desc()))
            .select((Need::as_select(), organisations::name, organisations::path, courses::code.nullable()))
            .into_boxed();
        if let Some(id) = only {
            query = query.filter(training_needs::id.eq(id));
        }
        query.load(c)
    })?;
    let joined: Vec<(Join, String, String)> = on!(conn, c => {
        let mut query = training_need_joins::table
            .inner_join(organisations::table)
            .filter(training_need_joins::left_at.is_null())
            .order((training_need_joins::joined_at, training_need_joins::id))
            .select((Join::as_select(), organisations::name, organisations::path))
            .into_boxed();
        if let Some(id) = only {
            query = query.filter(training_need_joins::need_id.eq(id));
        }
        query.load(c)
    })?;
    let mut joins: HashMap<Id, Vec<(Join, String, String)>> = HashMap::new();
    for join in joined {
        joins.entry(join.0.need_id).or_default().push(join);
    }
    Ok(rows
        .into_iter()
        .map(|(need, organisation, path, course_code)| Listed {
            joins: joins.remove(&need.id).unwrap_or_default(),
            need,
            organisation,
            path,
            course_code,
        })
        .collect())
}

/// Adds a need and the people it names.
pub fn insert(conn: &mut Conn, need: &Need, people: &[Id]) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(training_needs::table).values(need).execute(c))?;
    let rows: Vec<_> = people
        .iter()
        .map(|person_id| {
            (
                training_need_people::need_id.eq(need.id),
                training_need_people::person_id.eq(*person_id),
            )
        })
        .collect();
    if !rows.is_empty() {
        on!(conn, c => diesel::insert_into(training_need_people::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// The people whom a need names, of those with a membership within the scope.
pub fn people_of(conn: &mut Conn, scope: &Scope, need_id: Id) -> QueryResult<Vec<Id>> {
    use crate::schema::memberships;
    let named: Vec<Id> = on!(conn, c => training_need_people::table
        .filter(training_need_people::need_id.eq(need_id))
        .select(training_need_people::person_id)
        .load(c))?;
    on!(conn, c => scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope)
        .filter(memberships::person_id.eq_any(&named))
        .select(memberships::person_id)
        .distinct()
        .load(c))
}

/// Moves a need on; false where it stands elsewhere by now.
pub fn move_on(conn: &mut Conn, id: Id, from: State, to: State) -> QueryResult<bool> {
    let same = training_needs::table.filter(training_needs::id.eq(id).and(training_needs::state.eq(from.as_str())));
    let moved = on!(conn, c => diesel::update(same).set(training_needs::state.eq(to.as_str())).execute(c))?;
    Ok(moved == 1)
}

/// Makes the first who joined the one who asks; what only the one before was concerned with is dropped.
pub fn hand_on(conn: &mut Conn, need_id: Id, to: &Join, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::update(training_needs::table.find(need_id))
        .set((
            training_needs::organisation_id.eq(to.organisation_id),
            training_needs::asked_by.eq(to.joined_by),
            training_needs::people_count.eq(to.people_count),
            training_needs::place.eq(None::<String>),
        ))
        .execute(c))?;
    on!(conn, c => diesel::delete(training_need_people::table.filter(training_need_people::need_id.eq(need_id))).execute(c))?;
    leave(conn, to.id, now).map(drop)
}

/// Adds somebody who asks for the same; false where they do already.
pub fn insert_join(conn: &mut Conn, join: &Join) -> QueryResult<bool> {
    let added = on!(conn, c => diesel::insert_into(training_need_joins::table).values(join).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// Somebody who joined does not ask any more; false where they left before.
pub fn leave(conn: &mut Conn, id: Id, now: Instant) -> QueryResult<bool> {
    let standing = training_need_joins::table.filter(training_need_joins::id.eq(id).and(training_need_joins::left_at.is_null()));
    Ok(on!(conn, c => diesel::update(standing).set(training_need_joins::left_at.eq(now)).execute(c))? == 1)
}

/// What happened to a need, in order, each with the code of the course that serves.
pub fn events_of(conn: &mut Conn, need_id: Id) -> QueryResult<Vec<(NeedEvent, Option<String>)>> {
    on!(conn, c => training_need_events::table
        .left_join(courses::table)
        .filter(training_need_events::need_id.eq(need_id))
        .order((training_need_events::at, training_need_events::id))
        .select((NeedEvent::as_select(), courses::code.nullable()))
        .load(c))
}

/// Adds what happened.
pub fn insert_event(conn: &mut Conn, event: &NeedEvent) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(training_need_events::table).values(event).execute(c))?;
    Ok(())
}

//! Finding people in the database: who is in a scope, in what state, and where they work.

use super::{Membership, Person};
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::rules::id::Id;
use crate::rules::search::forms;
use crate::schema::{credentials, job_roles, locations, membership_job_roles, memberships, organisations, people};
use crate::{on, scoped};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use std::collections::HashMap;

diesel::define_sql_function! {
    /// Small letters; SQLite knows only those of ASCII, which is what personnel numbers are made of.
    fn lower(text: Nullable<Text>) -> Nullable<Text>;
}

/// In what state the people are who are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// A membership runs today or is to begin, and the account is not disabled.
    #[default]
    Current,
    /// As before, and they have no password yet.
    WithoutAccess,
    /// No membership of the scope runs any more.
    Ended,
    /// The account is disabled.
    Disabled,
    /// Any of these.
    All,
}

impl Standing {
    /// All of them, in the order in which they are offered.
    pub const EACH: [Self; 5] = [Self::Current, Self::WithoutAccess, Self::Ended, Self::Disabled, Self::All];

    /// The word in addresses and calls.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::WithoutAccess => "without_access",
            Self::Ended => "ended",
            Self::Disabled => "disabled",
            Self::All => "all",
        }
    }
}

/// Who is looked for.
#[derive(Clone, Debug)]
pub struct Filter {
    /// What was typed: each word must be part of a name, of the personnel number, or of the mail address of somebody who is at home in the
    /// scope: whose address is not shown is not found by it.
    pub text: String,
    /// Personnel number, the whole of it.
    pub external_id: Option<String>,
    /// Path of an organisation: only its people and those below.
    pub branch: Option<String>,
    /// Code of a job role.
    pub job_role: Option<String>,
    /// State.
    pub standing: Standing,
    /// The day at which memberships run or not.
    pub today: NaiveDate,
}

impl Filter {
    /// Everybody with a running membership.
    pub fn current(today: NaiveDate) -> Self {
        Self {
            text: String::new(),
            external_id: None,
            branch: None,
            job_role: None,
            standing: Standing::Current,
            today,
        }
    }

    /// The words as patterns of SQL: each in the two forms of which one must be found in a name, and as part of a personnel number
    /// or address.
    fn patterns(&self) -> Vec<(String, String, String)> {
        let pattern = |form: &String| format!("%{}%", form.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
        self.text
            .replace('\0', "")
            .split_whitespace()
            .take(10)
            .map(|word| {
                let forms = forms(word);
                let pattern = |at: Option<&String>| at.map(pattern).unwrap_or_default();
                (pattern(forms.first()), pattern(forms.last()), pattern(Some(&word.to_lowercase())))
            })
            .collect()
    }

    /// Whether somebody without any membership can be meant.
    fn takes_placeless(&self, scope: &Scope) -> bool {
        scope.is_whole() && self.branch.is_none() && self.job_role.is_none() && self.standing != Standing::Ended
    }
}

/// People (by their memberships) within a scope; `open`: only memberships that run or are to begin.
macro_rules! members {
    ($scope:expr, $filter:expr, $open:expr) => {{
        let mut query =
            scoped!(memberships::table.inner_join(organisations::table), organisations::path, $scope).select(memberships::person_id);
        if let Some(branch) = &$filter.branch {
            for (from, before) in Scope::branches(vec![branch.clone()]).ranges() {
                query = query.filter(organisations::path.ge(from).and(organisations::path.lt(before)));
            }
        }
        if $open {
            query = query.filter(memberships::end_on.is_null().or(memberships::end_on.ge($filter.today)));
        }
        if let Some(code) = &$filter.job_role {
            let with_role = membership_job_roles::table
                .inner_join(job_roles::table)
                .filter(job_roles::code.eq(code.clone()))
                .select(membership_job_roles::membership_id);
            query = query.filter(memberships::id.eq_any(with_role));
        }
        query
    }};
}

/// The people who are looked for, as a boxed query of `people`.
macro_rules! chosen {
    ($scope:expr, $filter:expr) => {{
        let open = matches!($filter.standing, Standing::Current | Standing::WithoutAccess);
        let placed = members!($scope, $filter, open);
        let mut query = people::table.filter(people::merged_into_id.is_null()).into_boxed();
        query = if $filter.takes_placeless($scope) {
            let anywhere = memberships::table.select(memberships::person_id);
            query.filter(people::id.eq_any(placed).or(people::id.ne_all(anywhere)))
        } else {
            query.filter(people::id.eq_any(placed))
        };
        query = match $filter.standing {
            Standing::Current => query.filter(people::disabled_at.is_null()),
            Standing::WithoutAccess => query
                .filter(people::disabled_at.is_null())
                .filter(people::id.ne_all(credentials::table.select(credentials::person_id))),
            Standing::Ended => query
                .filter(people::disabled_at.is_null())
                .filter(people::id.ne_all(members!($scope, $filter, true))),
            Standing::Disabled => query.filter(people::disabled_at.is_not_null()),
            Standing::All => query,
        };
        if let Some(number) = &$filter.external_id {
            query = query.filter(people::external_id.eq(number.clone()));
        }
        for (plain, short, number) in $filter.patterns() {
            let found = people::search_name
                .like(plain)
                .escape('\\')
                .or(people::search_name.like(short).escape('\\'))
                .or(lower(people::external_id).like(number.clone()).escape('\\'));
            let by_address = people::email_key.like(number).escape('\\');
            query = if $scope.is_whole() {
                query.filter(found.or(by_address))
            } else {
                let at_home = members!($scope, $filter, true);
                query.filter(found.or(by_address.and(people::id.eq_any(at_home))))
            };
        }
        query
    }};
}

/// People of the scope by name, those after a key (name and identifier of the last one seen) first.
pub fn list(conn: &mut Conn, scope: &Scope, filter: &Filter, after: Option<&(String, Id)>, limit: i64) -> QueryResult<Vec<Person>> {
    on!(conn, c => {
        let mut query = chosen!(scope, filter);
        if let Some((name, id)) = after {
            query = query.filter(people::search_name.gt(name.clone()).or(people::search_name.eq(name.clone()).and(people::id.gt(*id))));
        }
        query.order((people::search_name, people::id)).limit(limit).select(Person::as_select()).load(c)
    })
}

/// How many there are.
pub fn count(conn: &mut Conn, scope: &Scope, filter: &Filter) -> QueryResult<i64> {
    on!(conn, c => chosen!(scope, filter).count().get_result(c))
}

/// How many memberships run at each organisation of the scope, without those below it.
pub fn counts(conn: &mut Conn, scope: &Scope, today: NaiveDate) -> QueryResult<Vec<(Id, i64)>> {
    on!(conn, c => scoped!(
            memberships::table
                .inner_join(organisations::table)
                .group_by(memberships::organisation_id)
                .select((memberships::organisation_id, diesel::dsl::count_star())),
            organisations::path,
            scope
        )
        .filter(memberships::start_on.le(today))
        .filter(memberships::end_on.is_null().or(memberships::end_on.ge(today)))
        .load(c))
}

/// Which of these people have a password.
pub fn with_password(conn: &mut Conn, ids: &[Id]) -> QueryResult<Vec<Id>> {
    on!(conn, c => credentials::table.filter(credentials::person_id.eq_any(ids)).select(credentials::person_id).load(c))
}

/// One place of work of one person, as pages and calls name it.
#[derive(Clone, Debug)]
pub struct Place {
    /// The membership.
    pub membership: Membership,
    /// Name of the organisation.
    pub organisation_name: String,
    /// The manufacturer's number of the organisation.
    pub organisation_external_id: String,
    /// Path of the organisation.
    pub path: String,
    /// Name of the location, where one is named.
    pub location_name: Option<String>,
    /// Codes of the job roles.
    pub job_roles: Vec<String>,
}

impl Place {
    /// Whether it runs on a day or is to begin after it.
    pub fn is_open(&self, today: NaiveDate) -> bool {
        self.membership.end_on.is_none_or(|end| end >= today)
    }
}

/// The branch that answers for somebody with these places: where they are at work, or were first; the top where nowhere.
pub fn branch_at(conn: &mut Conn, places: &[Place], today: NaiveDate) -> QueryResult<String> {
    match places.iter().find(|place| place.is_open(today)).or(places.first()) {
        Some(place) => Ok(place.path.clone()),
        None => crate::organisations::store::top_path(conn),
    }
}

type PlaceRow = (Membership, (String, String, String), Option<String>);

/// The places of these people within the scope, those that began first first.
pub fn places(conn: &mut Conn, scope: &Scope, person_ids: &[Id]) -> QueryResult<Vec<Place>> {
    let rows: Vec<PlaceRow> = on!(conn, c => scoped!(
        memberships::table.inner_join(organisations::table).left_join(locations::table.on(memberships::location_id.eq(locations::id.nullable()))),
        organisations::path,
        scope
    )
    .filter(memberships::person_id.eq_any(person_ids))
    .order((memberships::start_on, memberships::id))
    .select((
        Membership::as_select(),
        (organisations::name, organisations::external_id, organisations::path),
        locations::name.nullable(),
    ))
    .load(c))?;
    let ids: Vec<Id> = rows.iter().map(|row| row.0.id).collect();
    let mut roles = job_roles_of(conn, &ids)?;
    Ok(rows
        .into_iter()
        .map(
            |(membership, (organisation_name, organisation_external_id, path), location_name)| Place {
                job_roles: roles.remove(&membership.id).unwrap_or_default(),
                membership,
                organisation_name,
                organisation_external_id,
                path,
                location_name,
            },
        )
        .collect())
}

/// Codes of the job roles of these memberships.
pub fn job_roles_of(conn: &mut Conn, membership_ids: &[Id]) -> QueryResult<HashMap<Id, Vec<String>>> {
    let rows: Vec<(Id, String)> = on!(conn, c => membership_job_roles::table
        .inner_join(job_roles::table)
        .filter(membership_job_roles::membership_id.eq_any(membership_ids))
        .order(job_roles::code)
        .select((membership_job_roles::membership_id, job_roles::code))
        .load(c))?;
    let mut roles: HashMap<Id, Vec<String>> = HashMap::new();
    for (membership_id, code) in rows {
        roles.entry(membership_id).or_default().push(code);
    }
    Ok(roles)
}

/// People who can lead somebody at this organisation: those with a running membership there or in one above it, within the scope.
pub fn possible_supervisors(conn: &mut Conn, scope: &Scope, path: &str, today: NaiveDate) -> QueryResult<Vec<(Id, String, String)>> {
    let mut above = Vec::new();
    for (at, _) in path.match_indices('/') {
        above.push(path[..=at].to_owned());
    }
    let ids = on!(conn, c => scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope)
        .filter(organisations::path.eq_any(above))
        .filter(memberships::start_on.le(today))
        .filter(memberships::end_on.is_null().or(memberships::end_on.ge(today)))
        .select(memberships::person_id)
        .load::<Id>(c))?;
    on!(conn, c => people::table
        .filter(people::id.eq_any(ids))
        .filter(people::disabled_at.is_null())
        .order((people::search_name, people::id))
        .limit(1000)
        .select((people::id, people::given_name, people::family_name))
        .load(c))
}

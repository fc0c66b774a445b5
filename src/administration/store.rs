//! The audit log, jobs and tokens as administrators look for them, in the database.

pub mod folder;

use crate::organisations::Scope;
use crate::people::token::Token;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{api_tokens, audit_entries, jobs, organisations, people};
use crate::{on, scoped};
use diesel::prelude::*;
use diesel::sql_types::Text;

diesel::define_sql_function! {
    /// Small letters; SQLite knows only those of ASCII.
    fn lower(text: Text) -> Text;
}

/// An entry of the audit log.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = audit_entries)]
pub struct Entry {
    /// Identifier; later entries sort after earlier ones.
    pub id: Id,
    /// When.
    pub at: Instant,
    /// Who, by the name they had.
    pub actor_name: String,
    /// `person`, `token`, `job` or `command_line`.
    pub actor_kind: String,
    /// From which network address.
    pub address: Option<String>,
    /// Number of the request.
    pub request_id: Option<String>,
    /// What was done.
    pub action: String,
    /// To what kind of record.
    pub subject_kind: String,
    /// How a person would call it.
    pub subject_label: String,
    /// The record before, JSON.
    pub before_json: Option<String>,
    /// The record after, JSON.
    pub after_json: Option<String>,
}

/// What is looked for in the audit log.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Part of the actor's name.
    pub actor: Option<String>,
    /// Part of the subject's name, or its identifier.
    pub subject: Option<String>,
    /// The action, or its first word (`person`).
    pub action: Option<String>,
    /// Not before.
    pub from: Option<Instant>,
    /// Before.
    pub to: Option<Instant>,
    /// Only those older than this one.
    pub older_than: Option<Id>,
}

fn part(text: &str) -> String {
    let escaped = text.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// Entries within the scope, the latest first.
pub fn search(conn: &mut Conn, scope: &Scope, search: &Search, limit: i64) -> QueryResult<Vec<Entry>> {
    on!(conn, c => {
        let mut query = scoped!(audit_entries::table, audit_entries::organisation_path, scope);
        if let Some(actor) = &search.actor {
            query = query.filter(lower(audit_entries::actor_name).like(part(actor)).escape('\\'));
        }
        if let Some(subject) = &search.subject {
            query = query.filter(
                lower(audit_entries::subject_label).like(part(subject)).escape('\\').or(audit_entries::subject_id.eq(subject.clone())),
            );
        }
        if let Some(action) = &search.action {
            let whole = audit_entries::action.eq(action.clone());
            let below = format!("{}.%", action.replace(['\\', '%'], "").replace('_', "\\_"));
            query = query.filter(whole.or(audit_entries::action.like(below).escape('\\')));
        }
        if let Some(from) = search.from {
            query = query.filter(audit_entries::at.ge(from));
        }
        if let Some(to) = search.to {
            query = query.filter(audit_entries::at.lt(to));
        }
        if let Some(id) = search.older_than {
            query = query.filter(audit_entries::id.lt(id));
        }
        query.order(audit_entries::id.desc()).limit(limit).select(Entry::as_select()).load(c)
    })
}

/// A job as administrators see it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = jobs)]
pub struct JobEntry {
    /// Identifier.
    pub id: Id,
    /// What is to be done.
    pub kind: String,
    /// What it is about.
    pub payload: String,
    /// Of several waiting ones with the same only one is kept.
    pub unique_key: Option<String>,
    /// `waiting`, `running`, `failed` or `done`.
    pub state: String,
    /// Not before.
    pub run_at: Instant,
    /// Failures so far.
    pub attempts: i32,
    /// What went wrong last.
    pub last_error: Option<String>,
}

/// Jobs in one of these states, the oldest first.
pub fn jobs_in(conn: &mut Conn, states: &[&str], limit: i64) -> QueryResult<Vec<JobEntry>> {
    on!(conn, c => jobs::table
        .filter(jobs::state.eq_any(states))
        .order((jobs::run_at, jobs::id))
        .limit(limit)
        .select(JobEntry::as_select())
        .load(c))
}

/// How many jobs are in a state.
pub fn count_jobs(conn: &mut Conn, state: &str) -> QueryResult<i64> {
    on!(conn, c => jobs::table.filter(jobs::state.eq(state)).count().get_result(c))
}

/// Lets a job that was set aside run again; where the same already waits, that one does its work. False where there is none set aside.
pub fn retry(conn: &mut Conn, id: Id, now: Instant) -> QueryResult<bool> {
    let found: Option<JobEntry> = on!(conn, c => jobs::table
        .filter(jobs::id.eq(id).and(jobs::state.eq("failed")))
        .select(JobEntry::as_select())
        .first(c)
        .optional())?;
    let Some(job) = found else { return Ok(false) };
    let same: i64 = on!(conn, c => jobs::table
        .filter(jobs::kind.eq(&job.kind).and(jobs::unique_key.eq(&job.unique_key)).and(jobs::state.eq("waiting")))
        .count()
        .get_result(c))?;
    let state = if same > 0 { "done" } else { "waiting" };
    on!(conn, c => diesel::update(jobs::table.find(id))
        .set((jobs::state.eq(state), jobs::attempts.eq(0), jobs::run_at.eq(now)))
        .execute(c))?;
    Ok(true)
}

/// A token with the names of its branch and maker.
#[derive(Clone, Debug)]
pub struct TokenEntry {
    /// The token.
    pub token: Token,
    /// Its branch.
    pub organisation: String,
    /// Path of that branch.
    pub path: String,
    /// Who made it.
    pub maker: String,
}

type TokenRow = (Token, (String, String), (String, String));

/// Tokens within the scope, the newest first.
pub fn tokens(conn: &mut Conn, scope: &Scope) -> QueryResult<Vec<TokenEntry>> {
    let rows: Vec<TokenRow> = on!(conn, c => scoped!(api_tokens::table.inner_join(organisations::table).inner_join(people::table), organisations::path, scope)
        .order(api_tokens::id.desc())
        .select((Token::as_select(), (organisations::name, organisations::path), (people::given_name, people::family_name)))
        .load(c))?;
    Ok(rows
        .into_iter()
        .map(|(token, (organisation, path), (given, family))| TokenEntry {
            token,
            organisation,
            path,
            maker: format!("{given} {family}").trim().to_owned(),
        })
        .collect())
}

/// Revokes a token; false where it is already.
pub fn revoke(conn: &mut Conn, id: Id, now: Instant) -> QueryResult<bool> {
    let running = api_tokens::table.filter(api_tokens::id.eq(id).and(api_tokens::revoked_at.is_null()));
    Ok(on!(conn, c => diesel::update(running).set(api_tokens::revoked_at.eq(now)).execute(c))? == 1)
}

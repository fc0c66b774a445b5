//! Short ways to accounts in the state that a test needs.

use super::app::TestApp;
use diesel::RunQueryDsl;
use diesel::sql_types::Text;
use kundig::on;
use kundig::people::token::{self, Token};
use kundig::people::{sign_in, store};
use kundig::platform::chance::hash;
use kundig::platform::db::Json;
use kundig::rules::id::Id;
use kundig::rules::person::Action;

impl TestApp {
    /// The text parts of all mails to an address, the oldest first.
    pub fn mails_to(&self, address: &str) -> Vec<String> {
        #[derive(diesel::QueryableByName)]
        struct Row {
            #[diesel(sql_type = Text)]
            text_body: String,
        }
        let query = format!("SELECT text_body FROM mails JOIN mail_bodies ON mail_id = id WHERE to_address = '{address}' ORDER BY id");
        let rows: Vec<Row> = self
            .state
            .db
            .read(|conn| Ok(on!(conn, c => diesel::sql_query(query).load(c))?))
            .unwrap();
        rows.into_iter().map(|row| row.text_body).collect()
    }

    /// Runs every job that is due.
    pub fn run_jobs(&self) {
        actix_web::rt::System::new()
            .block_on(kundig::app::run_due_jobs(&self.state))
            .unwrap();
    }

    /// Gives somebody a personnel number.
    pub fn give_number(&self, person_id: Id, number: &str) {
        let query = format!("UPDATE people SET external_id = '{number}' WHERE id = '{person_id}'");
        self.state
            .db
            .write(|conn| Ok(on!(conn, c => diesel::sql_query(query).execute(c))?))
            .unwrap();
    }

    /// Gives somebody another language.
    pub fn speak(&self, person_id: Id, language: &str) {
        let query = format!("UPDATE people SET language = '{language}' WHERE id = '{person_id}'");
        self.state
            .db
            .write(|conn| Ok(on!(conn, c => diesel::sql_query(query).execute(c))?))
            .unwrap();
    }

    /// Closes every way in.
    pub fn disable(&self, person_id: Id) {
        let now = self.state.clock.now();
        self.state
            .db
            .write(|conn| {
                store::set_disabled(conn, person_id, Some(now), now)?;
                sign_in::close_all(conn, person_id, now)
            })
            .unwrap();
    }

    /// Takes that back.
    pub fn enable(&self, person_id: Id) {
        let now = self.state.clock.now();
        self.state
            .db
            .write(|conn| Ok(store::set_disabled(conn, person_id, None, now)?))
            .unwrap();
    }

    /// An integration's token that may do all that its maker may in a branch.
    pub fn token(&self, maker: Id, organisation_id: Id) -> String {
        let (chance, now) = (&self.state.chance, self.state.clock.now());
        let secret = chance.token();
        let token = Token {
            id: chance.id(now),
            name: "test".into(),
            token_hash: hash(&secret),
            scopes: Json(Action::ALL.to_vec()),
            organisation_id,
            created_by: maker,
            created_at: now,
            expires_at: None,
            revoked_at: None,
            last_used_at: None,
        };
        self.state.db.write(|conn| Ok(token::insert(conn, &token)?)).unwrap();
        secret
    }
}

//! `kundig user`: the first way in.

use super::{Options, say};
use crate::organisations;
use crate::people::sign_in;
use crate::people::store::{self, Person};
use crate::platform::audit::{self, By, Deed};
use crate::platform::error::Error;
use crate::rules::person::Role;
use chrono::Duration;
use clap::Subcommand;
use std::process::ExitCode;

/// Manage people who sign in.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Make a platform administrator and print a link that sets the password
    CreateAdmin {
        /// Mail address, also the name to sign in with
        #[arg(long)]
        email: String,
        /// Given name
        #[arg(long)]
        given_name: String,
        /// Family name
        #[arg(long)]
        family_name: String,
        /// Language of pages and mails
        #[arg(long, default_value = "en")]
        language: String,
    },
}

impl User {
    pub(super) fn run(self, options: &Options) -> Result<ExitCode, Error> {
        let Self::CreateAdmin {
            email,
            given_name,
            family_name,
            language,
        } = self;
        let state = options.state()?;
        let now = state.clock.now();
        let token = state.db.write(|conn| {
            let root = match organisations::store::root(conn)? {
                Some(root) => root,
                None => organisations::store::plant(conn, &state.chance, &state.config.brand.name, now)?,
            };
            let key = email.to_lowercase();
            let person = match store::find_by_email_key(conn, &key)? {
                Some(person) => person,
                None => {
                    let person = Person::new(
                        state.chance.id(now),
                        &given_name,
                        &family_name,
                        Some((&email, &key)),
                        &language,
                        now,
                    );
                    store::insert(conn, &person)?;
                    person
                }
            };
            let role = Role::PlatformAdmin;
            store::grant(conn, state.chance.id(now), person.id, role, root.id, now.date_naive(), None, now)?;
            let deed = Deed {
                action: "role.grant",
                subject_kind: "people",
                subject_id: person.id.to_string(),
                subject_label: person.name(),
                organisation_path: root.path,
                before: None,
                after: audit::state(&role),
            };
            audit::record(conn, &state.chance, now, &By::command_line(), deed)?;
            sign_in::link(
                conn,
                &state,
                person.id,
                "invitation",
                None,
                None,
                Duration::days(state.config.sign_in.invitation_days.into()),
                now,
            )
        })?;
        say(format!("{}/welcome/{token}", state.config.server.public_url))
    }
}

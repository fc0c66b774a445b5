//! `kundig user`: the first way in.

use super::{Options, say};
use crate::organisations;
use crate::people::sign_in;
use crate::people::store::{self, Person};
use crate::platform::audit::{self, By, Deed};
use crate::platform::error::Error;
use crate::rules::email_address::EmailAddress;
use crate::rules::language;
use crate::rules::letter::is_invisible;
use crate::rules::person::Role;
use chrono::Duration;
use clap::Subcommand;
use std::process::ExitCode;

/// Manage people who sign in.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Make a platform administrator and print a link that sets the password; a database that is not there yet is made
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
        let email = checked_address(&email)?;
        let (given_name, family_name) = (
            checked_name("--given-name", &given_name)?,
            checked_name("--family-name", &family_name)?,
        );
        let language = language::language(&language).ok_or_else(|| {
            Error::setup(format!(
                "--language: {language} is no language we know; write a code such as en or de"
            ))
        })?;
        let state = options.state_made()?;
        let now = state.clock.now();
        let token = state.db.write(|conn| {
            let root = match organisations::store::root(conn)? {
                Some(root) => root,
                None => organisations::store::plant(conn, &state.chance, &state.config.brand.name, now)?,
            };
            let key = email.key();
            let person = match store::find_by_email_key(conn, &key)? {
                Some(person) => person,
                None => {
                    let person = Person::new(
                        state.chance.id(now),
                        &given_name,
                        &family_name,
                        Some((email.as_str(), &key)),
                        language,
                        now,
                    );
                    store::insert(conn, &person)?;
                    person
                }
            };
            let role = Role::PlatformAdmin;
            // Whoever calls for another link gets no second role, so nothing is said of one.
            if store::grant(conn, state.chance.id(now), person.id, role, root.id, now.date_naive(), None, now)? {
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
            }
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

fn checked_address(typed: &str) -> Result<EmailAddress, Error> {
    typed
        .trim()
        .parse::<EmailAddress>()
        .map_err(|fault| Error::setup(format!("--email: {typed:?}: {fault}; one looks like name@company.example")))
}

fn checked_name(flag: &str, typed: &str) -> Result<String, Error> {
    let name = typed.trim();
    if name.is_empty() || name.chars().count() > 200 || name.chars().any(|letter| letter.is_control() || is_invisible(letter)) {
        return Err(Error::setup(format!(
            "{flag}: a name has 1 to 200 characters, no line breaks and no invisible characters"
        )));
    }
    Ok(name.to_owned())
}

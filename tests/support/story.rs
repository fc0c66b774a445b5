//! The story that most tests tell: a manufacturer, two partners, a branch of the first, and a person for every role.

use super::app::{NOON, TestApp};
use super::browser::Browser;
use chrono::{DateTime, NaiveDate, Utc};
use kundig::organisations::store as organisations;
use kundig::organisations::{Location, Organisation};
use kundig::people::sign_in::{self, Device};
use kundig::people::store as people;
use kundig::people::{Membership, Person};
use kundig::platform::db::{Conn, Json};
use kundig::rules::id::{Id, Instant};
use kundig::rules::person::Role;

/// Who and what there is.
pub struct Story {
    pub manufacturer: Organisation,
    /// A partner in Hamburg with both services that requirements ask for.
    pub alpha: Organisation,
    /// A branch of it.
    pub alpha_branch: Organisation,
    /// Another partner, in Lyon.
    pub beta: Organisation,
    /// One person for each role; those of partners belong to `alpha`.
    pub people: Vec<(Role, Person)>,
    /// The administrator of `beta`, a stranger to `alpha`.
    pub stranger: Person,
}

impl Story {
    pub fn person(&self, role: Role) -> &Person {
        &self.people.iter().find(|(held, _)| *held == role).unwrap().1
    }
}

pub fn noon() -> Instant {
    NOON.parse::<DateTime<Utc>>().unwrap().into()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl TestApp {
    /// Tells the story into this application's database.
    pub fn story(&self) -> Story {
        let state = &self.state;
        let now = state.clock.now();
        state
            .db
            .write(|conn| {
                let manufacturer = organisations::plant(conn, &state.chance, "Nordhaus Klimatechnik", now)?;
                let alpha = self.organisation(conn, &manufacturer, "P-A", "Kälte Albers", "DE", "Europe/Berlin");
                let alpha_branch = self.organisation(conn, &alpha, "P-A1", "Kälte Albers Lübeck", "DE", "Europe/Berlin");
                let beta = self.organisation(conn, &manufacturer, "P-B", "Froid Bernard", "FR", "Europe/Paris");
                let mut cast = Vec::new();
                for role in Role::ALL {
                    let of_partner = matches!(role, Role::PartnerAdmin | Role::TeamLead | Role::Learner);
                    let home = if of_partner { &alpha } else { &manufacturer };
                    let person = self.person(conn, home, &format!("{role}@story.example"), "Vera", &role.to_string());
                    if role != Role::Learner {
                        people::grant(conn, state.chance.id(now), person.id, role, home.id, day("2020-01-01"), None, now)?;
                    }
                    cast.push((role, person));
                }
                let stranger = self.person(conn, &beta, "stranger@story.example", "Benoît", "Bernard");
                people::grant(
                    conn,
                    state.chance.id(now),
                    stranger.id,
                    Role::PartnerAdmin,
                    beta.id,
                    day("2020-01-01"),
                    None,
                    now,
                )?;
                Ok(Story {
                    manufacturer,
                    alpha,
                    alpha_branch,
                    beta,
                    people: cast,
                    stranger,
                })
            })
            .unwrap()
    }

    /// Adds an organisation below another one, with a main location.
    pub fn organisation(
        &self,
        conn: &mut Conn,
        parent: &Organisation,
        external_id: &str,
        name: &str,
        country: &str,
        zone: &str,
    ) -> Organisation {
        let (chance, now) = (&self.state.chance, self.state.clock.now());
        let organisation = Organisation {
            id: chance.id(now),
            external_id: external_id.into(),
            parent_id: Some(parent.id),
            kind: if parent.parent_id.is_none() { "partner" } else { "branch" }.into(),
            name: name.into(),
            path: format!("{}{}/", parent.path, organisations::segment(chance)),
            since_on: Some(day("2015-01-01")),
            reminders_since_on: None,
            archived_at: None,
            created_at: now,
            updated_at: now,
            revision: 0,
        };
        organisations::insert(conn, &organisation).unwrap();
        let location = Location {
            id: chance.id(now),
            organisation_id: organisation.id,
            name: name.into(),
            main: true,
            country: country.into(),
            city: "Hafenstadt".into(),
            postal_code: "20095".into(),
            street: "Kai 1".into(),
            latitude: None,
            longitude: None,
            time_zone: zone.into(),
            languages: Json(vec!["de".into()]),
            opening_hours: None,
            created_at: now,
            updated_at: now,
        };
        organisations::insert_location(conn, &location).unwrap();
        organisation
    }

    /// Adds a person with a membership that began in 2020; German, without job roles.
    pub fn person(&self, conn: &mut Conn, home: &Organisation, email: &str, given_name: &str, family_name: &str) -> Person {
        let (chance, now) = (&self.state.chance, self.state.clock.now());
        let person = Person::new(chance.id(now), given_name, family_name, Some((email, email)), "de", now);
        people::insert(conn, &person).unwrap();
        let membership = Membership {
            id: chance.id(now),
            person_id: person.id,
            organisation_id: home.id,
            location_id: None,
            start_on: day("2020-01-01"),
            end_on: None,
            supervisor_id: None,
            imported: true,
            created_at: now,
            updated_at: now,
        };
        people::insert_membership(conn, &membership).unwrap();
        person
    }

    /// A browser in which this person is signed in.
    pub fn signed_in(&self, person_id: Id) -> Browser<'_> {
        Browser::with_cookie(self, &self.sign_in_secret(person_id))
    }

    /// The cookie's value of a new sign-in of this person.
    pub fn sign_in_secret(&self, person_id: Id) -> String {
        let device = Device {
            address: "127.0.0.1".into(),
            user_agent: "test".into(),
        };
        let now = self.state.clock.now();
        self.state
            .db
            .write(|conn| sign_in::begin(conn, &self.state, person_id, &device, now))
            .unwrap()
    }

    /// A browser in which nobody is signed in.
    pub fn anonymous(&self) -> Browser<'_> {
        Browser::anonymous(self)
    }
}

//! What the pages of administration show.

mod audit;
mod dated;
mod folder;
mod organisation;
mod organisation_form;
mod token;

pub use audit::{AuditPage, AuditRow, Difference};
pub use dated::{DatedPage, DatedRow, ProductLine, ProductRow, ProductsPage};
pub use folder::{FolderRow, FoldersPage};
pub use organisation::{LocationRow, OrganisationPage, RelationRow, TreePage, TreeRow, WorksForPage};
pub use organisation_form::{LocationPage, LocationView, OrganisationFormPage, OrganisationView};
pub use token::{NewTokenPage, TokenMadePage, TokenRow, TokensPage};

use crate::people::menu::Menu;
use crate::platform::views::{Field, FormFault, Frame, Page};
use crate::rules::id::Instant;
use serde::Serialize;

fn at(text: &str) -> Instant {
    let at: chrono::DateTime<chrono::Utc> = text.parse().expect("an instant");
    at.into()
}

fn day(year: i32, month: u32, day: u32) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

fn frame(path: &str) -> Frame {
    Menu::Manufacturer.sample_frame(path)
}

/// The places of administration.
#[derive(Clone, Debug, Serialize)]
pub struct AdministrationPage {
    /// Jobs that were set aside, for whoever can do something about it.
    pub failed_jobs: u32,
    /// The places.
    pub doors: Vec<Door>,
}

/// A place.
#[derive(Clone, Debug, Serialize)]
pub struct Door {
    /// Chooses its words.
    pub word: &'static str,
    /// Where it leads.
    pub href: &'static str,
}

impl Page for AdministrationPage {
    const TEMPLATE: &'static str = "administration/start";

    fn samples() -> Vec<Self> {
        let doors = vec![
            Door {
                word: "imports",
                href: "/imports",
            },
            Door {
                word: "organisations",
                href: "/organisations",
            },
            Door {
                word: "catalogues",
                href: "/administration/catalogues",
            },
            Door {
                word: "products",
                href: "/administration/products",
            },
            Door {
                word: "mailbox",
                href: "/mailbox",
            },
            Door {
                word: "audit",
                href: "/administration/audit",
            },
            Door {
                word: "tokens",
                href: "/administration/tokens",
            },
            Door {
                word: "jobs",
                href: "/administration/jobs",
            },
        ];
        let calm = Self { failed_jobs: 0, doors };
        vec![
            Self {
                failed_jobs: 2,
                ..calm.clone()
            },
            calm,
        ]
    }

    fn sample_frame() -> Frame {
        frame("/administration")
    }
}

/// Work for later.
#[derive(Clone, Debug, Serialize)]
pub struct JobsPage {
    /// How many were set aside.
    pub failed_count: u32,
    /// How many wait or run.
    pub waiting_count: u32,
    /// The ones set aside.
    pub failed: Vec<JobRow>,
    /// The ones that wait or run.
    pub waiting: Vec<JobRow>,
}

/// One job.
#[derive(Clone, Debug, Serialize)]
pub struct JobRow {
    /// Where it is tried again.
    pub retry_url: String,
    /// What is to be done.
    pub kind: String,
    /// What it is about.
    pub about: String,
    /// `waiting`, `running` or `failed`.
    pub state: String,
    /// Not before.
    pub run_at: Instant,
    /// Failures so far.
    pub attempts: i32,
    /// What went wrong last.
    pub last_error: Option<String>,
}

impl Page for JobsPage {
    const TEMPLATE: &'static str = "administration/jobs";

    fn samples() -> Vec<Self> {
        let row = |state: &str, last_error: Option<&str>| JobRow {
            retry_url: "/administration/jobs/1/retry".to_owned(),
            kind: "people.changed".to_owned(),
            about: "{\"person_id\":\"0197\"}".to_owned(),
            state: state.to_owned(),
            run_at: at("2026-11-24T11:58:00Z"),
            attempts: 8,
            last_error: last_error.map(str::to_owned),
        };
        let busy = Self {
            failed_count: 1,
            waiting_count: 2,
            failed: vec![row("failed", Some("no connection"))],
            waiting: vec![row("running", None), row("waiting", Some("no connection"))],
        };
        let calm = Self {
            failed_count: 0,
            waiting_count: 0,
            failed: Vec::new(),
            waiting: Vec::new(),
        };
        vec![busy, calm]
    }

    fn sample_frame() -> Frame {
        frame("/administration/jobs")
    }
}

/// The catalogues of services and job roles.
#[derive(Clone, Debug, Serialize)]
pub struct CataloguePage {
    /// Services.
    pub services: Vec<CatalogueRow>,
    /// Job roles.
    pub job_roles: Vec<CatalogueRow>,
    /// Code of a new entry.
    pub code: Field,
    /// English name of a new entry.
    pub en: Field,
    /// German name of a new entry.
    pub de: Field,
    /// Faults above the form.
    pub faults: Vec<FormFault>,
    /// Whether the viewer may change them.
    pub may_change: bool,
}

/// One entry.
#[derive(Clone, Debug, Serialize)]
pub struct CatalogueRow {
    /// Where it is renamed.
    pub url: String,
    /// Stable word.
    pub code: String,
    /// English name.
    pub en: String,
    /// German name.
    pub de: String,
}

impl Page for CataloguePage {
    const TEMPLATE: &'static str = "administration/catalogues";

    fn samples() -> Vec<Self> {
        let row = |code: &str, en: &str, de: &str| CatalogueRow {
            url: "/administration/services/1".to_owned(),
            code: code.to_owned(),
            en: en.to_owned(),
            de: de.to_owned(),
        };
        let open = Self {
            services: vec![row("high_voltage", "High voltage", "Hochvolt")],
            job_roles: vec![row("technician", "Technician", "Technik")],
            code: Field::with("code", "Heat Pump").wrong("Nur kleine Buchstaben, Ziffern und _."),
            en: Field::with("en", "Heat pump"),
            de: Field::with("de", "Wärmepumpe"),
            faults: vec![FormFault {
                field: "code".to_owned(),
                text: "Kurzwort: nur kleine Buchstaben.".to_owned(),
            }],
            may_change: true,
        };
        vec![
            open.clone(),
            Self {
                may_change: false,
                faults: Vec::new(),
                ..open
            },
        ]
    }

    fn sample_frame() -> Frame {
        frame("/administration/catalogues")
    }
}

/// A text of the operator for everybody.
#[derive(Clone, Debug, Serialize)]
pub struct LegalPage {
    /// `imprint`, `privacy` or `barrier`.
    pub kind: &'static str,
    /// What the operator wrote; empty: the page says what is known without it.
    pub paragraphs: Vec<String>,
    /// Where mails come from, as a last resort to reach somebody.
    pub address: String,
}

impl Page for LegalPage {
    const TEMPLATE: &'static str = "administration/legal";

    fn samples() -> Vec<Self> {
        let page = |kind, text: &[&str]| Self {
            kind,
            paragraphs: text.iter().map(|part| (*part).to_owned()).collect(),
            address: "akademie@nordhaus.example".to_owned(),
        };
        vec![
            page(
                "imprint",
                &["Nordhaus Klimatechnik GmbH, Werkstraße 1, 34117 Kassel", "Handelsregister Kassel"],
            ),
            page("imprint", &[]),
            page("privacy", &[]),
            page("barrier", &[]),
        ]
    }

    fn sample_frame() -> Frame {
        let mut frame = Frame::sample();
        frame.shell = crate::platform::views::Shell::Public;
        frame
    }
}

crate::samples! {
    pages: AdministrationPage, AuditPage, FoldersPage, JobsPage, TokensPage, NewTokenPage, TokenMadePage, CataloguePage, LegalPage,
        ProductsPage, TreePage, OrganisationPage, DatedPage, OrganisationFormPage, LocationPage, WorksForPage
}

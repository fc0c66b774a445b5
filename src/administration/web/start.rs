//! Where administration begins: the places that somebody may go to.

use crate::administration::pages::{AdministrationPage, Door};
use crate::administration::store;
use crate::people::guard::{May, SeeAudit};
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::person::Action;
use actix_web::{HttpResponse, web};

const DOORS: [(&str, &str, Action); 9] = [
    ("imports", "/imports", Action::Import),
    ("organisations", "/organisations", Action::ManageOrganisations),
    ("catalogues", "/administration/catalogues", Action::ManageOrganisations),
    ("products", "/administration/products", Action::ManageOrganisations),
    ("mailbox", "/mailbox", Action::SeeMailbox),
    ("audit", "/administration/audit", Action::SeeAudit),
    ("folders", "/administration/audit-folders", Action::SeeAudit),
    ("tokens", "/administration/tokens", Action::ManageTokens),
    ("jobs", "/administration/jobs", Action::Operate),
];

/// `GET /administration`
pub async fn show(may: May<SeeAudit>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let failed = state.db.look(|conn| Ok(store::count_jobs(conn, "failed")?)).await?;
    let doors = DOORS
        .into_iter()
        .filter(|(_, _, action)| may.actor.may(*action))
        .map(|(word, href, _)| Door { word, href });
    let page = AdministrationPage {
        failed_jobs: if may.actor.may(Action::Operate) {
            u32::try_from(failed).unwrap_or(0)
        } else {
            0
        },
        doors: doors.collect(),
    };
    may.show(&state, &page)
}

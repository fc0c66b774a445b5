//! One's own certificates, those of a branch, and the files themselves.

use super::{row, seen_by};
use crate::certificates::pages::CertificatesPage;
use crate::certificates::store::{self, Certificate, Listed, Wanted};
use crate::people::May;
use crate::people::guard::{Learn, SeeTeam};
use crate::platform::answer;
use crate::platform::api::{Listing, PageQuery};
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::id::Id;
use crate::rules::person::Action;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// Rows of a page.
const PER_PAGE: u32 = 50;

/// Which certificates of the branch.
#[derive(Debug, Deserialize)]
pub struct BranchQuery {
    #[serde(default)]
    name: String,
    cursor: Option<String>,
}

/// `GET /certificates`
pub async fn own(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let person_id = may.actor.person.id;
    let listed = state.db.look(move |conn| Ok(store::of_person(conn, person_id)?)).await?;
    let page = page(&may, "own", Field::new("name"), listed, None);
    may.show(&state, &page)
}

/// `GET /certificates/branch`
pub async fn branch(may: May<SeeTeam>, state: web::Data<State>, query: Query<BranchQuery>) -> Result<HttpResponse, Error> {
    let typed: String = query.name.chars().filter(|letter| !letter.is_control()).take(100).collect();
    let wanted = Wanted {
        name: Some(typed.trim().to_owned()).filter(|name| !name.is_empty()),
        ..Wanted::default()
    };
    let page_query = PageQuery {
        cursor: query.cursor.clone(),
        limit: None,
    };
    let after: Option<Id> = page_query.after()?.and_then(|key| key.parse().ok());
    let scope = may.scope.clone();
    let found = state
        .db
        .gather(move |conn| Ok(store::list(conn, &scope, &wanted, after, i64::from(PER_PAGE) + 1)?))
        .await?;
    let listing = Listing::of(found, PER_PAGE, |listed: &Listed| listed.certificate.id.to_string());
    let next = listing.next_cursor.map(|cursor| {
        let name: String = url_encoded(&typed);
        format!("/certificates/branch?name={name}&cursor={cursor}")
    });
    let page = page(&may, "branch", Field::with("name", typed), listing.items, next);
    may.show(&state, &page)
}

/// `GET /certificates/{id}/file`: the document as it was issued.
pub async fn file(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (own, scope, id) = (may.actor.person.id, seen_by(&may.actor), id.into_inner());
    let found = state.db.look(move |conn| Ok(store::find(conn, &scope, own, id)?)).await?;
    let certificate = found.ok_or(Error::NotFound)?.certificate;
    issued(&state, &certificate).await
}

/// The answer with a certificate's document, for pages and calls alike.
pub async fn issued(state: &State, certificate: &Certificate) -> Result<HttpResponse, Error> {
    let content = state.files.content(&certificate.file_hash).await?;
    let name = format!("{}.pdf", certificate.number.replace(' ', ""));
    Ok(answer::download(&name, "application/pdf", content))
}

fn page<P: crate::people::guard::Permission>(
    may: &May<P>,
    whose: &'static str,
    name: Field,
    listed: Vec<Listed>,
    next: Option<String>,
) -> CertificatesPage {
    let (locale, today) = (may.actor.locale(), may.actor.today());
    let rows: Vec<_> = listed.into_iter().map(|listed| row(listed, locale, today)).collect();
    CertificatesPage {
        whose,
        may_see_branch: may.actor.may(Action::SeeTeam),
        may_record: whose == "branch" && may.actor.may(Action::RecordEvidence),
        name,
        count_valid: rows.iter().filter(|row| row.status == "valid").count(),
        rows,
        next,
    }
}

fn url_encoded(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        out
    })
}

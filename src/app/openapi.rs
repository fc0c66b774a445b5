//! The document that describes `/api/v1` (OpenAPI 3.1), put together from what each slice says of its own calls, and a page to read it.

use super::pages::{ApiPage, Call, Group};
use crate::people::Anybody;
use crate::platform::api::{Problem, ProblemField};
use crate::platform::error::Error;
use crate::platform::state::State;
use actix_web::{HttpResponse, web};
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};

/// What is common to all calls.
#[derive(OpenApi)]
#[openapi(
    info(title = "Kundig", description = "Partners, people, courses, evidence, obligations and reminders of one manufacturer's service network."),
    components(schemas(Problem, ProblemField)),
    modifiers(&Bearer),
    security(("token" = []))
)]
struct Common;

struct Bearer;

impl utoipa::Modify for Bearer {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("A token made under Administration, Tokens."))
            .build();
        document
            .components
            .get_or_insert_default()
            .add_security_scheme("token", SecurityScheme::Http(scheme));
    }
}

/// The whole document.
pub fn document() -> utoipa::openapi::OpenApi {
    Common::openapi()
        .merge_from(crate::people::api::Doc::openapi())
        .merge_from(crate::administration::api::Doc::openapi())
        .merge_from(crate::fields::api::Doc::openapi())
        .merge_from(crate::events::api::Doc::openapi())
        .merge_from(crate::obligations::api::Doc::openapi())
        .merge_from(crate::documents::api::Doc::openapi())
        .merge_from(crate::headcounts::api::Doc::openapi())
        .merge_from(crate::duties::api::Doc::openapi())
        .merge_from(crate::offers::api::Doc::openapi())
        .merge_from(crate::needs::api::Doc::openapi())
        .merge_from(crate::workshops::api::Doc::openapi())
        .merge_from(crate::workshops::api::after::Doc::openapi())
        .merge_from(crate::reminders::api::Doc::openapi())
        .merge_from(crate::reminders::api::asking::Doc::openapi())
        .merge_from(crate::reminders::api::calendar::Doc::openapi())
        .merge_from(crate::reminders::api::ladder::Doc::openapi())
        .merge_from(crate::courses::api::Doc::openapi())
        .merge_from(crate::player::api::Doc::openapi())
        .merge_from(crate::evidence::api::Doc::openapi())
        .merge_from(crate::certificates::api::Doc::openapi())
        .merge_from(crate::imports::api::Doc::openapi())
        .merge_from(crate::merging::api::Doc::openapi())
        .merge_from(crate::search::api::Doc::openapi())
}

/// `GET /api/v1/openapi.json`
pub async fn show_document(_anybody: Anybody) -> HttpResponse {
    HttpResponse::Ok().json(document())
}

/// `GET /api`: the same for people.
pub async fn read(anybody: Anybody, state: web::Data<State>) -> Result<HttpResponse, Error> {
    anybody.show(
        &state,
        &ApiPage {
            groups: groups(&document()),
        },
    )
}

/// The calls by the first word of their path.
fn groups(document: &utoipa::openapi::OpenApi) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (path, item) in &document.paths.paths {
        let name = path.trim_start_matches("/api/v1/").split('/').next().unwrap_or_default().to_owned();
        let operations = [
            ("GET", &item.get),
            ("POST", &item.post),
            ("PUT", &item.put),
            ("PATCH", &item.patch),
            ("DELETE", &item.delete),
        ];
        for (method, operation) in operations
            .into_iter()
            .filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
        {
            let call = Call {
                method,
                path: path.clone(),
                summary: operation.summary.clone().unwrap_or_default(),
                answers: operation.responses.responses.keys().cloned().collect(),
            };
            match groups.iter_mut().find(|group| group.name == name) {
                Some(group) => group.calls.push(call),
                None => groups.push(Group {
                    name: name.clone(),
                    calls: vec![call],
                }),
            }
        }
    }
    groups
}

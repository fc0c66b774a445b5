//! What follows the sessions of a workshop.

use super::sign_off::SignOffItemRecord;
use crate::people::May;
use crate::people::guard::ManageWorkshops;
use crate::platform::api::Refusals;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::Typed;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::rules::workshop::sign_off::MOST_ITEMS;
use crate::workshops::form::TEST_FIELDS;
use crate::workshops::web::follow_up::{Loaded, fields, find, put};
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What follows the sessions of a workshop.
#[derive(Debug, Serialize, ToSchema)]
pub struct FollowUpRecord {
    /// Days after closing for which those who attended may say what they think; 0: they are not asked.
    feedback_days: i32,
    /// What the course asks everybody to show, in its order; changed at the course.
    of_course: Vec<SignOffItemRecord>,
    /// What is to be shown besides, in its order.
    items: Vec<SignOffItemRecord>,
    /// The test that is to be passed besides; null: none.
    test: Option<FinalTestRecord>,
    /// Counts changes.
    revision: i32,
}

/// The test that whoever attended must also pass before that is evidence. Sessions that are closed keep what was asked then.
#[derive(Debug, Serialize, ToSchema)]
pub struct FinalTestRecord {
    /// Code of the course with the test.
    course: String,
    /// Days before the session's first day from which on a pass counts.
    before_days: i32,
    /// Days after its last day, or after the day of the closing where that is later, until which a pass counts.
    after_days: i32,
}

/// The test that is to be passed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FinalTestBody {
    /// Code of a course with a pass mark, not the workshop's own; null: no test is asked for.
    course: Option<String>,
    /// Days before the session's first day from which on a pass counts; 0 where it is left out.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 365)]
    before_days: Option<i32>,
    /// Days after its last day, or after the day of the closing where that is later, until which a pass counts; 30 where it is left out.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 365)]
    after_days: Option<i32>,
}

impl FinalTestBody {
    /// As a form would send it.
    fn fields(self) -> Vec<(String, String)> {
        let days = |count: Option<i32>| count.map(|count| count.to_string()).unwrap_or_default();
        let values = [self.course.unwrap_or_default(), days(self.before_days), days(self.after_days)];
        TEST_FIELDS.map(str::to_owned).into_iter().zip(values).collect()
    }
}

/// What is to follow.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUpBody {
    /// Days after closing for which those who attended may say what they think; 0: they are not asked.
    #[schema(minimum = 0, maximum = 90)]
    feedback_days: i32,
    /// What is to be shown before attendance is evidence, in its order; left out: as it is.
    #[serde(default)]
    #[schema(max_items = 30)]
    items: Option<Vec<FollowUpItem>>,
    /// The test that is to be passed before attendance is evidence; left out: as it is.
    #[serde(default)]
    test: Option<FinalTestBody>,
    /// The revision that this is made from; left out: whatever it is.
    #[serde(default)]
    revision: Option<i32>,
}

/// Something to be shown. Once something was entered of it, it keeps its words: changed, it becomes a new one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUpItem {
    /// The one that it was; left out: it is new.
    #[serde(default)]
    #[schema(value_type = Option<uuid::Uuid>)]
    id: Option<Id>,
    /// German words; one language at least.
    #[serde(default)]
    #[schema(max_length = 300)]
    de: Option<String>,
    /// English words.
    #[serde(default)]
    #[schema(max_length = 300)]
    en: Option<String>,
    /// Whether there is no evidence without it.
    required: bool,
}

impl From<Loaded> for FollowUpRecord {
    fn from(loaded: Loaded) -> Self {
        Self {
            feedback_days: loaded.follow_up.feedback_days,
            of_course: loaded.of_course.iter().map(SignOffItemRecord::of).collect(),
            items: loaded.items.iter().map(SignOffItemRecord::of).collect(),
            test: loaded.test.map(|(test, course)| FinalTestRecord {
                course: course.code,
                before_days: test.before_days,
                after_days: test.after_days,
            }),
            revision: loaded.follow_up.revision,
        }
    }
}

/// What follows the sessions of a workshop.
#[utoipa::path(get, path = "/api/v1/workshops/{id}/follow-up", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = FollowUpRecord), Refusals))]
pub async fn show(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, id, now) = (may.scope.clone(), *id, may.actor.now);
    let loaded = state.db.gather(move |conn| find(conn, &scope, id, now)).await?;
    Ok(HttpResponse::Ok().json(FollowUpRecord::from(loaded)))
}

/// Says what follows the sessions of a workshop.
#[utoipa::path(put, path = "/api/v1/workshops/{id}/follow-up", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = FollowUpBody,
    responses((status = 200, body = FollowUpRecord), Refusals))]
pub async fn update(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<FollowUpBody>,
) -> Result<HttpResponse, Error> {
    let (id, body) = (*id, body.into_inner());
    let mut fields = match &body.items {
        Some(items) => typed(items)?,
        None => {
            let (scope, now) = (may.scope.clone(), may.actor.now);
            fields(&state.db.gather(move |conn| find(conn, &scope, id, now)).await?)
        }
    };
    fields.retain(|(name, _)| name != "feedback_days");
    fields.push(("feedback_days".to_owned(), body.feedback_days.to_string()));
    if let Some(test) = body.test {
        fields.retain(|(name, _)| !TEST_FIELDS.contains(&name.as_str()));
        fields.extend(test.fields());
    }
    let saved = put(&may, &state, id, &Typed::of(fields), body.revision).await?;
    Ok(HttpResponse::Ok().json(FollowUpRecord::from(saved)))
}

/// The items as a form would send them.
pub(super) fn typed(items: &[FollowUpItem]) -> Result<Vec<(String, String)>, Error> {
    if items.len() > MOST_ITEMS {
        let many = Message::new("sign-off-fault-many").with("most", MOST_ITEMS);
        return Err(Error::Invalid(vec![FieldError::new("items", many)]));
    }
    let mut fields = Vec::new();
    for (place, item) in (1..).zip(items) {
        let said = |text: &Option<String>| text.clone().unwrap_or_default().trim().to_owned();
        if said(&item.de).is_empty() && said(&item.en).is_empty() {
            return Err(Error::field(format!("items.{}", place - 1), "fault-missing"));
        }
        fields.extend(item.id.map(|id| (format!("item-id-{place}"), id.to_string())));
        fields.push((format!("item-de-{place}"), said(&item.de)));
        fields.push((format!("item-en-{place}"), said(&item.en)));
        if item.required {
            fields.push((format!("item-required-{place}"), "true".to_owned()));
        }
    }
    Ok(fields)
}

//! What meeting providers tell by themselves: in our own shape, in Zoom's, and as the attendance records of Teams.

mod provider;

use crate::people::Anybody;
use crate::platform::api::Refusals;
use crate::platform::config::Secret;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::request::{self, Query};
use crate::platform::state::State;
use crate::platform::webhook;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::meeting_report::told::{Event, Kind};
use crate::workshops::deed::{Hand, Told, tell_meeting};
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::Duration;
pub use provider::AttendanceReport;
use provider::{Zoomed, session_of, zoomed};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Bytes of the largest call.
const LARGEST: usize = 2 << 20;

/// Most events of one call.
const MOST_EVENTS: usize = 2_000;

/// Letters of the longest name, number or address that is kept.
const LONGEST: usize = 200;

/// What happened in the meeting of a session.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingEvents {
    /// The session.
    #[schema(value_type = uuid::Uuid)]
    session_id: Id,
    /// What happened, in any order; at most 2,000.
    #[schema(max_items = 2000)]
    events: Vec<MeetingEventBody>,
}

/// That somebody came or left.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingEventBody {
    /// The sender's own number of it, unique within the session: what is told twice counts once.
    #[schema(min_length = 1, max_length = 200)]
    id: String,
    /// What happened.
    kind: MeetingEventKind,
    /// Whose presence it is; whoever takes part from two devices has two. Left out: the address, else the name.
    #[serde(default)]
    #[schema(max_length = 200)]
    presence: Option<String>,
    /// The name they went by.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Their address.
    #[serde(default)]
    #[schema(max_length = 200)]
    email: Option<String>,
    /// When it happened.
    #[schema(value_type = chrono::DateTime<chrono::Utc>)]
    at: Instant,
}

/// What happened to somebody.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeetingEventKind {
    /// They came.
    Joined,
    /// They left.
    Left,
}

/// What became of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingEventsTaken {
    /// `kept`, `closed` (the session takes no marks any more), `not_ours` (no live session of that meeting) or `passed_over` (no coming and no
    /// leaving).
    outcome: &'static str,
    /// How many events were new.
    new: usize,
}

/// Of which session records are.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MeetingQuery {
    /// The session.
    #[param(value_type = uuid::Uuid)]
    session_id: Id,
}

/// Takes who came and who left while a live session runs. Signed instead of with a token: `X-Kundig-Timestamp` holds the second (Unix time,
/// at most five minutes off), `X-Kundig-Signature` holds `v1=` and HMAC-SHA-256 in hexadecimal digits over `v1:<timestamp>:<body>` with the
/// secret of the settings (`meetings.secret`; 404 where there is none). A quarter of an hour after a part's end whoever is plainly on the list
/// and has no mark yet is marked by the minutes.
#[utoipa::path(post, path = "/api/v1/meeting-events", tag = "workshops", request_body = MeetingEvents, security(()),
    params(("X-Kundig-Timestamp" = String, Header), ("X-Kundig-Signature" = String, Header)),
    responses((status = 200, body = MeetingEventsTaken), Refusals))]
pub async fn tell(anybody: Anybody, state: web::Data<State>, request: HttpRequest, body: web::Payload) -> Result<HttpResponse, Error> {
    let content = signed(&state, &OURS, &state.config.meetings.secret, &request, body, &anybody).await?;
    let sent: MeetingEvents = request::json(&content)?;
    let events = checked(sent.events.into_iter().map(numbered).collect(), anybody.now)?;
    keep(&anybody, &state, sent.session_id, events).await
}

/// Takes the attendance records of a Teams meeting, as Microsoft Graph gives them (`meetingAttendanceReport` with its `attendanceRecords`),
/// forwarded by a program of yours. Signed like the events.
#[utoipa::path(post, path = "/api/v1/meeting-events/teams", tag = "workshops", request_body = AttendanceReport, security(()),
    params(MeetingQuery, ("X-Kundig-Timestamp" = String, Header), ("X-Kundig-Signature" = String, Header)),
    responses((status = 200, body = MeetingEventsTaken), Refusals))]
pub async fn tell_teams(
    anybody: Anybody,
    state: web::Data<State>,
    query: Query<MeetingQuery>,
    request: HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse, Error> {
    let content = signed(&state, &OURS, &state.config.meetings.secret, &request, body, &anybody).await?;
    let report: AttendanceReport = request::json(&content)?;
    let events = checked(report.events(), anybody.now)?;
    keep(&anybody, &state, query.into_inner().session_id, events).await
}

/// Takes `meeting.participant_joined` and `meeting.participant_left` as Zoom sends them, signed by Zoom with the secret token of its app
/// (`meetings.zoom_secret`; 404 where there is none), and answers its question whether this address is ours. The session is the one whose way
/// in has the meeting's number and that runs at the time.
#[utoipa::path(post, path = "/api/v1/meeting-events/zoom", tag = "workshops", security(()),
    request_body(content = Object, content_type = "application/json"),
    params(("x-zm-request-timestamp" = String, Header), ("x-zm-signature" = String, Header)),
    responses((status = 200, body = MeetingEventsTaken), Refusals))]
pub async fn tell_zoom(anybody: Anybody, state: web::Data<State>, request: HttpRequest, body: web::Payload) -> Result<HttpResponse, Error> {
    let secret = &state.config.meetings.zoom_secret;
    let content = signed(&state, &ZOOM, secret, &request, body, &anybody).await?;
    let (meeting, number, event) = match zoomed(&request::json(&content)?)? {
        Zoomed::Question(plain) => {
            let answer = serde_json::json!({ "plainToken": plain, "encryptedToken": webhook::sign(secret.expose(), plain.as_bytes()) });
            return Ok(HttpResponse::Ok().json(answer));
        }
        Zoomed::Other => return Ok(HttpResponse::Ok().json(MeetingEventsTaken::nothing("passed_over"))),
        Zoomed::Told { meeting, number, event } => (meeting, number, event),
    };
    let at = event.at;
    match state.db.gather(move |conn| session_of(conn, &meeting, at)).await? {
        Some(session_id) => keep(&anybody, &state, session_id, checked(vec![(number, event)], anybody.now)?).await,
        None => Ok(HttpResponse::Ok().json(MeetingEventsTaken::nothing("not_ours"))),
    }
}

impl MeetingEventsTaken {
    fn nothing(outcome: &'static str) -> Self {
        Self { outcome, new: 0 }
    }
}

/// How somebody signs.
struct Signing {
    version: &'static str,
    sent_at: &'static str,
    signature: &'static str,
}

const OURS: Signing = Signing {
    version: "v1",
    sent_at: "x-kundig-timestamp",
    signature: "x-kundig-signature",
};

const ZOOM: Signing = Signing {
    version: "v0",
    sent_at: "x-zm-request-timestamp",
    signature: "x-zm-signature",
};

/// Wrong signatures that one network address may show within ten minutes.
const MOST_WRONG: u32 = 60;

/// What was sent, where the signature holds.
async fn signed(
    state: &State,
    signing: &Signing,
    secret: &Secret,
    request: &HttpRequest,
    body: web::Payload,
    anybody: &Anybody,
) -> Result<web::Bytes, Error> {
    if secret.expose().is_empty() {
        return Err(Error::NotFound);
    }
    let key = format!("meeting-events {}", anybody.address);
    let window = Duration::minutes(10);
    if state.limits.left(&key, MOST_WRONG, window, anybody.now) == 0 {
        state.limits.count(&key, MOST_WRONG, window, anybody.now)?;
    }
    let content = match body.to_bytes_limited(LARGEST).await {
        Ok(Ok(content)) => content,
        Ok(Err(_)) => return Err(Error::unreadable("fault-broken-off")),
        Err(_) => return Err(Error::TooLarge),
    };
    let head = |name: &str| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let (sent_at, shown) = (head(signing.sent_at), head(signing.signature));
    if !webhook::holds(secret.expose(), signing.version, sent_at, &content, shown, anybody.now) {
        state.limits.count(&key, MOST_WRONG, window, anybody.now)?;
        return Err(Error::Forbidden);
    }
    Ok(content)
}

fn numbered(body: MeetingEventBody) -> (String, Event) {
    let email = body.email.map(|email| email.trim().to_owned()).filter(|email| !email.is_empty());
    let presence = body.presence.filter(|presence| !presence.is_empty());
    let event = Event {
        kind: match body.kind {
            MeetingEventKind::Joined => Kind::Joined,
            MeetingEventKind::Left => Kind::Left,
        },
        presence: presence
            .or_else(|| email.clone())
            .unwrap_or_else(|| body.name.clone())
            .to_lowercase(),
        name: body.name,
        email,
        at: body.at,
    };
    (body.id, event)
}

/// Events that can be kept, or what is wrong with which.
fn checked(events: Vec<(String, Event)>, now: Instant) -> Result<Vec<(String, Event)>, Error> {
    if events.len() > MOST_EVENTS {
        return Err(Error::TooLarge);
    }
    let mut faults = Vec::new();
    for (at, (number, event)) in events.iter().enumerate() {
        let mut fault = |field: &str, message| faults.push(FieldError::new(format!("events.{at}.{field}"), message));
        let texts = [("id", number.as_str()), ("presence", &event.presence), ("name", &event.name)];
        for (field, text) in texts {
            if text.trim().is_empty() {
                fault(field, Message::new("fault-missing"));
            } else if text.chars().count() > LONGEST || text.contains('\0') {
                fault(field, too_long());
            }
        }
        if event
            .email
            .as_ref()
            .is_some_and(|email| email.chars().count() > LONGEST || email.contains('\0'))
        {
            fault("email", too_long());
        }
        if event.at > now.plus(Duration::seconds(webhook::WINDOW_SECONDS)) {
            fault("at", Message::new("meeting-fault-future"));
        }
    }
    if faults.is_empty() {
        Ok(events)
    } else {
        Err(Error::Invalid(faults))
    }
}

fn too_long() -> Message {
    Message::new("fault-too-long").with("most", LONGEST)
}

async fn keep(anybody: &Anybody, state: &web::Data<State>, session_id: Id, events: Vec<(String, Event)>) -> Result<HttpResponse, Error> {
    let (own, address, now) = (state.clone(), anybody.address.clone(), anybody.now);
    let told = state
        .db
        .save(move |conn| tell_meeting(conn, &Hand::provider(&own, &address, now), session_id, &events))
        .await?;
    Ok(HttpResponse::Ok().json(match told {
        Told::Kept(new) => MeetingEventsTaken { outcome: "kept", new },
        Told::Closed => MeetingEventsTaken::nothing("closed"),
    }))
}

//! The shapes in which meeting providers tell: Zoom's webhook events, and the attendance records of Microsoft Graph.

use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::meeting_report::told::{Event, Kind};
use crate::workshops::store;
use chrono::{DateTime, Duration, Utc};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

/// Hours before and after a part within which its meeting may be open.
const AROUND_HOURS: i64 = 2;

/// A Teams meeting's attendance, `meetingAttendanceReport` of Microsoft Graph; what is not named here is passed over.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AttendanceReport {
    /// Identifier of the report.
    id: String,
    /// Who was there.
    attendance_records: Vec<AttendanceRecord>,
}

/// Somebody who was there.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MeetingAttendanceRecord)]
pub struct AttendanceRecord {
    /// Their address.
    #[serde(default)]
    email_address: Option<String>,
    /// Who they are.
    #[serde(default)]
    identity: Option<AttendanceIdentity>,
    /// When they were there.
    #[serde(default)]
    attendance_intervals: Vec<AttendanceInterval>,
}

/// Who somebody is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AttendanceIdentity {
    /// The name they went by.
    #[serde(default)]
    display_name: Option<String>,
}

/// From when until when somebody was there; null: it is not known.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AttendanceInterval {
    /// When they came.
    #[serde(default)]
    #[schema(value_type = Option<DateTime<Utc>>)]
    join_date_time: Option<Instant>,
    /// When they left.
    #[serde(default)]
    #[schema(value_type = Option<DateTime<Utc>>)]
    leave_date_time: Option<Instant>,
}

impl AttendanceReport {
    /// The comings and leavings that it comes to. Whoever has neither name nor address is nobody whom we know.
    pub fn events(self) -> Vec<(String, Event)> {
        let report = self.id;
        let mut events = Vec::new();
        for (person, record) in self.attendance_records.into_iter().enumerate() {
            let email = record.email_address.filter(|email| !email.is_empty());
            let named = record.identity.unwrap_or_default().display_name.filter(|name| !name.is_empty());
            let Some(name) = named.or_else(|| email.clone()) else { continue };
            for (turn, interval) in record.attendance_intervals.into_iter().enumerate() {
                let Some((from, to)) = interval.join_date_time.zip(interval.leave_date_time) else {
                    continue;
                };
                for (kind, at) in [(Kind::Joined, from), (Kind::Left, to)] {
                    let event = Event {
                        kind,
                        // Each interval is whole by itself.
                        presence: format!("{report} {person} {turn}"),
                        name: name.clone(),
                        email: email.clone(),
                        at,
                    };
                    events.push((format!("{report} {person} {turn} {}", kind.as_str()), event));
                }
            }
        }
        events
    }
}

/// What Zoom sent.
#[derive(Debug, PartialEq, Eq)]
pub enum Zoomed {
    /// Its question whether the address is ours, with what is to be signed.
    Question(String),
    /// That somebody came or left, in the meeting of a number.
    Told {
        /// The meeting's number, digits alone.
        meeting: String,
        /// What makes it known again.
        number: String,
        /// What happened.
        event: Event,
    },
    /// Something else.
    Other,
}

/// Reads what Zoom sent.
///
/// # Errors
///
/// [`Error::Invalid`] at the field that is missing.
pub fn zoomed(sent: &Value) -> Result<Zoomed, Error> {
    let text = |pointer: &str| match sent.pointer(pointer) {
        Some(Value::String(text)) if !text.is_empty() => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let needed =
        |pointer: &str| text(pointer).ok_or_else(|| Error::field(pointer.trim_start_matches('/').replace('/', "."), "fault-missing"));
    let (kind, time) = match needed("/event")?.as_str() {
        "endpoint.url_validation" => return Ok(Zoomed::Question(needed("/payload/plainToken")?)),
        "meeting.participant_joined" => (Kind::Joined, "/payload/object/participant/join_time"),
        "meeting.participant_left" => (Kind::Left, "/payload/object/participant/leave_time"),
        _ => return Ok(Zoomed::Other),
    };
    let said = needed(time)?;
    let at = DateTime::parse_from_rfc3339(&said)
        .map_err(|_| Error::field(time.trim_start_matches('/').replace('/', "."), "fault-no-instant"))?;
    let who = |name: &str| text(&format!("/payload/object/participant/{name}"));
    let email = who("email");
    let name = who("user_name").or_else(|| email.clone());
    // One number in the meeting for each device, another one after coming back.
    let presence = who("user_id").or_else(|| who("participant_uuid")).or_else(|| email.clone());
    let presence = presence.or_else(|| name.clone()).unwrap_or_default();
    let run = text("/payload/object/uuid").unwrap_or_default();
    let meeting: String = needed("/payload/object/id")?.chars().filter(char::is_ascii_digit).collect();
    Ok(Zoomed::Told {
        number: format!("{run} {presence} {} {said}", kind.as_str()),
        meeting,
        event: Event {
            kind,
            presence: format!("{run} {presence}"),
            name: name.unwrap_or_default(),
            email,
            at: at.with_timezone(&Utc).into(),
        },
    })
}

/// The live session that runs at an instant and whose way in has a meeting's number.
pub fn session_of(conn: &mut Conn, meeting: &str, at: Instant) -> Result<Option<Id>, Error> {
    if meeting.is_empty() {
        return Ok(None);
    }
    let around = Duration::hours(AROUND_HOURS);
    let live = store::live_between(conn, at.plus(-around), at.plus(around))?;
    Ok(live.into_iter().find(|(_, way_in)| leads_to(way_in, meeting)).map(|(id, _)| id))
}

/// Whether an address leads to the meeting of a number: one of its steps is that number, which some write with gaps.
fn leads_to(way_in: &str, meeting: &str) -> bool {
    let path = way_in.split(['?', '#']).next().unwrap_or_default();
    let digits = |step: &str| step.replace("%20", "").replace([' ', '-'], "");
    path.split('/').any(|step| digits(step) == meeting)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn zoom_tells_who_came_and_asks_whether_the_address_is_ours() {
        let sent = json!({
            "event": "meeting.participant_joined", "event_ts": 1_626_230_691_572_i64,
            "payload": { "account_id": "A", "object": { "id": 1_234_567_890, "uuid": "4444AAA", "participant": {
                "user_id": "16778240", "user_name": "Anna Schmidt", "email": "anna@albers.example", "join_time": "2027-02-08T08:00:00Z" } } }
        });
        let Zoomed::Told { meeting, number, event } = zoomed(&sent).unwrap() else {
            panic!("told")
        };
        assert_eq!(
            (meeting.as_str(), number.as_str()),
            ("1234567890", "4444AAA 16778240 joined 2027-02-08T08:00:00Z")
        );
        assert_eq!(
            (event.kind, event.name.as_str(), event.email.as_deref()),
            (Kind::Joined, "Anna Schmidt", Some("anna@albers.example"))
        );
        let question = json!({ "event": "endpoint.url_validation", "payload": { "plainToken": "q9" } });
        assert_eq!(zoomed(&question).unwrap(), Zoomed::Question("q9".to_owned()));
        assert_eq!(zoomed(&json!({ "event": "meeting.started" })).unwrap(), Zoomed::Other);
        for wrong in [
            json!({}),
            json!([]),
            json!({ "event": "meeting.participant_left", "payload": { "object": { "id": 1 } } }),
        ] {
            assert!(matches!(zoomed(&wrong), Err(Error::Invalid(_))), "{wrong}");
        }
    }

    #[test]
    fn teams_intervals_become_comings_and_leavings() {
        let report: AttendanceReport = serde_json::from_value(json!({
            "@odata.context": "x", "id": "c9b6", "totalParticipantCount": 2,
            "attendanceRecords": [
                { "emailAddress": "anna@albers.example", "role": "Attendee", "identity": { "displayName": "Anna Schmidt" }, "attendanceIntervals": [
                    { "joinDateTime": "2027-02-08T08:00:00Z", "leaveDateTime": "2027-02-08T09:00:00Z", "durationInSeconds": 3600 },
                    { "joinDateTime": null, "leaveDateTime": null, "durationInSeconds": 0 } ] },
                { "emailAddress": null, "identity": null, "attendanceIntervals": [] }
            ]
        }))
        .unwrap();
        let numbers: Vec<String> = report.events().into_iter().map(|(number, _)| number).collect();
        assert_eq!(numbers, ["c9b6 0 0 joined", "c9b6 0 0 left"]);
    }

    #[test]
    fn the_way_in_names_the_meeting() {
        assert!(leads_to("https://us02web.zoom.us/j/1234567890?pwd=x", "1234567890"));
        assert!(!leads_to("https://us02web.zoom.us/j/12345678901", "1234567890"));
        assert!(!leads_to("https://meet.example/x?id=1234567890", "1234567890"));
    }
}

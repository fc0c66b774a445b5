//! Calendars as other people's programs read them: every mail and every feed goes through two foreign parsers, which must agree.

use super::app::TestApp;
use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty as Property};
use calcard::{Entry, Parser};
use chrono::NaiveDateTime;
use diesel::RunQueryDsl;
use diesel::sql_types::Text;
use icalendar::parser::{Component, read_calendar, unfold};
use kundig::on;
use kundig::platform::mail::message::compose;
use kundig::platform::mail::{body, outbox};
use mail_parser::{MessageParser, MimeHeaders, PartType};

/// An event, in words that both parsers share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub uid: String,
    pub sequence: i64,
    /// In UTC; of an all-day event midnight.
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    pub summary: String,
    pub location: String,
    /// Latitude and longitude with a semicolon between them; empty: unknown.
    pub geo: String,
    pub description: String,
    pub status: String,
    pub organizer: String,
    pub attendee: String,
}

/// A calendar: its method and its events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    pub method: String,
    pub events: Vec<Found>,
}

/// A calendar as two foreign parsers read it.
pub fn read(text: &str) -> Calendar {
    assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
    let (one, other) = (by_icalendar(text), by_calcard(text));
    assert_eq!(one, other, "{text}");
    one
}

fn by_icalendar(text: &str) -> Calendar {
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).unwrap_or_else(|fault| panic!("{fault}: {text}"));
    let value = |component: &Component<'_>, name: &str| {
        let mut found = component.properties.iter().filter(|one| one.name.as_str() == name);
        let value = found.next().map(|one| one.val.as_str().to_owned()).unwrap_or_default();
        assert!(found.next().is_none(), "{name} stands there twice: {text}");
        value
    };
    let method = calendar.properties.iter().find(|one| one.name.as_str() == "METHOD").unwrap();
    let plain = |text: String| {
        text.replace("\\n", "\n")
            .replace("\\,", ",")
            .replace("\\;", ";")
            .replace("\\\\", "\\")
    };
    let event = |component: &Component<'_>| Found {
        uid: value(component, "UID"),
        sequence: value(component, "SEQUENCE").parse().unwrap(),
        starts_at: instant(&value(component, "DTSTART")),
        ends_at: instant(&value(component, "DTEND")),
        summary: plain(value(component, "SUMMARY")),
        location: plain(value(component, "LOCATION")),
        geo: value(component, "GEO"),
        description: plain(value(component, "DESCRIPTION")),
        status: value(component, "STATUS"),
        organizer: value(component, "ORGANIZER"),
        attendee: value(component, "ATTENDEE"),
    };
    let is_event = |component: &&Component<'_>| component.name.as_str() == "VEVENT";
    Calendar {
        method: method.val.as_str().to_owned(),
        events: calendar.components.iter().filter(is_event).map(event).collect(),
    }
}

fn instant(text: &str) -> NaiveDateTime {
    match text.strip_suffix('Z') {
        Some(text) => NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").unwrap(),
        None => chrono::NaiveDate::parse_from_str(text, "%Y%m%d")
            .unwrap()
            .and_time(chrono::NaiveTime::MIN),
    }
}

fn by_calcard(text: &str) -> Calendar {
    let mut parser = Parser::new(text);
    let Entry::ICalendar(ICalendar { components }) = parser.entry() else {
        panic!("{text}")
    };
    assert_eq!(parser.entry(), Entry::Eof);
    let value = |component: &ICalendarComponent, property: &Property| {
        let found = component.property(property).and_then(|entry| entry.values.first());
        found.and_then(|value| value.as_text()).unwrap_or_default().to_owned()
    };
    let degrees = |component: &ICalendarComponent| {
        let values = component.property(&Property::Geo).map(|entry| entry.values.as_slice());
        let figures = values.unwrap_or_default().iter().filter_map(|value| value.as_float());
        figures.map(|figure| figure.to_string()).collect::<Vec<_>>().join(";")
    };
    let at = |component: &ICalendarComponent, property: &Property| {
        let value = component.property(property).unwrap().values.first().unwrap();
        value.as_partial_date_time().unwrap().to_date_time().unwrap().date_time
    };
    let event = |component: &ICalendarComponent| Found {
        uid: component.uid().unwrap().to_owned(),
        sequence: component.property(&Property::Sequence).unwrap().values[0].as_integer().unwrap(),
        starts_at: at(component, &Property::Dtstart),
        ends_at: at(component, &Property::Dtend),
        summary: value(component, &Property::Summary),
        location: value(component, &Property::Location),
        geo: degrees(component),
        description: value(component, &Property::Description),
        status: value(component, &Property::Status),
        organizer: value(component, &Property::Organizer),
        attendee: value(component, &Property::Attendee),
    };
    let events = components.iter().filter(|one| one.component_type == ICalendarComponentType::VEvent);
    Calendar {
        method: value(&components[0], &Property::Method),
        events: events.map(event).collect(),
    }
}

/// What the mails to an address carry for its calendar, the oldest first; none: nothing. Each mail is read as it would be handed over.
pub fn mailed(app: &TestApp, address: &str) -> Vec<Option<Calendar>> {
    #[derive(diesel::QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        id: String,
    }
    let query = format!("SELECT id FROM mails WHERE to_address = '{address}' ORDER BY id");
    let rows: Vec<Row> = app
        .state
        .db
        .read(|conn| Ok(on!(conn, c => diesel::sql_query(query).load(c))?))
        .unwrap();
    let one = |row: &Row| {
        let id = row.id.parse().unwrap();
        let mail = app.state.db.read(|conn| Ok(outbox::find(conn, id)?)).unwrap().unwrap();
        let words = app.state.db.read(|conn| Ok(body::of(conn, id)?)).unwrap();
        carried(&compose(&mail, &words, &app.state.config).unwrap().content)
    };
    rows.iter().map(one).collect()
}

/// The calendar in a message, as a foreign reader of mails finds it: beside text and HTML with its method in the head, and once more as a file.
fn carried(content: &[u8]) -> Option<Calendar> {
    let message = MessageParser::default().parse(content).unwrap();
    let kinds: Vec<String> = message
        .parts
        .iter()
        .filter_map(|part| part.content_type())
        .map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()))
        .collect();
    if kinds == ["multipart/alternative", "text/plain", "text/html"] {
        return None;
    }
    assert_eq!(
        kinds,
        [
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "text/calendar",
            "application/ics"
        ]
    );
    let PartType::Multipart(alternatives) = &message.parts[1].body else {
        panic!()
    };
    assert_eq!(alternatives.len(), 3);
    let (shown, file) = (&message.parts[4], &message.parts[5]);
    assert_eq!(shown.contents(), file.contents());
    assert_eq!(file.attachment_name(), Some("invite.ics"));
    let calendar = read(std::str::from_utf8(shown.contents()).unwrap());
    let kind = shown.content_type().unwrap();
    assert_eq!(kind.attribute("method"), Some(calendar.method.as_str()));
    assert_eq!(kind.attribute("charset").map(str::to_lowercase).as_deref(), Some("utf-8"));
    Some(calendar)
}

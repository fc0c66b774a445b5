//! A session as calls write it.

use super::costs::PriceRecord;
use crate::platform::error::Error;
use crate::platform::form::Typed;
use serde::Deserialize;
use utoipa::ToSchema;

/// A part as the clock at the place shows it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartBody {
    /// The day.
    #[schema(value_type = NaiveDate)]
    on: String,
    /// From when, `09:00`.
    from: String,
    /// Until when, `16:30`.
    to: String,
}

/// A session to add or change.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionBody {
    /// A language of the workshop, ISO 639-1.
    language: String,
    /// Room or house; it or a link is needed.
    #[serde(default)]
    place: Option<String>,
    /// Address.
    #[serde(default)]
    address: Option<String>,
    /// How one gets there.
    #[serde(default)]
    directions: Option<String>,
    /// Degrees north of where it is, with `longitude`, or neither; its room says them as it says the address.
    #[serde(default)]
    #[schema(minimum = -90, maximum = 90)]
    latitude: Option<f64>,
    /// Degrees east of where it is.
    #[serde(default)]
    #[schema(minimum = -180, maximum = 180)]
    longitude: Option<f64>,
    /// The way in, `https://…`.
    #[serde(default)]
    online_url: Option<String>,
    /// IANA name of the zone of the place.
    time_zone: String,
    /// Seats; as the workshop says where it is left out.
    #[serde(default)]
    seats: Option<i32>,
    /// At most 12; none: it has no date yet.
    #[serde(default)]
    #[schema(max_items = 12)]
    parts: Vec<PartBody>,
    /// Rooms, by identifier; they say where it is, as far as nothing else does.
    #[serde(default)]
    #[schema(value_type = Vec<uuid::Uuid>)]
    rooms: Vec<String>,
    /// Equipment, by identifier.
    #[serde(default)]
    #[schema(value_type = Vec<uuid::Uuid>)]
    equipment: Vec<String>,
    /// Why it stands although something speaks against it: minutes around a use that are not free, a trainer who is away, somebody with a
    /// seat who has another one at the new time, a room that is too small. Nothing is used twice at one time.
    #[serde(default)]
    #[schema(max_length = 2000)]
    clash_reason: Option<String>,
    /// Trainers of ours, by identifier.
    #[serde(default)]
    #[schema(value_type = Vec<uuid::Uuid>)]
    trainers: Vec<String>,
    /// Names of trainers from outside.
    #[serde(default)]
    external_trainers: Vec<String>,
    /// Of a session that belongs to a series: whether those that follow it change alike, their days by as much as its own.
    #[serde(default)]
    following: bool,
    /// Whether those who are booked are told; must be said where somebody is, in the sessions that follow it in its series too.
    #[serde(default)]
    tell: Option<bool>,
    /// What it costs; left out: as it was, and for a new session as its workshop says. Once somebody was given a seat no amount may rise.
    #[serde(default)]
    price: Option<PriceRecord>,
}

impl SessionBody {
    /// As a form would send it, so that pages and calls are read alike.
    pub fn typed(self) -> Result<Typed, Error> {
        if self.parts.len() > crate::workshops::form::MOST_PARTS {
            return Err(Error::field("parts", "fault-choice"));
        }
        let given = [
            ("language", Some(self.language)),
            ("place", self.place),
            ("address", self.address),
            ("directions", self.directions),
            ("latitude", self.latitude.map(|figure| figure.to_string())),
            ("longitude", self.longitude.map(|figure| figure.to_string())),
            ("online_url", self.online_url),
            ("time_zone", Some(self.time_zone)),
            ("seats", self.seats.map(|seats| seats.to_string())),
            ("external_trainers", Some(self.external_trainers.join("\n"))),
            ("tell", self.tell.map(|tell| tell.to_string())),
            ("following", Some(self.following.to_string())),
            ("clash_reason", self.clash_reason),
        ];
        let mut fields: Vec<(String, String)> = given
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect();
        fields.extend(self.price.into_iter().flat_map(PriceRecord::fields));
        for (name, ids) in [("trainers", self.trainers), ("rooms", self.rooms), ("equipment", self.equipment)] {
            fields.extend(ids.into_iter().map(|id| (name.to_owned(), id)));
        }
        for (index, part) in self.parts.into_iter().enumerate() {
            let number = index + 1;
            fields.push((format!("part_{number}_on"), part.on));
            fields.push((format!("part_{number}_from"), part.from));
            fields.push((format!("part_{number}_to"), part.to));
        }
        Ok(Typed::of(fields))
    }
}

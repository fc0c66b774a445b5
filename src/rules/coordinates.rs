//! Where on the earth something is, as calendars and the map programs of phones read it.

/// A point on the earth (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coordinates {
    /// Degrees north, -90 to 90.
    pub latitude: f64,
    /// Degrees east, -180 to 180.
    pub longitude: f64,
}

impl Coordinates {
    /// The point of both figures; none where one is unknown.
    pub fn of(latitude: Option<f64>, longitude: Option<f64>) -> Option<Self> {
        Some(Self {
            latitude: latitude?,
            longitude: longitude?,
        })
    }

    /// As people copy it into a map: `51.3127, 9.4797`.
    pub fn text(self) -> String {
        self.joined(", ")
    }

    /// As an address that a phone opens in its map (RFC 5870): `geo:51.3127,9.4797`.
    pub fn uri(self) -> String {
        format!("geo:{}", self.joined(","))
    }

    /// As the value of `GEO` in a calendar (RFC 5545, section 3.8.1.6): `51.3127;9.4797`.
    pub fn geo(self) -> String {
        self.joined(";")
    }

    /// An address of a map at this point: the template with `{lat}` and `{lon}` filled in.
    pub fn link(self, template: &str) -> String {
        template
            .replace("{lat}", &degrees(self.latitude))
            .replace("{lon}", &degrees(self.longitude))
    }

    fn joined(self, between: &str) -> String {
        format!("{}{between}{}", degrees(self.latitude), degrees(self.longitude))
    }
}

/// Degrees without an exponent and to six places, a tenth of a metre: all that RFC 5545 asks programs to keep.
fn degrees(figure: f64) -> String {
    // What is nothing after rounding has no sign.
    let rounded = (figure * 1e6).round() / 1e6 + 0.0;
    rounded.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_point_is_written_for_people_phones_and_calendars() {
        let at = Coordinates::of(Some(51.3127), Some(-9.479_712_34)).unwrap();
        assert_eq!(at.text(), "51.3127, -9.479712");
        assert_eq!(at.uri(), "geo:51.3127,-9.479712");
        assert_eq!(at.geo(), "51.3127;-9.479712");
        assert_eq!(
            at.link("https://map.example/?mlat={lat}&mlon={lon}"),
            "https://map.example/?mlat=51.3127&mlon=-9.479712"
        );
        assert_eq!(Coordinates::of(Some(51.3), None), None);
    }

    #[test]
    fn nothing_has_no_sign_and_no_exponent() {
        let at = Coordinates::of(Some(-0.000_000_1), Some(0.000_001)).unwrap();
        assert_eq!(at.uri(), "geo:0,0.000001");
    }

    proptest! {
        #[test]
        fn every_point_is_read_back_within_a_metre(north in -90.0..=90.0f64, east in -180.0..=180.0f64) {
            let text = Coordinates { latitude: north, longitude: east }.geo();
            let (lat, lon) = text.split_once(';').unwrap();
            for (figure, read) in [(north, lat), (east, lon)] {
                prop_assert!(read.chars().all(|letter| letter.is_ascii_digit() || ['-', '.'].contains(&letter)), "{}", read);
                prop_assert!((figure - read.parse::<f64>().unwrap()).abs() < 1e-6);
            }
        }
    }
}

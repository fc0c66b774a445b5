//! In which country a place lies, by the zone of its clocks. `zones.txt` holds the zones of each country (ISO 3166-1) as the time zone database
//! lists them (zone.tab, in the public domain).

const ZONES: &str = include_str!("zones.txt");

/// The country of a zone; none: a zone of no country, such as UTC.
pub fn country_of(zone: &str) -> Option<&'static str> {
    ZONES.lines().find_map(|line| {
        let (country, zones) = line.split_once(' ')?;
        zones.split(' ').any(|one| one == zone).then_some(country)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_lies_in_the_country_whose_clocks_it_names() {
        assert_eq!(country_of("Europe/Berlin"), Some("DE"));
        assert_eq!(country_of("Europe/Vienna"), Some("AT"));
        assert_eq!(country_of("America/Chicago"), Some("US"));
        assert_eq!((country_of("UTC"), country_of("Europe"), country_of("")), (None, None, None));
    }

    #[test]
    fn every_zone_that_is_listed_is_one_that_sessions_know() {
        for zone in ZONES.lines().flat_map(|line| line.split(' ').skip(1)) {
            assert!(zone.parse::<chrono_tz::Tz>().is_ok(), "{zone}");
        }
    }
}

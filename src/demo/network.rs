//! The demonstration's network as the files that an office would have: a dozen partners in five countries, with dates that follow the day on
//! which the demonstration begins, so that something is always overdue, due and valid.

use chrono::{Days, NaiveDate};

/// The four files of a network, in the order in which they are imported.
#[derive(Clone, Debug)]
pub struct Files {
    /// `organisations.csv`
    pub organisations: String,
    /// `people.csv`
    pub people: String,
    /// `completions.csv`
    pub completions: String,
    /// `requirements.json`
    pub requirements: String,
}

/// A sign-in that the demonstration prints: who it is and for which account role.
#[derive(Clone, Copy, Debug)]
pub struct Cast {
    /// Personnel number.
    pub external_id: &'static str,
    /// Account role.
    pub role: &'static str,
}

/// One person per account role. The learner has an obligation that is due and a course to take for it.
pub const CAST: [Cast; 8] = [
    Cast {
        external_id: "N-001",
        role: "platform_admin",
    },
    Cast {
        external_id: "N-002",
        role: "training_manager",
    },
    Cast {
        external_id: "N-003",
        role: "partner_manager",
    },
    Cast {
        external_id: "N-004",
        role: "trainer",
    },
    Cast {
        external_id: "N-005",
        role: "hotline_expert",
    },
    Cast {
        external_id: "T-101",
        role: "partner_admin",
    },
    Cast {
        external_id: "T-102",
        role: "team_lead",
    },
    Cast {
        external_id: "T-104",
        role: "learner",
    },
];

/// Number of the account behind which integrations stand; it holds every role, and is nobody who works anywhere.
pub const INTEGRATION: &str = "N-900";

/// Partners whose people are reminded from the first day on: all but three.
pub const REMINDED: [&str; 10] = ["P-01", "P-02", "P-03", "P-04", "P-05", "P-06", "P-08", "P-10", "P-11", "P-12"];

const REQUIREMENTS: &str = include_str!("network/requirements.json");

/// Number, parent, kind, name, country, city, postal code, street, degrees north and east, zone, languages, services, partner for so many days.
type Place = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    [&'static str; 3],
    f64,
    f64,
    &'static str,
    &'static str,
    &'static str,
    u64,
);

const BOTH: &str = "high_voltage;refrigerant;commissioning;maintenance";

#[rustfmt::skip]
const PLACES: [Place; 17] = [
    ("N-0", "", "manufacturer", "Nordhaus Klimatechnik", "DE", ["Kassel", "34117", "Werkstraße 1"], 51.3127, 9.4797, "Europe/Berlin", "de;en", BOTH, 9800),
    ("N-FR", "N-0", "national_sales_company", "Nordhaus France", "FR", ["Lyon", "69007", "Rue de Gerland 40"], 45.7310, 4.8370, "Europe/Paris", "fr;en", "", 4200),
    ("P-01", "N-0", "partner", "Thermopartner Leipzig", "DE", ["Leipzig", "04103", "Talstraße 12"], 51.3366, 12.3886, "Europe/Berlin", "de", BOTH, 3900),
    ("P-01-H", "P-01", "branch", "Thermopartner Halle", "DE", ["Halle (Saale)", "06108", "Am Steintor 3"], 51.4884, 11.9763, "Europe/Berlin", "de", "high_voltage;maintenance", 1500),
    ("P-02", "N-0", "partner", "Kälte Albers", "DE", ["Hamburg", "20457", "Hafenweg 12"], 53.5430, 9.9880, "Europe/Berlin", "de;en", BOTH, 3300),
    ("P-03", "N-0", "partner", "Wärmewerk Allgäu", "DE", ["Kempten", "87435", "Bahnhofstraße 21"], 47.7267, 10.3168, "Europe/Berlin", "de", "high_voltage;commissioning", 2200),
    ("P-04", "N-0", "partner", "Klima Krüger", "DE", ["Dortmund", "44135", "Hansastraße 8"], 51.5136, 7.4653, "Europe/Berlin", "de", BOTH, 2900),
    ("P-05", "N-0", "partner", "Alpenkälte Innsbruck", "AT", ["Innsbruck", "6020", "Innrain 52"], 47.2636, 11.3859, "Europe/Vienna", "de", BOTH, 2600),
    ("P-06", "N-FR", "partner", "Froid Bernard", "FR", ["Lyon", "69003", "Cours Lafayette 118"], 45.7640, 4.8500, "Europe/Paris", "fr;en", BOTH, 2400),
    ("P-07", "N-FR", "partner", "Clim Atlantique", "FR", ["Nantes", "44000", "Quai de la Fosse 70"], 47.2110, -1.5660, "Europe/Paris", "fr", "refrigerant;maintenance", 1700),
    ("P-08", "N-0", "partner", "Termotecnica Bianchi", "IT", ["Verona", "37122", "Via Roma 109"], 45.4384, 10.9916, "Europe/Rome", "it;en", BOTH, 2100),
    ("P-09", "N-0", "partner", "Clima Sud Impianti", "IT", ["Bari", "70121", "Via Sparano 44"], 41.1240, 16.8690, "Europe/Rome", "it", "high_voltage;refrigerant", 900),
    ("P-10", "N-0", "partner", "Serwis Klima Gdańsk", "PL", ["Gdańsk", "80-831", "Długa 15"], 54.3490, 18.6530, "Europe/Warsaw", "pl;en", BOTH, 1900),
    ("P-11", "N-0", "partner", "Pompy Ciepła Kraków", "PL", ["Kraków", "31-009", "Szewska 4"], 50.0620, 19.9350, "Europe/Warsaw", "pl", "high_voltage;commissioning", 700),
    ("P-12", "N-0", "partner", "Haustechnik Brandl", "DE", ["Regensburg", "93047", "Maximilianstraße 9"], 49.0160, 12.0980, "Europe/Berlin", "de", BOTH, 3100),
    ("P-13", "N-0", "partner", "Kältedienst Steiner", "AT", ["Graz", "8010", "Herrengasse 16"], 47.0700, 15.4410, "Europe/Vienna", "de", "refrigerant;maintenance", 1300),
    ("P-01-S", "P-01", "subcontractor", "Elektro Nowak", "DE", ["Leipzig", "04229", "Zschochersche Straße 60"], 51.3280, 12.3290, "Europe/Berlin", "de;pl", "high_voltage", 600),
];

/// Number, organisation, given and family name, language, job roles, supervisor, account roles, hired so many days ago, then courses with
/// the number of days since they were passed.
type Somebody = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    u64,
    &'static [(&'static str, u64)],
);

#[rustfmt::skip]
const PEOPLE: &[Somebody] = &[
    ("N-001", "N-0", "Katrin", "Lorenz", "de", "", "", "learner;platform_admin", 3000, &[]),
    ("N-002", "N-0", "Marta", "Kjellberg", "en", "", "", "learner;training_manager", 2400, &[]),
    ("N-003", "N-0", "Henrik", "Voss", "de", "", "", "learner;partner_manager", 1900, &[]),
    ("N-004", "N-0", "Jörg", "Albrecht", "de", "", "", "learner;trainer", 3500, &[("REF-1", 200)]),
    ("N-005", "N-0", "Samira", "Haddad", "en", "", "", "learner;hotline_expert", 1200, &[]),

    ("T-101", "P-01", "Hannes", "Weiß", "de", "service_manager", "", "learner;partner_admin", 3200, &[("CARE-1", 690)]),
    ("T-102", "P-01", "Renate", "Kuhn", "de", "senior_technician", "T-101", "learner;team_lead", 2900, &[("HV-101", 1460), ("HV-R1", 1090), ("HV-R1", 730), ("HV-R1", 290), ("REF-1", 120)]),
    ("T-103", "P-01", "Franz", "Gruber", "de", "technician", "T-102", "learner", 2100, &[("HV-101", 1100), ("HV-R1", 740), ("REF-1", 400)]),
    ("T-104", "P-01", "Selin", "Aydın", "de", "technician", "T-102", "learner", 1500, &[("HV-101", 722), ("HV-R1", 357), ("REF-1", 400)]),
    ("T-105", "P-01", "Luca", "Bianchi", "de", "technician", "T-102", "learner", 60, &[]),
    ("T-106", "P-01", "Jana", "Dvořáková", "de", "electrician", "T-102", "learner", 800, &[("HV-101", 402)]),
    ("T-107", "P-01-H", "Mehmet", "Yılmaz", "de", "technician", "T-102", "learner", 1300, &[("HV-101", 650), ("HV-R1", 280)]),
    ("T-108", "P-01-H", "Petra", "Schubert", "de", "dispatcher", "T-101", "learner", 1700, &[("CARE-1", 715)]),
    ("T-109", "P-01-S", "Piotr", "Nowak", "de", "electrician", "", "learner;partner_admin", 500, &[("HV-101", 340)]),
    // Somebody who went from Halle to Leipzig and was entered once more.
    ("T-112", "P-01", "Mehmet", "Yılmaz", "de", "technician", "T-102", "learner", 45, &[("REF-1", 20)]),

    ("A-201", "P-02", "Ove", "Albers", "de", "service_manager", "", "learner;partner_admin", 3300, &[("CARE-1", 500)]),
    ("A-202", "P-02", "Inken", "Petersen", "de", "senior_technician", "A-201", "learner;team_lead", 2500, &[("HV-101", 1300), ("HV-R1", 940), ("HV-R1", 590), ("HV-R1", 230), ("REF-1", 90)]),
    ("A-203", "P-02", "Tarek", "Mansour", "de", "technician", "A-202", "learner", 900, &[("HV-101", 700), ("HV-R1", 335), ("REF-1", 60)]),
    ("A-204", "P-02", "Malte", "Hinrichs", "de", "technician", "A-202", "learner", 420, &[("HV-101", 310), ("REF-1", 150)]),
    ("A-205", "P-02", "Sofie", "Brandt", "de", "dispatcher", "A-201", "learner", 1100, &[("CARE-1", 200)]),

    ("W-301", "P-03", "Alois", "Hierl", "de", "service_manager", "", "learner;partner_admin", 2200, &[("CARE-1", 745)]),
    ("W-302", "P-03", "Vroni", "Mayr", "de", "technician", "W-301", "learner", 1400, &[("HV-101", 380)]),
    ("W-303", "P-03", "Toni", "Fink", "de", "technician", "W-301", "learner", 900, &[("HV-101", 830), ("HV-R1", 420)]),

    ("K-401", "P-04", "Sabine", "Krüger", "de", "service_manager", "", "learner;partner_admin", 2900, &[("CARE-1", 320)]),
    ("K-402", "P-04", "Ali", "Demir", "de", "senior_technician", "K-401", "learner;team_lead", 1800, &[("HV-101", 980), ("HV-R1", 620), ("HV-R1", 260), ("REF-1", 100)]),
    ("K-403", "P-04", "Kevin", "Pohl", "de", "technician", "K-402", "learner", 700, &[("HV-101", 600), ("HV-R1", 240), ("REF-1", 310)]),
    ("K-404", "P-04", "Nadine", "Sommer", "de", "electrician", "K-402", "learner", 350, &[("HV-101", 260)]),

    ("I-501", "P-05", "Georg", "Hofer", "de", "service_manager", "", "learner;partner_admin", 2600, &[("CARE-1", 410)]),
    ("I-502", "P-05", "Maria", "Egger", "de", "technician", "I-501", "learner", 1600, &[("HV-101", 760), ("HV-R1", 372), ("REF-1", 55)]),
    ("I-503", "P-05", "Lukas", "Wallner", "de", "technician", "I-501", "learner", 800, &[("HV-101", 500), ("HV-R1", 150), ("REF-1", 45)]),

    ("F-601", "P-06", "Benoît", "Bernard", "fr", "service_manager", "", "learner;partner_admin", 2400, &[("CARE-1", 350)]),
    ("F-602", "P-06", "Chloé", "Lefèvre", "fr", "senior_technician", "F-601", "learner;team_lead", 1500, &[("HV-101", 900), ("HV-R1", 560), ("HV-R1", 210), ("REF-1", 80)]),
    ("F-603", "P-06", "Karim", "Benali", "fr", "technician", "F-602", "learner", 640, &[("HV-101", 395), ("REF-1", 70)]),
    ("F-701", "P-07", "Yann", "Le Goff", "fr", "service_manager", "", "learner;partner_admin", 1700, &[]),
    ("F-702", "P-07", "Maëlle", "Rivière", "fr", "technician", "F-701", "learner", 900, &[("REF-1", 140)]),
    ("F-703", "P-07", "Hugo", "Moreau", "fr", "technician", "F-701", "learner", 220, &[]),

    ("B-801", "P-08", "Giulia", "Bianchi", "it", "service_manager", "", "learner;partner_admin", 2100, &[("CARE-1", 610)]),
    ("B-802", "P-08", "Marco", "Conti", "it", "senior_technician", "B-801", "learner;team_lead", 1700, &[("HV-101", 860), ("HV-R1", 500), ("HV-R1", 140), ("REF-1", 130)]),
    ("B-803", "P-08", "Elena", "Greco", "it", "technician", "B-802", "learner", 1000, &[("HV-101", 690), ("HV-R1", 330), ("REF-1", 25)]),
    ("B-901", "P-09", "Nicola", "Russo", "it", "service_manager", "", "learner;partner_admin", 900, &[]),
    ("B-902", "P-09", "Antonio", "De Luca", "it", "technician", "B-901", "learner", 700, &[("HV-101", 560)]),
    ("B-903", "P-09", "Serena", "Lombardi", "it", "electrician", "B-901", "learner", 300, &[]),

    ("G-101", "P-10", "Agnieszka", "Wójcik", "pl", "service_manager", "", "learner;partner_admin", 1900, &[("CARE-1", 280)]),
    ("G-102", "P-10", "Łukasz", "Zieliński", "pl", "senior_technician", "G-101", "learner;team_lead", 1500, &[("HV-101", 720), ("HV-R1", 355), ("REF-1", 110)]),
    ("G-103", "P-10", "Paweł", "Kamiński", "pl", "technician", "G-102", "learner", 800, &[("HV-101", 430), ("HV-R1", 75), ("REF-1", 160)]),
    ("G-111", "P-11", "Ewa", "Mazur", "pl", "service_manager", "", "learner;partner_admin", 700, &[("CARE-1", 90)]),
    ("G-112", "P-11", "Tomasz", "Król", "pl", "technician", "G-111", "learner", 400, &[("HV-101", 345)]),

    ("H-121", "P-12", "Josef", "Brandl", "de", "service_manager", "", "learner;partner_admin", 3100, &[("CARE-1", 150)]),
    ("H-122", "P-12", "Anna", "Lindner", "de", "senior_technician", "H-121", "learner;team_lead", 2000, &[("HV-101", 1050), ("HV-R1", 690), ("HV-R1", 320), ("REF-1", 75)]),
    ("H-123", "P-12", "Florian", "Seidl", "de", "technician", "H-122", "learner", 500, &[("HV-101", 380), ("REF-1", 95)]),
    ("S-131", "P-13", "Margit", "Steiner", "de", "service_manager", "", "learner;partner_admin", 1300, &[("CARE-1", 540)]),
    ("S-132", "P-13", "Daniel", "Pichler", "de", "technician", "S-131", "learner", 600, &[("REF-1", 260)]),
];

/// The course that nobody takes here: certificates of an examiner stand for it.
pub const EXAMINATION: &str = "BRAZE";

/// Whose certificates were on record before: since so many days, for so many days.
#[rustfmt::skip]
const EXAMINED: [(&str, u64, u64); 17] = [
    ("T-102", 700, 1095), ("T-103", 1070, 1095), ("A-202", 400, 1095), ("A-203", 760, 730), ("A-204", 300, 1095), ("K-402", 250, 1095),
    ("I-502", 640, 730), ("I-503", 150, 1095), ("F-602", 900, 1095), ("F-603", 820, 730), ("F-702", 500, 1095), ("B-802", 610, 1095),
    ("B-803", 690, 730), ("G-102", 330, 1095), ("G-103", 745, 730), ("H-122", 480, 1095), ("S-132", 210, 1095),
];

/// The course that is given on site, which counts for the one on a screen.
pub const ON_SITE: &str = "HV-IP";

/// Who was there, and how many days ago.
const IN_PERSON: [(&str, u64); 3] = [("F-603", 40), ("H-123", 33), ("T-106", 45)];

/// The files as of this day.
pub fn files(today: NaiveDate) -> Files {
    Files {
        organisations: organisations(today),
        people: people(today),
        completions: completions(today),
        requirements: REQUIREMENTS.to_owned(),
    }
}

fn ago(today: NaiveDate, days: u64) -> NaiveDate {
    today.checked_sub_days(Days::new(days)).unwrap_or(today)
}

fn organisations(today: NaiveDate) -> String {
    let mut text =
        "external_id,parent_external_id,kind,name,country,city,postal_code,street,latitude,longitude,time_zone,languages,services,since\n"
            .to_owned();
    for (id, parent, kind, name, country, [city, code, street], north, east, zone, languages, services, days) in PLACES {
        let since = ago(today, days);
        text.push_str(&format!(
            "{id},{parent},{kind},{name},{country},{city},{code},{street},{north},{east},{zone},{languages},{services},{since}\n"
        ));
    }
    text
}

fn people(today: NaiveDate) -> String {
    let mut text = "external_id,organisation_external_id,given_name,family_name,email,language,job_roles,start_on,end_on,supervisor_external_id,account_roles\n".to_owned();
    for (id, organisation, given, family, language, roles, supervisor, account, days, _) in PEOPLE {
        let (email, start) = (format!("{}@nordhaus.example", id.to_lowercase()), ago(today, *days));
        text.push_str(&format!(
            "{id},{organisation},{given},{family},{email},{language},{roles},{start},,{supervisor},{account}\n"
        ));
    }
    text
}

/// People of a later file: one of a partner whom nobody knows, one who has become a senior technician.
pub fn correction(today: NaiveDate) -> String {
    let all = people(today);
    let rows: Vec<&str> = all
        .lines()
        .filter(|row| row.starts_with("external_id") || row.starts_with("T-103"))
        .collect();
    let promoted = rows.join("\n").replace(",technician,", ",senior_technician,");
    let start = ago(today, 10);
    format!("{promoted}\nT-110,P-77,Amira,Saleh,t-110@nordhaus.example,de,technician,{start},,T-102,learner\n")
}

/// People as another program writes them, with headings of its own.
pub fn foreign(today: NaiveDate) -> String {
    let start = ago(today, 30);
    format!("Nr.;Firma;Rufname;Zuname;Sprachcode;Eintritt\nT-111;P-01;Noor;de Vries;de;{start}\n")
}

fn completions(today: NaiveDate) -> String {
    let mut text = "person_external_id,course_code,completed_on,source,valid_until\n".to_owned();
    for (id, .., courses) in PEOPLE {
        for (course, days) in *courses {
            text.push_str(&format!("{id},{course},{},workshop,\n", ago(today, *days)));
        }
    }
    for (id, days, lasts) in EXAMINED {
        let (on, until) = (
            ago(today, days),
            ago(today, days).checked_add_days(Days::new(lasts)).unwrap_or(today),
        );
        text.push_str(&format!("{id},{EXAMINATION},{on},document,{until}\n"));
    }
    for (id, days) in IN_PERSON {
        text.push_str(&format!("{id},{ON_SITE},{},workshop,\n", ago(today, days)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn everybody_belongs_somewhere_and_is_led_by_somebody_known() {
        let places: BTreeSet<&str> = PLACES.iter().map(|place| place.0).collect();
        let people: BTreeSet<&str> = PEOPLE.iter().map(|person| person.0).collect();
        assert_eq!((places.len(), people.len()), (PLACES.len(), PEOPLE.len()), "numbers are unique");
        for person in PEOPLE {
            assert!(places.contains(person.1), "{}", person.0);
            assert!(person.6.is_empty() || people.contains(person.6), "{}", person.0);
        }
        for number in REMINDED {
            let place = PLACES.iter().find(|place| place.0 == number).unwrap();
            assert_eq!(place.2, "partner");
        }
        for cast in CAST {
            let person = PEOPLE.iter().find(|person| person.0 == cast.external_id).unwrap();
            assert!(person.7.split(';').any(|role| role == cast.role), "{}", cast.external_id);
        }
    }

    #[test]
    fn the_network_spans_five_countries_and_about_a_dozen_partners() {
        let countries: BTreeSet<&str> = PLACES.iter().map(|place| place.4).collect();
        assert_eq!(countries.len(), 5);
        assert_eq!(PLACES.iter().filter(|place| place.2 == "partner").count(), 13);
    }
}

//! The forms of workshops, sessions and bookings for others.

use super::PriceView;
use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use serde::Serialize;

/// Adding or changing a workshop.
#[derive(Clone, Debug, Serialize)]
pub struct WorkshopFormPage {
    /// Whether it is new.
    pub fresh: bool,
    /// Where it is sent.
    pub action: String,
    /// Back.
    pub back: String,
    /// Counts changes.
    pub revision: i32,
    /// Who may hold it.
    pub organisations: Vec<Choice>,
    /// Courses.
    pub courses: Vec<Choice>,
    /// Languages.
    pub spoken: Vec<Choice>,
    /// Steps of approval.
    pub steps: Vec<Choice>,
    /// Who holds it.
    pub organisation: Field,
    /// Its course.
    pub course: Field,
    /// Its languages.
    pub languages: Field,
    /// Codes of the courses of which those who teach it hold evidence, one a line.
    pub trainer_courses: Field,
    /// Fewest people.
    pub least_people: Field,
    /// Most people.
    pub most_people: Field,
    /// Material.
    pub material: Field,
    /// Steps.
    pub approval_steps: Field,
    /// Days for an answer.
    pub approval_days: Field,
    /// Days before which one may cancel.
    pub cancel_days: Field,
    /// Share in per cent.
    pub share_percent: Field,
    /// Days of its release.
    pub release_days: Field,
    /// Hours of an offer.
    pub offer_hours: Field,
    /// Hours of the stop.
    pub stop_hours: Field,
    /// Days of the warning.
    pub warn_days: Field,
    /// Minutes before a part.
    pub early_minutes: Field,
    /// Minutes after its beginning.
    pub late_minutes: Field,
    /// Least share of the minutes.
    pub least_percent: Field,
    /// What a seat of a new session costs.
    pub seat_cost: Field,
    /// What is due where it is taken back late.
    pub late_fee: Field,
    /// What is due where somebody does not come.
    pub no_show_fee: Field,
    /// In which currency.
    pub currency: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

/// A part's fields.
#[derive(Clone, Debug, Serialize)]
pub struct PartFields {
    /// From 1 up.
    pub place: usize,
    /// The day.
    pub on: Field,
    /// From when.
    pub from: Field,
    /// Until when.
    pub to: Field,
}

/// Adding or changing a session.
#[derive(Clone, Debug, Serialize)]
pub struct SessionFormPage {
    /// What is taught.
    pub title: String,
    /// Whether it is new.
    pub fresh: bool,
    /// Where it is sent.
    pub action: String,
    /// Back.
    pub back: String,
    /// Counts changes.
    pub revision: i32,
    /// Whether it must be said if people are told.
    pub asked: bool,
    /// Whether others of its series follow it.
    pub followed: bool,
    /// Whether those change alike.
    pub following: Field,
    /// Languages of the workshop.
    pub spoken: Vec<Choice>,
    /// Trainers of ours.
    pub staff: Vec<Choice>,
    /// To tell or not.
    pub tells: Vec<Choice>,
    /// Parts, some of them empty.
    pub parts: Vec<PartFields>,
    /// Language.
    pub language: Field,
    /// Room or house.
    pub place: Field,
    /// Address.
    pub address: Field,
    /// Directions.
    pub directions: Field,
    /// Degrees north.
    pub latitude: Field,
    /// Degrees east.
    pub longitude: Field,
    /// The way in.
    pub online_url: Field,
    /// Zone.
    pub time_zone: Field,
    /// Seats.
    pub seats: Field,
    /// Trainers of ours.
    pub trainers: Field,
    /// Trainers from outside.
    pub external_trainers: Field,
    /// Whether people are told.
    pub tell: Field,
    /// Rooms to choose from.
    pub room_choices: Vec<Choice>,
    /// Equipment to choose from.
    pub equipment_choices: Vec<Choice>,
    /// Whether something speaks against it, so that the reason is asked for.
    pub overrides: bool,
    /// The rooms.
    pub rooms: Field,
    /// The equipment.
    pub equipment: Field,
    /// Why it stands all the same.
    pub clash_reason: Field,
    /// What a seat costs.
    pub seat_cost: Field,
    /// What is due where it is taken back late.
    pub late_fee: Field,
    /// What is due where somebody does not come.
    pub no_show_fee: Field,
    /// In which currency.
    pub currency: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

/// Booking for others.
#[derive(Clone, Debug, Serialize)]
pub struct BookPage {
    /// What is taught.
    pub title: String,
    /// Seats that nobody holds.
    pub free: i64,
    /// What one costs; none: nothing.
    pub price: Option<PriceView>,
    /// Where it is sent.
    pub action: String,
    /// Back.
    pub back: String,
    /// People to choose from; empty: they are typed.
    pub choices: Vec<Choice>,
    /// Whose unnamed seats.
    pub organisations: Vec<Choice>,
    /// Book or invite, for those who run the workshop.
    pub ways: Vec<Choice>,
    /// Whether seats may get their names later.
    pub dated: bool,
    /// Who.
    pub people: Field,
    /// How many without a name.
    pub seats: Field,
    /// Whose.
    pub organisation: Field,
    /// When they must have one.
    pub name_by_on: Field,
    /// Book or invite.
    pub way: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

impl Page for WorkshopFormPage {
    const TEMPLATE: &'static str = "workshops/workshop_form";

    fn samples() -> Vec<Self> {
        let fresh = Self {
            fresh: true,
            action: "/workshops".to_owned(),
            back: "/workshops".to_owned(),
            revision: 0,
            organisations: vec![Choice::new("1", "Nordhaus Klimatechnik"), Choice::new("2", "Nordhaus France")],
            courses: vec![Choice::new("R290-1", "Wärmepumpen mit R290 (R290-1)")],
            spoken: vec![Choice::new("de", "Deutsch").chosen(true)],
            steps: vec![Choice::new("0", "Niemand").chosen(true), Choice::new("1", "Der Partner")],
            organisation: Field::new("organisation"),
            course: Field::new("course"),
            languages: Field::new("languages"),
            trainer_courses: Field::with("trainer_courses", "R290-T\nHV-2"),
            least_people: Field::with("least_people", "4"),
            most_people: Field::with("most_people", "12"),
            material: Field::new("material"),
            approval_steps: Field::with("approval_steps", "0"),
            approval_days: Field::with("approval_days", "5"),
            cancel_days: Field::with("cancel_days", "7"),
            share_percent: Field::new("share_percent"),
            release_days: Field::with("release_days", "14"),
            offer_hours: Field::with("offer_hours", "48"),
            stop_hours: Field::with("stop_hours", "24"),
            warn_days: Field::with("warn_days", "14"),
            early_minutes: Field::with("early_minutes", "30"),
            late_minutes: Field::with("late_minutes", "30"),
            least_percent: Field::with("least_percent", "80"),
            seat_cost: Field::with("seat_cost", "250"),
            late_fee: Field::new("late_fee"),
            no_show_fee: Field::new("no_show_fee"),
            currency: Field::with("currency", "EUR"),
            faults: Vec::new(),
        };
        let wrong = Self {
            fresh: false,
            most_people: Field::with("most_people", "zwölf").wrong("Eine ganze Zahl von 1 bis 500."),
            trainer_courses: Field::with("trainer_courses", "R290-T\nR209").wrong("Diese Kurse gibt es nicht: R209."),
            faults: vec![
                FormFault {
                    field: "trainer_courses".to_owned(),
                    text: "Nachweise, wer schult: Diese Kurse gibt es nicht: R209.".to_owned(),
                },
                FormFault {
                    field: "most_people".to_owned(),
                    text: "Höchstens: Eine ganze Zahl von 1 bis 500.".to_owned(),
                },
            ],
            ..fresh.clone()
        };
        vec![fresh, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}

impl Page for SessionFormPage {
    const TEMPLATE: &'static str = "workshops/session_form";

    fn samples() -> Vec<Self> {
        let part = |place: usize, on: &str| PartFields {
            place,
            on: Field::with(&format!("part_{place}_on"), on),
            from: Field::with(&format!("part_{place}_from"), "09:00"),
            to: Field::with(&format!("part_{place}_to"), "16:30"),
        };
        let fresh = Self {
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            fresh: true,
            action: "/workshops/7/sessions".to_owned(),
            back: "/workshops/7".to_owned(),
            revision: 0,
            asked: false,
            followed: false,
            following: Field::new("following"),
            spoken: vec![Choice::new("de", "Deutsch")],
            staff: vec![Choice::new("1", "Jörg Albrecht").chosen(true)],
            tells: vec![
                Choice::new("yes", "Ja, mit dem, was sich ändert"),
                Choice::new("no", "Nein")
                    .hint("Dann bleibt in den Kalendern der Gebuchten der alte Eintrag stehen, bis sich Zeit oder Ort noch einmal ändern."),
            ],
            parts: vec![part(1, "2027-02-08"), part(2, "")],
            language: Field::with("language", "de"),
            place: Field::with("place", "Schulungszentrum Kassel"),
            address: Field::new("address"),
            directions: Field::new("directions"),
            latitude: Field::with("latitude", "51.3127"),
            longitude: Field::with("longitude", "9.4797"),
            online_url: Field::new("online_url"),
            time_zone: Field::with("time_zone", "Europe/Berlin"),
            seats: Field::with("seats", "12"),
            trainers: Field::new("trainers"),
            external_trainers: Field::new("external_trainers"),
            tell: Field::new("tell"),
            room_choices: vec![Choice::new("1", "Raum 2").chosen(true), Choice::new("2", "Werkstatthalle")],
            equipment_choices: vec![Choice::new("3", "Messkoffer 1")],
            overrides: false,
            rooms: Field::new("rooms"),
            equipment: Field::new("equipment"),
            clash_reason: Field::new("clash_reason"),
            seat_cost: Field::with("seat_cost", "250"),
            late_fee: Field::with("late_fee", "125.50"),
            no_show_fee: Field::with("no_show_fee", "250"),
            currency: Field::with("currency", "EUR"),
            faults: Vec::new(),
        };
        let changed = Self {
            fresh: false,
            asked: true,
            followed: true,
            seats: Field::with("seats", "3").wrong("So viele Plätze sind schon vergeben."),
            faults: vec![FormFault {
                field: "seats".to_owned(),
                text: "Plätze: Es sind schon mehr vergeben.".to_owned(),
            }],
            ..fresh.clone()
        };
        let clash = Self {
            overrides: true,
            trainers: Field::new("trainers").wrong("Jörg Albrecht fehlt zum Termin am 2027-02-08 ein gültiger Nachweis: R290-T."),
            rooms: Field::new("rooms").wrong("Die Pufferzeit zur Belegung von Raum 2 am 2027-02-08 von 08:00 bis 08:45 ist nicht frei."),
            clash_reason: Field::new("clash_reason").wrong("Etwas spricht dagegen. Sagen Sie, warum es trotzdem so sein soll."),
            faults: vec![FormFault {
                field: "clash_reason".to_owned(),
                text: "Warum trotzdem: Etwas spricht dagegen.".to_owned(),
            }],
            ..fresh.clone()
        };
        vec![fresh, changed, clash]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}

impl Page for BookPage {
    const TEMPLATE: &'static str = "workshops/book";

    fn samples() -> Vec<Self> {
        let lead = Self {
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            free: 3,
            price: Some(PriceView::sample()),
            action: "/sessions/7/bookings".to_owned(),
            back: "/sessions/7".to_owned(),
            choices: vec![Choice::new("1", "Selin Aydın"), Choice::new("2", "Vera Lund")],
            organisations: vec![Choice::new("1", "Kälte Albers")],
            ways: Vec::new(),
            dated: true,
            people: Field::new("people"),
            seats: Field::new("seats"),
            organisation: Field::new("organisation"),
            name_by_on: Field::new("name_by_on"),
            way: Field::new("way"),
            faults: Vec::new(),
        };
        let manager = Self {
            choices: Vec::new(),
            dated: false,
            ways: vec![Choice::new("book", "Buchen").chosen(true), Choice::new("invite", "Einladen")],
            ..lead.clone()
        };
        vec![lead, manager]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/sessions")
    }
}

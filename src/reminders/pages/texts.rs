//! The texts of reminders: what was written, and the form for one of them.

use super::{Tab, tabs};
use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Link, Page};
use serde::Serialize;

/// The texts that were written.
#[derive(Clone, Debug, Serialize)]
pub struct TextsPage {
    /// Places beside this one.
    pub tabs: Vec<Tab>,
    /// What was written, by what it is for.
    pub rows: Vec<TextRow>,
    /// Whom it shall speak to.
    pub to: Field,
    /// Choices.
    pub audiences: Vec<Choice>,
    /// For which requirement.
    pub requirement: Field,
    /// Choices.
    pub requirements: Vec<Choice>,
    /// For which organisation, by its number.
    pub organisation: Field,
    /// Of which time alone.
    pub phase: Field,
    /// Choices.
    pub phases: Vec<Choice>,
    /// In which language.
    pub language: Field,
    /// Choices.
    pub languages: Vec<Choice>,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

/// What was written for one thing, in all languages.
#[derive(Clone, Debug, Serialize)]
pub struct TextRow {
    /// `own` or `team`.
    pub to: &'static str,
    /// Title of the requirement; none: every one.
    pub requirement: Option<String>,
    /// Name of the organisation; none: everybody.
    pub organisation: Option<String>,
    /// `ahead`, `grace` or `overdue`; none: of any time.
    pub phase: Option<&'static str>,
    /// Languages, `current` where a text was written in it; in the others what is inherited applies.
    pub languages: Vec<Link>,
}

/// One text.
#[derive(Clone, Debug, Serialize)]
pub struct TextPage {
    /// `own` or `team`.
    pub to: String,
    /// Code of the requirement, as the form sends it.
    pub requirement: String,
    /// Title of the requirement; none: every one.
    pub requirement_title: Option<String>,
    /// Number of the organisation, as the form sends it.
    pub organisation: String,
    /// Its name; none: everybody.
    pub organisation_name: Option<String>,
    /// `ahead`, `grace`, `overdue`, or empty, as the form sends it.
    pub phase: &'static str,
    /// The same text for other times, `current` where it was written.
    pub phases: Vec<Link>,
    /// Language.
    pub language: String,
    /// What it calls itself.
    pub language_name: String,
    /// Whether the rest of the mail is in English, since mails do not exist in this language.
    pub unspoken: bool,
    /// The same text in other languages, `current` where it was written.
    pub languages: Vec<Link>,
    /// Revision of the text that is changed.
    pub revision: i32,
    /// The subject.
    pub subject: Field,
    /// What applies where it is left empty, in words.
    pub subject_else: String,
    /// The opening.
    pub opening: Field,
    /// What applies where it is left empty, in words.
    pub opening_else: String,
    /// The closing.
    pub closing: Field,
    /// What applies where it is left empty, in words.
    pub closing_else: String,
    /// Number or address of whoever it is shown with.
    pub person: Field,
    /// The words between braces, and what is put in for each; `label` is the message's end.
    pub placeholders: Vec<&'static str>,
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// The mail as it would be.
    pub preview: Option<Preview>,
    /// To which address it was sent.
    pub sent_to: Option<String>,
}

/// A mail as it would be.
#[derive(Clone, Debug, Serialize)]
pub struct Preview {
    /// With whom.
    pub person: String,
    /// Subject.
    pub subject: String,
    /// The plain part.
    pub text: String,
    /// Parts for which another text is nearer to this person.
    pub nearer: Vec<&'static str>,
}

impl Page for TextsPage {
    const TEMPLATE: &'static str = "reminders/texts";

    fn samples() -> Vec<Self> {
        let link = |label: &str, current| Link {
            label: label.to_owned(),
            href: "/reminders/texts/text?to=own&requirement=HV&organisation=&language=de".to_owned(),
            current,
        };
        let full = Self {
            tabs: tabs("/reminders/texts", 0),
            rows: vec![
                TextRow {
                    to: "own",
                    requirement: Some("Hochvolt-Sicherheit".to_owned()),
                    organisation: None,
                    phase: None,
                    languages: vec![link("Deutsch", true), link("English", false), link("Svenska", true)],
                },
                TextRow {
                    to: "team",
                    requirement: None,
                    organisation: Some("Thermopartner Leipzig".to_owned()),
                    phase: Some("overdue"),
                    languages: vec![link("Deutsch", true), link("English", false)],
                },
            ],
            to: Field::new("to"),
            audiences: vec![
                Choice::new("own", "die Person selbst").chosen(true),
                Choice::new("team", "ihre Leitung"),
            ],
            requirement: Field::new("requirement"),
            requirements: vec![Choice::new("HV", "Hochvolt-Sicherheit")],
            organisation: Field::new("organisation"),
            phase: Field::new("phase"),
            phases: vec![
                Choice::new("ahead", "bis zur Frist"),
                Choice::new("grace", "in der Nachfrist"),
                Choice::new("overdue", "überfällig oder erloschen"),
            ],
            language: Field::new("language"),
            languages: vec![Choice::new("de", "Deutsch").chosen(true), Choice::new("en", "English")],
            faults: Vec::new(),
        };
        let empty = Self {
            rows: Vec::new(),
            organisation: Field::with("organisation", "P-999").wrong("Diesen Betrieb gibt es in Ihrem Bereich nicht."),
            faults: vec![FormFault {
                field: "organisation".to_owned(),
                text: "Betrieb: Diesen Betrieb gibt es in Ihrem Bereich nicht.".to_owned(),
            }],
            ..full.clone()
        };
        vec![full, empty]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/administration")
    }
}

impl Page for TextPage {
    const TEMPLATE: &'static str = "reminders/text";

    fn samples() -> Vec<Self> {
        let link = |label: &str, current| Link {
            label: label.to_owned(),
            href: "/reminders/texts/text?to=own&requirement=HV&organisation=&language=en".to_owned(),
            current,
        };
        let written = Self {
            to: "own".to_owned(),
            requirement: "HV".to_owned(),
            requirement_title: Some("Hochvolt-Sicherheit".to_owned()),
            organisation: String::new(),
            organisation_name: None,
            phase: "",
            phases: vec![
                link("bis zur Frist", true),
                link("in der Nachfrist", false),
                link("überfällig oder erloschen", false),
            ],
            language: "de".to_owned(),
            language_name: "Deutsch".to_owned(),
            unspoken: false,
            languages: vec![link("English", false)],
            revision: 1,
            subject: Field::with("subject", "{requirement}: bitte bis {due}"),
            subject_else: "Bleibt es leer, gilt „In 7 Tagen fällig: Hochvolt-Sicherheit“ (eingebaut).".to_owned(),
            opening: Field::with(
                "opening",
                "Ohne diesen Nachweis dürfen Sie nicht an die Anlage.\n\nHier geht es los: {link}",
            ),
            opening_else: "Bleibt es leer, steht hier nichts.".to_owned(),
            closing: Field::new("closing"),
            closing_else: "Bleibt es leer, gilt „Ihre {academy}“ (für alle).".to_owned(),
            person: Field::with("person", "T-104"),
            placeholders: vec!["name", "person", "requirement", "due", "partner", "academy", "link"],
            faults: Vec::new(),
            preview: Some(Preview {
                person: "Selin Aydın".to_owned(),
                subject: "Hochvolt-Sicherheit: bitte bis 2. Dezember".to_owned(),
                text: "Guten Tag, Selin Aydın,\n\nHochvolt-Sicherheit ist in 7 Tagen fällig.\n".to_owned(),
                nearer: vec!["subject", "opening"],
            }),
            sent_to: Some("marta.kjellberg@nordhaus.example".to_owned()),
        };
        let wrong = Self {
            language: "sv".to_owned(),
            language_name: "Svenska".to_owned(),
            unspoken: true,
            organisation: "P-0121".to_owned(),
            phase: "overdue",
            phases: vec![
                link("zu jeder Zeit", true),
                link("bis zur Frist", false),
                link("in der Nachfrist", false),
            ],
            organisation_name: Some("Thermopartner Leipzig".to_owned()),
            opening: Field::with("opening", "Hej {namn}").wrong("Zeile 1, Zeichen 5: Einen Platzhalter {namn} gibt es nicht."),
            faults: vec![FormFault {
                field: "opening".to_owned(),
                text: "Anfang: Zeile 1, Zeichen 5: Einen Platzhalter {namn} gibt es nicht.".to_owned(),
            }],
            revision: 0,
            preview: None,
            sent_to: None,
            ..written.clone()
        };
        vec![written, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/administration")
    }
}

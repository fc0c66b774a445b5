//! What stands around every page: who is signed in, where one can go, in which language and look.

use chrono::NaiveDate;
use serde::Serialize;

use crate::platform::i18n::Locale;

/// The layout's data. Build it once per request from the signed-in person; the page itself is the `Page` value.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// Language of the page.
    pub locale: Locale,
    /// `ltr` or `rtl`; follows from the language.
    pub direction: &'static str,
    /// Name, in the words of the page, of the language somebody asked for where it is not offered; the page then says so.
    pub asked_language: Option<String>,
    /// Light, dark, or what the system says.
    pub theme: Theme,
    /// Size of controls and rows.
    pub density: Density,
    /// Today at the viewer's place; decides whether a year must be named.
    pub today: NaiveDate,
    /// IANA name of the viewer's zone.
    pub time_zone: String,
    /// Whose house this is.
    pub brand: Brand,
    /// Which frame the page has.
    pub shell: Shell,
    /// Where this role can go, at most five entries.
    pub menu: Vec<MenuEntry>,
    /// The signed-in person.
    pub account: Option<Account>,
    /// Address of the search page; none hides the search.
    pub search_url: Option<String>,
    /// Links at the foot of public pages; `label` is a message key.
    pub footer: Vec<Link>,
    /// Languages to choose from on public pages; `label` is the language's own name.
    pub languages: Vec<Link>,
    /// What was just done, shown once.
    pub toast: Option<Toast>,
    /// Number of this request, for the error page and the log.
    pub request_id: String,
    /// Path and query of this page, for forms that come back here.
    pub return_url: String,
}

/// Whose name and colour the pages carry.
#[derive(Clone, Debug, Serialize)]
pub struct Brand {
    /// Name beside the mark, as the manufacturer calls its academy.
    pub name: String,
    /// Address of a stylesheet that sets `--color-primary`; none keeps our blue.
    pub stylesheet: Option<String>,
}

/// The frame of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shell {
    /// Side bar on desks, bars above and below on phones: everybody who is signed in.
    Side,
    /// Top bar with brand and language, no menu.
    Public,
    /// Nothing at all: the page draws its own bars (player, sign-in).
    Bare,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Theme {
    /// As the device says.
    #[default]
    #[serde(rename = "system")]
    System,
    /// Always light.
    #[serde(rename = "kundig")]
    Light,
    /// Always dark.
    #[serde(rename = "kundig-dark")]
    Dark,
}

/// Size of text, controls and rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    /// 16 px text, 44 px controls: who learns, and the public.
    #[default]
    Roomy,
    /// 14 px text, 36 px controls, 40 px rows: who compares.
    Work,
    /// As `Work`, with rows of 36 px; a person's choice.
    Tight,
}

/// A place in the menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MenuEntry {
    /// Message key of its name, `menu-courses`.
    pub label: &'static str,
    /// Name of its icon; must stand in `assets/icons.txt`.
    pub icon: &'static str,
    /// Where it leads.
    pub href: String,
    /// Whether the page shown belongs to it.
    pub current: bool,
    /// How many things wait there.
    pub waiting: Option<u32>,
    /// Whether it stands in the phone's bottom bar; the others are behind "More".
    pub on_phone: bool,
}

/// The signed-in person and what belongs to her alone.
#[derive(Clone, Debug, Serialize)]
pub struct Account {
    /// Full name.
    pub name: String,
    /// What she is here, already in her language: "Technikerin", "Partnerverwaltung".
    pub role_label: String,
    /// Her other roles; choosing one posts `role=<value>` to `role_url`.
    pub roles: Vec<RoleChoice>,
    /// Where a role is chosen.
    pub role_url: String,
    /// Profile, settings; `label` is a message key.
    pub links: Vec<Link>,
    /// Where a POST ends the sign-in.
    pub sign_out_url: String,
}

/// A role one can change to.
#[derive(Clone, Debug, Serialize)]
pub struct RoleChoice {
    /// What the form sends.
    pub value: String,
    /// Its name, already in the person's language.
    pub label: String,
    /// Whether it is the present one.
    pub current: bool,
}

/// A link whose words are a message key or, where said so, plain text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Message key or text.
    pub label: String,
    /// Address.
    pub href: String,
    /// Whether it is the present one.
    pub current: bool,
}

/// A line that confirms what the page shows anyway.
#[derive(Clone, Debug, Serialize)]
pub struct Toast {
    /// Already in the person's language.
    pub text: String,
    /// How to take it back.
    pub action: Option<ToastAction>,
}

/// A POST that takes something back.
#[derive(Clone, Debug, Serialize)]
pub struct ToastAction {
    /// Already in the person's language.
    pub label: String,
    /// Where the empty form goes.
    pub url: String,
}

impl Frame {
    /// The smallest frame: nobody signed in, top bar only. Set the public fields that differ.
    pub fn public(locale: Locale, today: NaiveDate, brand: Brand) -> Self {
        Self {
            locale,
            direction: locale.direction(),
            asked_language: None,
            theme: Theme::System,
            density: Density::Roomy,
            today,
            time_zone: "UTC".to_owned(),
            brand,
            shell: Shell::Public,
            menu: Vec::new(),
            account: None,
            search_url: None,
            footer: Vec::new(),
            languages: Vec::new(),
            toast: None,
            request_id: String::new(),
            return_url: "/".to_owned(),
        }
    }

    /// The same frame in another language.
    #[must_use]
    pub fn speaking(mut self, locale: Locale) -> Self {
        self.locale = locale;
        self.direction = locale.direction();
        self
    }
}

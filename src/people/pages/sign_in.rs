//! What the pages of signing in show.

use super::public_frame;
use crate::platform::views::{Field, Frame, Page, Shell};
use serde::Serialize;

/// Sign-in with address and password, and the ways of those who have none.
#[derive(Clone, Debug, Serialize)]
pub struct SignInPage {
    /// Mail address or personnel number, as typed.
    pub account: Field,
    /// The password's fault is the fault of both; its value is always empty.
    pub password: Field,
    /// Where the form goes back to after signing in: a path of this site.
    pub return_to: String,
    /// Where a company's own account signs in; none where it is not set up.
    pub company_sign_in_url: Option<String>,
}

impl Page for SignInPage {
    const TEMPLATE: &'static str = "people/sign_in";

    fn samples() -> Vec<Self> {
        let fault = "Adresse und Kennwort passen nicht zusammen. Noch vier Versuche, dann 15 Minuten Pause.";
        let first = Self {
            account: Field::new("account"),
            password: Field::new("password"),
            return_to: "/training".to_owned(),
            company_sign_in_url: None,
        };
        let refused = Self {
            account: Field::with("account", "selin.aydin@thermopartner.example"),
            password: Field::new("password").wrong(fault),
            company_sign_in_url: Some("/sign-in/company".to_owned()),
            ..first.clone()
        };
        vec![refused, first]
    }

    fn sample_frame() -> Frame {
        let mut frame = public_frame();
        frame.shell = Shell::Bare;
        frame
    }
}

/// The code of a printed letter.
#[derive(Clone, Debug, Serialize)]
pub struct CodePage {
    /// As typed.
    pub code: Field,
}

impl Page for CodePage {
    const TEMPLATE: &'static str = "people/code";

    fn samples() -> Vec<Self> {
        let wrong = Field::with("code", "7KQ4 M2XP 9TWE").wrong("Diesen Code gibt es nicht.");
        vec![Self { code: Field::new("code") }, Self { code: wrong }]
    }

    fn sample_frame() -> Frame {
        public_frame()
    }
}

/// Asks for the account whose password is forgotten.
#[derive(Clone, Debug, Serialize)]
pub struct ResetPage {
    /// Mail address or personnel number, as typed.
    pub account: Field,
}

impl Page for ResetPage {
    const TEMPLATE: &'static str = "people/reset";

    fn samples() -> Vec<Self> {
        vec![Self {
            account: Field::new("account"),
        }]
    }

    fn sample_frame() -> Frame {
        public_frame()
    }
}

/// Says that a mail is on its way if there is such an account, and what to do if none comes.
#[derive(Clone, Debug, Serialize)]
pub struct ResetSentPage {
    /// As typed.
    pub account: String,
    /// How long the link works.
    pub minutes: u32,
}

impl Page for ResetSentPage {
    const TEMPLATE: &'static str = "people/reset_sent";

    fn samples() -> Vec<Self> {
        vec![Self {
            account: "selin.aydin@thermopartner.example".to_owned(),
            minutes: 10,
        }]
    }

    fn sample_frame() -> Frame {
        public_frame()
    }
}

/// A one-time link before its button is pressed.
#[derive(Clone, Debug, Serialize)]
pub struct WelcomePage {
    /// Whose link it is.
    pub name: String,
    /// Where the button sends.
    pub url: String,
    /// What is typed beside the password from now on.
    pub account: Option<String>,
    /// Whether there was a password before.
    pub replaces: bool,
    /// Fewest characters.
    pub least: usize,
    /// The new password; none: the link only signs in.
    pub password: Option<Field>,
}

impl Page for WelcomePage {
    const TEMPLATE: &'static str = "people/welcome";

    fn samples() -> Vec<Self> {
        let invitation = Self {
            name: "Selin Aydın".to_owned(),
            url: "/welcome/wL4v".to_owned(),
            account: Some("selin.aydin@thermopartner.example".to_owned()),
            replaces: false,
            least: 10,
            password: Some(Field::new("password")),
        };
        let reset = Self {
            replaces: true,
            password: Some(Field::new("password").wrong("Mindestens 10 Zeichen.")),
            ..invitation.clone()
        };
        let reminder = Self {
            password: None,
            ..invitation.clone()
        };
        vec![invitation, reset, reminder]
    }

    fn sample_frame() -> Frame {
        public_frame()
    }
}

/// A one-time link that was used, has run out, or never was.
#[derive(Clone, Debug, Serialize)]
pub struct LinkEndedPage {}

impl Page for LinkEndedPage {
    const TEMPLATE: &'static str = "people/link_ended";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }

    fn sample_frame() -> Frame {
        public_frame()
    }
}

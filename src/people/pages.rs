//! What the pages of people and sign-in show.

use serde::Serialize;

use crate::platform::views::{Field, Frame, Link, Page, Shell};

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
        let mut frame = Frame::sample();
        frame.shell = Shell::Bare;
        frame.footer = [
            ("footer-check", "/c"),
            ("footer-imprint", "/imprint"),
            ("footer-privacy", "/privacy"),
            ("footer-barrier", "/barrier"),
        ]
        .map(|(label, href)| Link {
            label: label.to_owned(),
            href: href.to_owned(),
            current: false,
        })
        .to_vec();
        frame
    }
}

crate::samples! { pages: SignInPage }

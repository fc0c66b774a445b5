//! What the pages of tokens show.

use super::{at, frame};
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use crate::rules::id::Instant;
use serde::Serialize;

/// Tokens of integrations.
#[derive(Clone, Debug, Serialize)]
pub struct TokensPage {
    /// The tokens, the newest first.
    pub rows: Vec<TokenRow>,
}

/// One token.
#[derive(Clone, Debug, Serialize)]
pub struct TokenRow {
    /// Where it is revoked.
    pub revoke_url: String,
    /// Whether it works.
    pub running: bool,
    /// What it is for.
    pub name: String,
    /// Its branch.
    pub organisation: String,
    /// Who made it.
    pub maker: String,
    /// What it may do, in words.
    pub scopes: String,
    /// When it ends.
    pub expires_at: Option<Instant>,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
    /// When it was last used.
    pub last_used_at: Option<Instant>,
}

impl Page for TokensPage {
    const TEMPLATE: &'static str = "administration/tokens";

    fn samples() -> Vec<Self> {
        let running = TokenRow {
            revoke_url: "/administration/tokens/1/revocation".to_owned(),
            running: true,
            name: "Personalsystem".to_owned(),
            organisation: "Nordhaus Klimatechnik".to_owned(),
            maker: "Marta Kjellberg".to_owned(),
            scopes: "Leute sehen, Leute führen".to_owned(),
            expires_at: Some(at("2027-12-31T00:00:00Z")),
            revoked_at: None,
            last_used_at: Some(at("2026-11-24T06:00:00Z")),
        };
        let revoked = TokenRow {
            running: false,
            revoked_at: Some(at("2026-10-01T08:00:00Z")),
            last_used_at: None,
            expires_at: None,
            ..running.clone()
        };
        vec![
            Self {
                rows: vec![running, revoked],
            },
            Self { rows: Vec::new() },
        ]
    }

    fn sample_frame() -> Frame {
        frame("/administration/tokens")
    }
}

/// Making a token.
#[derive(Clone, Debug, Serialize)]
pub struct NewTokenPage {
    /// Faults above the form.
    pub faults: Vec<FormFault>,
    /// What it is for.
    pub name: Field,
    /// Its branch.
    pub organisation_id: Field,
    /// Branches to choose from.
    pub organisations: Vec<Choice>,
    /// What it may do.
    pub scopes: Field,
    /// What the maker may do.
    pub scope_choices: Vec<Choice>,
    /// Last day.
    pub expires_on: Field,
}

impl Page for NewTokenPage {
    const TEMPLATE: &'static str = "administration/token_new";

    fn samples() -> Vec<Self> {
        vec![Self {
            faults: vec![FormFault {
                field: "scopes".to_owned(),
                text: "Rechte: bitte ausfüllen.".to_owned(),
            }],
            name: Field::with("name", "Personalsystem"),
            organisation_id: Field::with("organisation_id", "1"),
            organisations: vec![Choice::new("1", "Nordhaus Klimatechnik").chosen(true)],
            scopes: Field::new("scopes").wrong("Bitte ausfüllen."),
            scope_choices: vec![
                Choice::new("see_people", "Leute sehen"),
                Choice::new("manage_people", "Leute führen"),
            ],
            expires_on: Field::new("expires_on"),
        }]
    }

    fn sample_frame() -> Frame {
        frame("/administration/tokens")
    }
}

/// The secret of a new token, shown once.
#[derive(Clone, Debug, Serialize)]
pub struct TokenMadePage {
    /// What it is for.
    pub name: String,
    /// The secret.
    pub secret: String,
}

impl Page for TokenMadePage {
    const TEMPLATE: &'static str = "administration/token_made";

    fn samples() -> Vec<Self> {
        vec![Self {
            name: "Personalsystem".to_owned(),
            secret: "pYk3n1Zr0V7tq9aH2sWcXeUoLbMdFgJiKlNpQrStUvw".to_owned(),
        }]
    }

    fn sample_frame() -> Frame {
        frame("/administration/tokens")
    }
}

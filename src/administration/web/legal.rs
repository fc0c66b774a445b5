//! Who runs this, what becomes of personal data, and where barriers are reported: texts of the operator, for everybody.

use crate::administration::pages::LegalPage;
use crate::people::Anybody;
use crate::platform::error::Error;
use crate::platform::state::State;
use actix_web::{HttpResponse, web};

/// `GET /imprint`
pub async fn imprint(whoever: Anybody, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let text = state.config.brand.imprint.clone();
    show(&whoever, &state, "imprint", &text)
}

/// `GET /privacy`
pub async fn privacy(whoever: Anybody, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let text = state.config.brand.privacy.clone();
    show(&whoever, &state, "privacy", &text)
}

/// `GET /barrier`
pub async fn barrier(whoever: Anybody, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let text = state.config.brand.barrier.clone();
    show(&whoever, &state, "barrier", &text)
}

fn show(whoever: &Anybody, state: &State, kind: &'static str, text: &str) -> Result<HttpResponse, Error> {
    let paragraphs = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned);
    let page = LegalPage {
        kind,
        paragraphs: paragraphs.collect(),
        address: state.config.mail.from.clone(),
    };
    whoever.show(state, &page)
}

//! QR codes as drawings.

use super::error::Error;
use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;
use std::fmt::Write;

/// A QR code for an SVG: its dark dots on a square of this width.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Qr {
    /// Dots on each side.
    pub width: usize,
    /// One path of whole dark runs.
    pub path: String,
}

impl Qr {
    /// The code of a text; an error where it is too long for one.
    pub fn of(text: &str) -> Result<Self, Error> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(Error::internal)?;
        let width = code.width();
        let mut path = String::new();
        for (y, row) in code.to_colors().chunks(width).enumerate() {
            let mut x = 0;
            while x < width {
                let run = row.iter().skip(x).take_while(|dot| **dot == Color::Dark).count();
                if run > 0 {
                    write!(path, "M{x} {y}h{run}v1h-{run}z").expect("writing to a string does not fail");
                }
                x += run.max(1);
            }
        }
        Ok(Self { width, path })
    }
}

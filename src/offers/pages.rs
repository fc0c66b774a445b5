//! What the pages about offers and about both sides show.

mod offer;
mod sides;

pub use offer::OfferPage;
pub use sides::{OurLine, SidesPage, TheirLine};

crate::samples! { pages: SidesPage, OfferPage }

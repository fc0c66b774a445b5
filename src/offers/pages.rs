//! What the pages about offers and about both sides show.

mod offer;
mod sides;

pub use offer::OfferPage;
pub use sides::{HeadLine, OurLine, SidesPage, TheirLine};

crate::samples! { pages: SidesPage, OfferPage }

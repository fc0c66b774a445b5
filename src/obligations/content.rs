//! Whether what a requirement asks for can be taken here at all: told on its page before it is put into force, and by the call that does it.

use super::store::Version;
use crate::courses;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::i18n::Words;

/// The courses that count at any time, where none of them has content that somebody could take; none of them: at least one has, or nothing
/// but a document of somebody else counts.
pub fn lacking(conn: &mut Conn, version: &Version) -> Result<Vec<String>, Error> {
    if version.rule.0.strength.is_outside() {
        return Ok(Vec::new());
    }
    let codes = &version.rule.0.initial;
    let known = courses::store::list_by_codes(conn, codes)?;
    let on_offer = known.iter().any(|(_, published)| published.is_some());
    Ok(if on_offer { Vec::new() } else { codes.clone() })
}

/// The warning about them; none where nothing is lacking.
pub fn warning(words: &Words, lacking: &[String]) -> Option<String> {
    let codes = lacking.join(", ");
    (!lacking.is_empty()).then(|| words.text("requirement-without-content", &[("codes", codes.into())]))
}

//! Settings from the environment, over those of the file.

use super::Config;
use crate::platform::error::Error;

/// The settings that a file may hold.
const SECRETS: [&str; 6] = [
    "DATABASE_URL",
    "MAIL_SMTP_URL",
    "MAIL_BOUNCE_IMAP",
    "PUSH_PRIVATE_KEY",
    "MEETINGS_SECRET",
    "MEETINGS_ZOOM_SECRET",
];

/// `KUNDIG_MAIL_SMTP_URL` overrides `mail.smtp_url`; `KUNDIG_MAIL_SMTP_URL_FILE` names a file that holds it. Of a name that no setting
/// has, nothing is said here: the typed reading afterwards refuses it by name.
pub(super) fn override_with(table: &mut toml::Table, name: &str, value: String) -> Result<(), Error> {
    let Some(rest) = name.strip_prefix("KUNDIG_") else { return Ok(()) };
    if matches!(rest, "CONFIG" | "DIST" | "PICTURES" | "TEST_POSTGRES_URL") {
        return Ok(());
    }
    // Only secrets come by file; of anything else it is part of the name, which then is a setting or none.
    let (rest, value) = match rest.strip_suffix("_FILE").filter(|rest| SECRETS.contains(rest)) {
        Some(rest) => {
            let text = std::fs::read_to_string(&value).map_err(|e| Error::setup(format!("{name}: cannot read {value}: {e}")))?;
            (rest, text.trim_end_matches(['\r', '\n']).to_owned())
        }
        None => (rest, value),
    };
    let lower = rest.to_ascii_lowercase();
    let (section, key) = match lower.strip_prefix("sign_in_") {
        Some(key) => ("sign_in", key),
        None => lower
            .split_once('_')
            .ok_or_else(|| Error::setup(format!("{name} is no setting; see `kundig config print`")))?,
    };
    let default = toml::Table::try_from(Config::default()).map_err(Error::internal)?;
    let Some(known) = default.get(section).and_then(|s| s.get(key)) else {
        return Err(Error::setup(format!("{name} is no setting; see `kundig config print`")));
    };
    let value = match known {
        toml::Value::Integer(_) => value
            .parse()
            .map(toml::Value::Integer)
            .map_err(|_| Error::setup(format!("{name} is no whole number: {value}")))?,
        toml::Value::Array(_) => toml::Value::Array(value.split(',').filter(|v| !v.is_empty()).map(|v| v.trim().into()).collect()),
        _ => toml::Value::String(value),
    };
    let entry = table.entry(section).or_insert_with(|| toml::Value::Table(toml::Table::new()));
    if let Some(section) = entry.as_table_mut() {
        section.insert(key.to_owned(), value);
    }
    Ok(())
}

//! Where a mail server is, as a setting names it: `scheme://user:password@host:port/path`.

/// A server's address with its parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// What stands before `://`.
    pub scheme: String,
    /// User and password.
    pub credentials: Option<(String, String)>,
    /// Host name or number, without brackets.
    pub host: String,
    /// Port, where one is named.
    pub port: Option<u16>,
    /// What stands behind the first slash; may be empty.
    pub path: String,
}

impl Place {
    /// Reads an address; none where it is no such.
    pub(super) fn read(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let path = rest.split_once('/').map_or("", |(_, path)| path);
        let (user, place) = match authority.rsplit_once('@') {
            Some((user, place)) => (Some(user), place),
            None => (None, authority),
        };
        let (name, port) = match place.rsplit_once(':').filter(|_| !place.ends_with(']')) {
            Some((name, port)) => (name, Some(port.parse().ok()?)),
            None => (place, None),
        };
        if name.is_empty() {
            return None;
        }
        Some(Self {
            scheme: scheme.to_owned(),
            credentials: user.map(|user| {
                let (name, password) = user.split_once(':').unwrap_or((user, ""));
                (decoded(name), decoded(password))
            }),
            host: name.trim_matches(['[', ']']).to_owned(),
            port,
            path: decoded(path),
        })
    }
}

/// `%40` in a user name or password is `@`.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%')
            .then(|| std::str::from_utf8(after.get(..2)?).ok())
            .flatten()
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() {
            after.get(2..).unwrap_or_default()
        } else {
            after
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

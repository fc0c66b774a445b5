//! Where a browser's push service takes messages. The address comes from a stranger, so we speak to nothing in our own network for them: only
//! to hosts of the internet, by HTTPS, and to the very addresses that were looked at.

use crate::platform::error::Error;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// The longest address that is taken; those in use have some 200 letters.
const LONGEST: usize = 1000;

/// An address to which a push may go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// Host name, without brackets or port.
    pub(super) host: String,
    /// Port.
    pub(super) port: u16,
    /// Path and query.
    pub(super) path: String,
    /// TLS; without it only the test service.
    pub(super) tls: bool,
    /// Scheme, host and port, as a token is made out to it.
    pub(super) origin: String,
}

/// Why nothing is sent there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoEndpoint {
    /// It is no address of a push service: too long, not `https://`, with a user, another port or odd letters.
    #[error("this is no address of a push service")]
    Unreadable,
    /// It leads into a network that is not everybody's.
    #[error("this address leads into a network that is not public")]
    NotPublic,
}

impl Endpoint {
    /// Reads the address that a browser gave.
    ///
    /// # Errors
    ///
    /// [`NoEndpoint`]. That a name leads into our own network is found out when it is asked for its addresses.
    pub fn read(text: &str, test_service: &str) -> Result<Self, NoEndpoint> {
        let odd = |letter: char| !letter.is_ascii_graphic() || matches!(letter, '\\' | '"' | '<' | '>' | '#');
        if text.len() > LONGEST || text.contains(odd) {
            return Err(NoEndpoint::Unreadable);
        }
        if !test_service.is_empty()
            && let Some(path) = text.strip_prefix(test_service).filter(|rest| rest.starts_with('/'))
        {
            return Self::of_test(test_service, path).ok_or(NoEndpoint::Unreadable);
        }
        let rest = text.strip_prefix("https://").ok_or(NoEndpoint::Unreadable)?;
        let (authority, path) = rest.split_once('/').ok_or(NoEndpoint::Unreadable)?;
        let host = authority.strip_suffix(":443").unwrap_or(authority).to_ascii_lowercase();
        if let Some(address) = literal(&host) {
            return match is_public(address) {
                true => Ok(Self::secure(host, path)),
                false => Err(NoEndpoint::NotPublic),
            };
        }
        let name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.');
        let labels: Vec<&str> = host.trim_end_matches('.').split('.').collect();
        // What ends in a number would be read as an address by some (`https://127.1/`).
        let numeric = labels
            .last()
            .is_none_or(|last| last.starts_with(|letter: char| letter.is_ascii_digit()));
        if host.is_empty() || !host.chars().all(name) || labels.iter().any(|label| label.is_empty()) || numeric {
            return Err(NoEndpoint::Unreadable);
        }
        let last = labels.last().copied().unwrap_or_default();
        if labels.len() < 2 || matches!(last, "localhost" | "local" | "internal" | "lan" | "home" | "arpa") {
            return Err(NoEndpoint::NotPublic);
        }
        Ok(Self::secure(host, path))
    }

    fn secure(host: String, path: &str) -> Self {
        Self {
            origin: format!("https://{host}"),
            port: 443,
            path: format!("/{path}"),
            tls: true,
            host,
        }
    }

    fn of_test(service: &str, path: &str) -> Option<Self> {
        let (host, port) = service.strip_prefix("http://")?.rsplit_once(':')?;
        Some(Self {
            host: host.to_owned(),
            port: port.parse().ok()?,
            path: path.to_owned(),
            tls: false,
            origin: service.to_owned(),
        })
    }

    /// Says where a test service is not on this machine.
    pub(super) fn check_test_service(service: &str) -> Result<(), Error> {
        let here = Self::of_test(service, "/").and_then(|one| one.host.parse::<Ipv4Addr>().ok());
        match service.is_empty() || here.is_some_and(|address| address.is_loopback()) {
            true => Ok(()),
            false => Err(Error::setup(
                "settings: push.test_service is for tests on this machine, such as http://127.0.0.1:9000",
            )),
        }
    }

    /// The addresses behind the name that belong to the internet.
    ///
    /// # Errors
    ///
    /// Where the name is not known, or leads into a network that is not everybody's alone.
    pub(super) async fn addresses(&self) -> io::Result<Vec<SocketAddr>> {
        let host = self.host.trim_matches(['[', ']']);
        let found: Vec<SocketAddr> = tokio::net::lookup_host((host, self.port)).await?.collect();
        // The settings alone name a test service.
        let reachable: Vec<SocketAddr> = found.into_iter().filter(|one| !self.tls || is_public(one.ip())).collect();
        match reachable.is_empty() {
            true => Err(io::Error::new(io::ErrorKind::PermissionDenied, NoEndpoint::NotPublic)),
            false => Ok(reachable),
        }
    }
}

/// A host that is an address itself.
fn literal(host: &str) -> Option<IpAddr> {
    match host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(inner) => inner.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
        None => host.parse::<Ipv4Addr>().ok().map(IpAddr::V4),
    }
}

/// Whether an address belongs to the internet at large: what the registries of special addresses (RFC 6890) keep for anything else does not.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(inner) => is_public_v4(inner),
            None => is_public_v6(address),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || matches!(
            (a, b, c),
            (0, ..) | (100, 64..=127, _) | (192, 0, 0) | (192, 88, 99) | (198, 18 | 19, _) | (224..=255, ..)
        );
    !special
}

/// Of the block that is given out (2000::/3), without tunnels, which end in addresses of the other kind, and without examples.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    let given_out = first & 0xe000 == 0x2000;
    let special = matches!((first, second), (0x2001, 0..=0x1ff | 0xdb8) | (0x2002, _) | (0x3fff, 0..=0xfff));
    given_out && !special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_push_services_are_taken_with_their_parts() {
        let read = Endpoint::read("https://Push.example:443/send/a?b=c", "").unwrap();
        assert_eq!(
            (read.host.as_str(), read.port, read.path.as_str()),
            ("push.example", 443, "/send/a?b=c")
        );
        assert_eq!((read.origin.as_str(), read.tls), ("https://push.example", true));
        assert!(Endpoint::read("https://203.0.112.7/x", "").is_ok() && Endpoint::read("https://[2a00:1450::1]/x", "").is_ok());
    }

    #[test]
    fn what_is_no_such_address_is_refused() {
        let long = format!("https://push.example/{}", "a".repeat(LONGEST));
        for text in [
            "",
            "push.example/x",
            "http://push.example/x",
            "https://push.example",
            "https:///x",
            "https://push.example:8443/x",
            "https://me@push.example/x",
            "https://push..example/x",
            "https://push.example/ü",
            "https://push.example/a b",
            "https://push.example\\@10.0.0.1/x",
            "https://127.1/x",
            "https://0x7f000001/x",
            "https://2130706433/x",
            "https://[::1/x",
            &long,
        ] {
            assert_eq!(Endpoint::read(text, ""), Err(NoEndpoint::Unreadable), "{text}");
        }
    }

    #[test]
    fn nobody_leads_us_into_a_network_of_our_own() {
        for host in [
            "localhost",
            "push.localhost",
            "printer.local",
            "metadata.google.internal",
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "[::1]",
            "[::]",
            "[fe80::1]",
            "[fc00::1]",
            "[::ffff:10.0.0.1]",
            "[64:ff9b::a00:1]",
            "[2002:a00:1::]",
            "[2001::1]",
            "[2001:db8::1]",
            "[ff02::1]",
        ] {
            assert_eq!(
                Endpoint::read(&format!("https://{host}/x"), ""),
                Err(NoEndpoint::NotPublic),
                "{host}"
            );
        }
    }

    #[actix_web::test]
    async fn a_name_of_the_internet_that_leads_here_is_found_out() {
        let mut named = Endpoint::read("https://push.example/x", "").unwrap();
        named.host = "localhost".into();
        assert_eq!(named.addresses().await.unwrap_err().kind(), io::ErrorKind::PermissionDenied);
        let test = Endpoint::read("http://127.0.0.1:9000/x", "http://127.0.0.1:9000").unwrap();
        assert_eq!(test.addresses().await.unwrap(), ["127.0.0.1:9000".parse().unwrap()]);
    }

    #[test]
    fn only_the_settings_let_a_service_on_this_machine_in() {
        let service = "http://127.0.0.1:9000";
        let read = Endpoint::read("http://127.0.0.1:9000/x", service).unwrap();
        assert_eq!((read.port, read.path.as_str(), read.tls), (9000, "/x", false));
        assert!(Endpoint::read("http://127.0.0.1:90001/x", service).is_err());
        assert!(Endpoint::read("http://127.0.0.1:9000@10.0.0.1/x", service).is_err());
        assert!(Endpoint::check_test_service(service).is_ok() && Endpoint::check_test_service("").is_ok());
        for wrong in ["http://10.0.0.1:80", "http://push.example:80", "https://127.0.0.1:80", "127.0.0.1"] {
            assert!(Endpoint::check_test_service(wrong).is_err(), "{wrong}");
        }
    }
}

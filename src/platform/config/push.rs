//! Settings of notices on people's own devices.

use super::Secret;
use serde::{Deserialize, Serialize};

/// Notices on people's own devices (Web Push), beside the mail that says the same and whether or not it can leave. Without keys nobody can switch them on.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Push {
    /// Public key that browsers are given, base64url. With another one every device has to be switched on anew.
    pub public_key: String,
    /// Private key that signs for push services, base64url.
    pub private_key: Secret,
    /// Where the operators of push services reach whoever runs this installation, `mailto:…` or `https://…`; empty: the sender of mails.
    pub contact: String,
    /// For tests alone: a push service on this machine, `http://127.0.0.1:9000`, spoken to without TLS; empty: none.
    pub test_service: String,
}

//! What calls of this slice may be refused with.

use crate::platform::api::Problem;

/// What a call may be refused with.
#[derive(utoipa::IntoResponses)]
#[expect(dead_code, reason = "it exists to be described")]
pub(super) enum Refusals {
    /// What was sent cannot be read.
    #[response(status = 400, content_type = "application/problem+json")]
    Unreadable(Problem),
    /// No token, or none that counts.
    #[response(status = 401, content_type = "application/problem+json")]
    SignInNeeded(Problem),
    /// The token may not do that.
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(Problem),
    /// There is no such record within reach.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
    /// A rule says no as things stand.
    #[response(status = 409, content_type = "application/problem+json")]
    Refused(Problem),
    /// Larger than allowed.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// Fields are wrong; nothing was changed.
    #[response(status = 422, content_type = "application/problem+json")]
    Invalid(Problem),
    /// Too often; try again after the seconds in Retry-After.
    #[response(status = 429, content_type = "application/problem+json")]
    TooMany(Problem),
    /// Busy; try again after the seconds in Retry-After.
    #[response(status = 503, content_type = "application/problem+json")]
    Busy(Problem),
}

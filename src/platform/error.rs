//! What can go wrong, by what it means to the caller. Slices map their own rules' errors to these; `app` renders them as a page
//! or as an RFC 9457 problem document.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use std::fmt;

/// A message for a person: a Fluent key with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Key in `locales/*/*.ftl`.
    pub key: &'static str,
    /// Values for the message's placeholders.
    pub args: Vec<(&'static str, String)>,
}

impl Message {
    /// A message without arguments.
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// The same with one more argument.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// What is wrong with one field of what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name as the form or the JSON body has it; nested ones with dots.
    pub field: String,
    /// What is wrong and what to do.
    pub message: Message,
}

impl FieldError {
    /// A fault of this field.
    pub fn new(field: impl Into<String>, message: Message) -> Self {
        Self {
            field: field.into(),
            message,
        }
    }
}

/// Why a request or a command did not do what was asked.
#[derive(Debug)]
pub enum Error {
    /// 422: these fields are wrong; nothing was changed.
    Invalid(Vec<FieldError>),
    /// 409: a rule says no as things stand; nothing was changed.
    Refused(Message),
    /// 400: what was sent cannot be read; the field is empty where none can be named.
    Unreadable(FieldError),
    /// 401: nobody is signed in.
    SignInNeeded,
    /// 403: this person may not do that.
    Forbidden,
    /// 404: there is no such thing, or it is not this person's to see.
    NotFound,
    /// 405: the address has other methods, listed here as in the head line `Allow`.
    OtherMethod(String),
    /// 413: larger than allowed.
    TooLarge,
    /// 429: too often; try again after so many seconds.
    TooMany(u64),
    /// 503: no free connection or a locked database; try again after so many seconds.
    Unavailable(u64),
    /// The installation is set up wrongly; told on the command line.
    Setup(String),
    /// 500: our fault. The cause goes to the log, never to the caller.
    Internal(anyhow::Error),
}

impl Error {
    /// A fault of the installation, in words for an operator.
    pub fn setup(text: impl Into<String>) -> Self {
        Self::Setup(text.into())
    }

    /// Our own fault, in words for the log.
    pub fn internal(cause: impl fmt::Display + fmt::Debug + Send + Sync + 'static) -> Self {
        Self::Internal(anyhow::Error::msg(cause))
    }

    /// One field is wrong.
    pub fn field(field: impl Into<String>, key: &'static str) -> Self {
        Self::Invalid(vec![FieldError::new(field, Message::new(key))])
    }

    /// What was sent cannot be read, whatever field it is.
    pub fn unreadable(key: &'static str) -> Self {
        Self::Unreadable(FieldError::new("", Message::new(key)))
    }

    /// A rule says no.
    pub fn refused(key: &'static str) -> Self {
        Self::Refused(Message::new(key))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(faults) => write!(f, "invalid: {faults:?}"),
            Self::Refused(message) => write!(f, "refused: {}", message.key),
            Self::Unreadable(fault) => write!(f, "unreadable: {fault:?}"),
            Self::Setup(text) => f.write_str(text),
            Self::SignInNeeded => f.write_str("nobody is signed in"),
            Self::Forbidden => f.write_str("not allowed"),
            Self::NotFound => f.write_str("not found"),
            Self::OtherMethod(allow) => write!(f, "the address has other methods: {allow}"),
            Self::TooLarge => f.write_str("too large"),
            Self::TooMany(seconds) => write!(f, "too often, try again in {seconds} s"),
            Self::Unavailable(seconds) => write!(f, "busy, try again in {seconds} s"),
            Self::Internal(cause) => write!(f, "internal: {cause:#}"),
        }
    }
}

impl std::error::Error for Error {}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Refused(_) => StatusCode::CONFLICT,
            Self::Unreadable(_) => StatusCode::BAD_REQUEST,
            Self::SignInNeeded => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::OtherMethod(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Setup(_) | Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        use diesel::result::{DatabaseErrorKind, Error as Diesel};
        match &error {
            Diesel::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => Self::Unavailable(1),
            Diesel::DatabaseError(_, info) if info.message().contains("database is locked") => Self::Unavailable(2),
            _ => Self::Internal(error.into()),
        }
    }
}

impl From<diesel::r2d2::PoolError> for Error {
    fn from(_: diesel::r2d2::PoolError) -> Self {
        Self::Unavailable(2)
    }
}

impl From<actix_web::error::BlockingError> for Error {
    fn from(_: actix_web::error::BlockingError) -> Self {
        Self::Unavailable(2)
    }
}

/// Whether a database error is a broken uniqueness of this column or index, on either database: PostgreSQL names the constraint, SQLite
/// the columns.
pub fn is_taken(error: &diesel::result::Error, table: &str, column: &str) -> bool {
    use diesel::result::{DatabaseErrorKind, Error as Diesel};
    let Diesel::DatabaseError(DatabaseErrorKind::UniqueViolation, info) = error else {
        return false;
    };
    match info.constraint_name() {
        Some(name) => name.starts_with(table) && name.contains(column),
        None => info.message().contains(&format!("{table}.{column}")),
    }
}

/// Whether something else was faster: a uniqueness or a reference no longer holds, a row is gone, or a rule said so inside the transaction.
pub fn is_overtaken(error: &Error) -> bool {
    use diesel::result::{DatabaseErrorKind as Kind, Error as Diesel};
    match error {
        Error::Refused(_) => true,
        Error::Internal(cause) => matches!(
            cause.downcast_ref::<Diesel>(),
            Some(Diesel::NotFound | Diesel::DatabaseError(Kind::UniqueViolation | Kind::ForeignKeyViolation, _))
        ),
        _ => false,
    }
}

/// Turns a broken uniqueness into a fault of the field it came from, and everything else into what it is. Each rule names table, column,
/// field and message key: `insert(…).map_err(taken(&[("people", "email_key", "email", "fault-address-taken")]))`.
pub fn taken(rules: &[(&'static str, &'static str, &'static str, &'static str)]) -> impl FnOnce(diesel::result::Error) -> Error {
    let rules = rules.to_vec();
    move |error| {
        let broken = rules.iter().find(|(table, column, ..)| is_taken(&error, table, column));
        match broken {
            Some((_, _, field, key)) => Error::field(*field, key),
            None => error.into(),
        }
    }
}

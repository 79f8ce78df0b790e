//! The findings of `cargo auth doctor` about an application that starts.

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{adapter::SetupProblem, config::UntrustedHost};

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// The application does not work.
    Error,
    /// The application works, but a setting is probably a mistake.
    Warning,
}

/// A problem of an application that starts.
#[derive(Debug, thiserror::Error)]
pub(super) enum Finding {
    /// The public URL is http, and not on this machine.
    #[error(
        "the public URL is http, so everyone on the way can read the cookies of sessions, and they are not `Secure`: set \
         AUTH_URL or `.url(…)` to the https URL that browsers use, even if a proxy ends TLS"
    )]
    InsecureOrigin,
    /// The origin of a request with the headers of the question is not trusted.
    #[error("a request with these headers is refused: {0}")]
    UntrustedHost(UntrustedHost),
    /// The header with the client address is missing.
    #[error(
        "a request with these headers has no client address, so all such clients share one limit of sign-ins: make the \
         proxy set the header that `.client_ip(…)` names"
    )]
    MissingAddress,
    /// The header with the client address has no address.
    #[error(
        "the header that `.client_ip(…)` names has no address in the expected place: check what the proxy appends"
    )]
    UnreadableAddress,
    /// A proxy sends the client address, and the address of the connection counts.
    #[error(
        "a request with these headers comes from a proxy, but the client address is that of the connection, so all clients \
         behind the proxy share one limit of sign-ins: call `.client_ip(ClientIpSource::Header(…))`"
    )]
    ProxiedAddress,
    /// The database lacks what a migration creates.
    #[error(
        "the database lacks tables, columns or indexes ({0} statements): `cargo auth migrate plan` shows them, and `cargo \
         auth migrate apply` or a call of `migrate()` at the start creates them"
    )]
    Pending(usize),
    /// A problem of the database.
    #[error("{0}")]
    Setup(SetupProblem),
    /// The database cannot be asked.
    #[error("the database could not be examined: {0}")]
    Database(String),
}

impl Finding {
    pub(super) fn level(&self) -> Level {
        match self {
            Self::UntrustedHost(_) | Self::Setup(_) | Self::Database(_) => Level::Error,
            _ => Level::Warning,
        }
    }

    /// Returns the code: the heading in the guide, on its page about errors.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::InsecureOrigin => "insecure_origin",
            Self::UntrustedHost(_) => "untrusted_host",
            Self::MissingAddress => "missing_address",
            Self::UnreadableAddress => "unreadable_address",
            Self::ProxiedAddress => "proxied_address",
            Self::Pending(_) => "pending_migration",
            Self::Setup(problem) => problem.code(),
            Self::Database(_) => "database_failed",
        }
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let level = if self.level() == Level::Error { "error" } else { "warning" };
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("level", level)?;
        map.serialize_entry("code", self.code())?;
        map.serialize_entry("message", &self.to_string())?;
        map.end()
    }
}

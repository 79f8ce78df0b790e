//! The carrier of the session: the cookie of a browser, or the header `Authorization: Bearer` of a program. It holds the
//! same text.

use http::{HeaderName, HeaderValue};

use super::request::Bearer;
use crate::contract::Secret;

/// The header of a response to a bearer, with the text of the session from now on. It is empty if the session has ended.
pub(crate) const SESSION_HEADER: HeaderName = HeaderName::from_static("x-auth-session");

/// The carrier of the session of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carrier<'r> {
    /// The session cookies.
    Cookie,
    /// The header. `None` if it holds nothing that can be a session.
    Bearer(Option<Bearer<'r>>),
}

/// The change that the flow makes to the text of the session.
pub(crate) enum SessionText {
    /// It stays as it is.
    Unchanged,
    /// This is the text from now on.
    Issued(Secret),
    /// The session has ended.
    Ended,
}

impl SessionText {
    /// Returns the new text.
    pub(crate) fn issued(&self) -> Option<&Secret> {
        match self {
            Self::Issued(text) => Some(text),
            Self::Unchanged | Self::Ended => None,
        }
    }

    /// Returns the value of [`SESSION_HEADER`], if the text has changed and can be a header.
    pub(crate) fn header(&self) -> Option<HeaderValue> {
        let text = match self {
            Self::Issued(text) => text.expose(),
            Self::Ended => "",
            Self::Unchanged => return None,
        };
        let mut value = HeaderValue::from_str(text).ok()?;
        value.set_sensitive(true);
        Some(value)
    }
}

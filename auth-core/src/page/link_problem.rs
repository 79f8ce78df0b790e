//! The reasons why no link was mailed, which all pages that mail one have in common.

use http::StatusCode;

use super::words::{AddressWords, Text};

/// The reason why no link was mailed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkProblem {
    /// The input is not an e-mail address.
    NotAnAddress,
    /// The mail server refused the address.
    Refused,
    /// The mail server cannot take mails now.
    Unavailable,
}

#[cfg_attr(not(feature = "email"), allow(dead_code, reason = "only mails have it"))]
impl LinkProblem {
    /// All problems.
    #[cfg(test)]
    pub(super) const ALL: [Self; 3] = [Self::NotAnAddress, Self::Refused, Self::Unavailable];

    /// Returns the message.
    pub(super) fn message(self, words: &AddressWords) -> Text {
        match self {
            Self::NotAnAddress => words.not_an_address,
            Self::Refused => words.refused,
            Self::Unavailable => words.unavailable,
        }
    }

    /// Returns the status of the page with the problem.
    pub(super) fn status(self) -> StatusCode {
        match self {
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::NotAnAddress | Self::Refused => StatusCode::BAD_REQUEST,
        }
    }

    /// Returns the code that scripts receive.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::NotAnAddress => "InvalidEmailAddress",
            Self::Refused => "EmailSignin",
            Self::Unavailable => "EmailUnavailable",
        }
    }
}

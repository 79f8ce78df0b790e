//! The responses to callers without the permissions that a route requires.

use std::{error::Error, fmt};

use http::{
    HeaderValue, StatusCode,
    header::{VARY, WWW_AUTHENTICATE},
};

use super::{
    grants::Denial,
    rejection::{self, Refusal, Reply, SessionRejection},
};
use crate::contract::{permission::Needs, readable};

/// The rejection of a request for a handler that takes [`Can`](super::Can).
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum CanRejection<R = SessionRejection> {
    /// There is no such caller.
    #[error(transparent)]
    Access(R),
    /// The caller does not have the permissions, or the function under `#[auth::grants]` failed.
    #[error("the caller does not have the permissions")]
    Denied(Denied),
}

/// The response to a caller without the permissions that a route requires.
#[derive(Debug)]
pub struct Denied {
    denial: Denial,
    enough: Vec<&'static str>,
}

impl Denied {
    pub(crate) fn of<N: Needs>(denial: Denial) -> Self {
        Self { denial, enough: N::enough() }
    }

    /// Returns the names of permissions that are enough.
    pub fn enough(&self) -> &[&'static str] {
        &self.enough
    }
}

impl<R> From<Denied> for CanRejection<R> {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

impl<R: Error + 'static> fmt::Debug for CanRejection<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        readable::write(self, f)
    }
}

impl<R: From<SessionRejection>> From<SessionRejection> for CanRejection<R> {
    fn from(rejection: SessionRejection) -> Self {
        Self::Access(rejection.into())
    }
}

impl<R: Refusal> Refusal for CanRejection<R> {
    fn reply(&self) -> Reply {
        match self {
            Self::Access(rejection) => rejection.reply(),
            Self::Denied(denied) => denied.reply(),
        }
    }
}

impl Refusal for Denied {
    fn reply(&self) -> Reply {
        let denied = || rejection::json(StatusCode::FORBIDDEN, "AccessDenied");
        match &self.denial {
            Denial::Page(page) => Reply::clone(page),
            Denial::Json => denied(),
            Denial::InsufficientScope => {
                let scope = self.enough.join(" ");
                let mut response = denied();
                // The names of permissions are of ASCII, unless an enum implements the trait by hand.
                if let Some(challenge) = rejection::challenge("insufficient_scope", &[("scope", &scope)]) {
                    response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
                }
                response.headers_mut().insert(VARY, HeaderValue::from_static("authorization"));
                response
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use http::header::CONTENT_TYPE;

    use super::*;

    #[test]
    fn callers_with_a_header_are_told_which_permissions_are_enough() {
        let denied = |denial| Denied { denial, enough: vec!["close_account", "read"] }.reply();
        let response = denied(Denial::InsufficientScope);
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
        assert_eq!(
            response.headers()[WWW_AUTHENTICATE],
            "Bearer error=\"insufficient_scope\", scope=\"close_account read\""
        );
        assert_eq!(response.headers()[CONTENT_TYPE], "application/json");
        let response = denied(Denial::Json);
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
        assert!(!response.headers().contains_key(WWW_AUTHENTICATE));
    }

    #[test]
    fn a_name_that_no_header_can_have_is_left_out() {
        let denied = Denied { denial: Denial::InsufficientScope, enough: vec!["übersicht"] };
        // Bytes beyond ASCII are legal in a header; control characters are not.
        assert_eq!(denied.reply().status(), StatusCode::FORBIDDEN);
        let denied = Denied { denial: Denial::InsufficientScope, enough: vec!["a\r\nset-cookie: b"] };
        let response = denied.reply();
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
        assert!(!response.headers().contains_key(WWW_AUTHENTICATE));
    }
}

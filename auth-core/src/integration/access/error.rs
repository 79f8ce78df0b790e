//! `AuthError` as the response of a handler.

use http::{StatusCode, header::RETRY_AFTER};

use super::rejection::{Refusal, Reply, json, unavailable};
use crate::flow::error::AuthError;

/// Responds with `{"error": code}` and the matching status, and logs the cause. A handler that updates a session or
/// signs a user in can therefore use `?`.
impl Refusal for AuthError {
    fn reply(&self) -> Reply {
        self.log();
        if self.is_unavailable() {
            return unavailable(self.code());
        }
        let mut answer = json(self.status(), self.code());
        if let Self::TooManyRequests { retry_after } = self {
            answer.headers_mut().insert(RETRY_AFTER, retry_after.as_secs().max(1).into());
        }
        answer
    }
}

impl AuthError {
    /// Returns the status of the response of a handler.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            _ if self.is_unavailable() => StatusCode::SERVICE_UNAVAILABLE,
            Self::InvalidPayload(_) => StatusCode::BAD_REQUEST,
            Self::CredentialsSignin(_) => StatusCode::UNAUTHORIZED,
            Self::AccessDenied | Self::GuardFailed(_) | Self::MissingCsrf => StatusCode::FORBIDDEN,
            Self::TooManyRequests { .. } => StatusCode::TOO_MANY_REQUESTS,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapter::AdapterError;
    use crate::contract::{CredentialsSignin, callback::jwt::InvalidPayload};

    #[test]
    fn each_kind_has_its_status() {
        let statuses = [
            AuthError::from(InvalidPayload),
            CredentialsSignin::default().into(),
            AuthError::AccessDenied,
            AuthError::TooManyRequests { retry_after: std::time::Duration::ZERO },
            AuthError::callback("jwt", "hush".into()),
        ]
        .map(|error| error.reply().status().as_u16());
        assert_eq!(statuses, [400, 401, 403, 429, 500]);
    }

    #[test]
    fn a_database_that_is_unavailable_may_be_asked_again() {
        let unavailable = AuthError::from(AdapterError::Unavailable("down".into())).reply();
        assert_eq!(
            (unavailable.status().as_u16(), &unavailable.headers()[RETRY_AFTER]),
            (503, &"1".parse().unwrap())
        );
        let rejected = AuthError::from(AdapterError::Rejected("42P01".into())).reply();
        assert_eq!((rejected.status().as_u16(), rejected.headers().get(RETRY_AFTER)), (500, None));
    }
}

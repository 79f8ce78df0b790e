//! The reasons why a handler does not run, and the errors of `Auth`, as responses of axum.

use axum::{
    body::Body,
    response::{IntoResponse, IntoResponseParts, Response, ResponseParts},
};

use crate::{
    app::server_side::SetCookies,
    flow::error::AuthError,
    integration::access::{
        CallerRejection, CanRejection, Denied, GuardRejection, ProvenRejection, Refusal, SessionRejection,
        StepUp,
    },
};

/// Implements `IntoResponse` by the response that the reason has in every framework.
macro_rules! responses {
    ($($(#[$doc:meta])* $Refusal:ty;)*) => {$(
        $(#[$doc])*
        impl IntoResponse for $Refusal {
            fn into_response(self) -> Response {
                self.reply().map(Body::from)
            }
        }
    )*};
}

responses! {
    /// Responds with `{"error": code}` and the matching status, and logs the cause. A handler that updates a session or
    /// signs a user in can therefore use `?`.
    AuthError;
    CallerRejection;
    Denied;
    GuardRejection;
    SessionRejection;
    StepUp;
}

impl<R: IntoResponse> IntoResponse for CanRejection<R> {
    fn into_response(self) -> Response {
        match self {
            Self::Access(rejection) => rejection.into_response(),
            Self::Denied(denied) => denied.into_response(),
        }
    }
}

impl<R: IntoResponse> IntoResponse for ProvenRejection<R> {
    fn into_response(self) -> Response {
        match self {
            Self::Access(rejection) => rejection.into_response(),
            Self::StepUp(step_up) => step_up.into_response(),
        }
    }
}

/// Sets the cookies in a response: return `(cookies, response)` from a handler.
impl IntoResponseParts for SetCookies {
    type Error = std::convert::Infallible;

    fn into_response_parts(self, mut response: ResponseParts) -> Result<ResponseParts, Self::Error> {
        self.append_to(response.headers_mut());
        Ok(response)
    }
}

//! The reasons why a handler does not run, the errors of `Auth`, and its cookies, as responses of actix-web.

use std::error::Error;

use actix_web::{HttpRequest, HttpResponse, Responder, ResponseError, http::StatusCode};

use super::convert;
use crate::{
    app::server_side::SetCookies,
    flow::error::AuthError,
    integration::access::{
        CallerRejection, CanRejection, GuardRejection, ProvenRejection, Refusal, SessionRejection,
    },
};

/// Implements `ResponseError` by the response that the reason has in every framework.
macro_rules! responses {
    ($([$($Generic:ident)?] $Refusal:ty;)*) => {$(
        impl$(<$Generic: Refusal + Error + 'static>)? ResponseError for $Refusal {
            fn status_code(&self) -> StatusCode {
                status(self.reply().status())
            }

            fn error_response(&self) -> HttpResponse {
                convert::response(self.reply())
            }
        }
    )*};
}

responses! {
    [] CallerRejection;
    [] GuardRejection;
    [] SessionRejection;
    [R] CanRejection<R>;
    [R] ProvenRejection<R>;
}

/// Responds with `{"error": code}` and the matching status, and logs the cause. A handler that updates a session or signs a
/// user in can therefore use `?`.
impl ResponseError for AuthError {
    fn status_code(&self) -> StatusCode {
        status(self.status())
    }

    fn error_response(&self) -> HttpResponse {
        convert::response(self.reply())
    }
}

fn status(status: http::StatusCode) -> StatusCode {
    StatusCode::from_u16(status.as_u16()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

impl SetCookies {
    /// Adds the cookies to a response of actix-web.
    #[cfg(feature = "actix")]
    pub fn with<R: Responder>(self, response: R) -> WithCookies<R> {
        WithCookies { cookies: self, response }
    }
}

/// A response of actix-web that sets cookies. Returned by [`SetCookies::with`].
#[derive(Debug)]
pub struct WithCookies<R> {
    cookies: SetCookies,
    response: R,
}

impl<R: Responder> Responder for WithCookies<R> {
    type Body = R::Body;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse<R::Body> {
        let mut response = self.response.respond_to(request);
        convert::change_headers(response.headers_mut(), |headers| self.cookies.append_to(headers));
        response
    }
}

//! The built-in HTML pages.
//!
//! Titles, headings, paragraphs, links and forms are as Auth.js has them; looks are our own. The pages need
//! no script but for passkeys, load nothing from other sites unless the configuration names an image there, and are sent with
//! a Content-Security-Policy that allows nothing else.

#[cfg(feature = "email")]
mod confirm;
mod error;
mod error_code;
mod field;
#[cfg_attr(not(feature = "axum"), allow(dead_code, reason = "serves the integration of a framework"))]
mod forbidden;
mod frame;
mod icon;
mod layout;
#[cfg(feature = "passkey")]
pub(crate) mod passkey_script;
mod policy;
mod provider;
mod sign_in;
mod sign_out;
mod style;
#[cfg(test)]
mod testing;
mod verify_request;

use http::{HeaderValue, StatusCode};

#[cfg(feature = "email")]
pub(crate) use self::confirm::{ConfirmPage, confirm};
pub use self::error_code::{ErrorPageParam, SignInPageErrorParam};
pub(crate) use self::{
    error::{ErrorPage, error},
    field::FieldSpec,
    forbidden::forbidden,
    frame::Frame,
    provider::ProviderEntry,
    sign_in::{SignInPage, sign_in},
    sign_out::{SignOutPage, sign_out},
    style::PageStyle,
    verify_request::verify_request,
};

#[cfg(any(test, feature = "passkey"))]
pub(crate) use self::provider::Ceremonies;

/// A page, ready to be sent as `text/html`.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    /// The value of the `Content-Security-Policy` header this page is made for.
    pub(crate) content_security_policy: HeaderValue,
    pub(crate) html: String,
}

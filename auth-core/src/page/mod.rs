//! The built-in HTML pages.
//!
//! Titles, headings, paragraphs, links and forms are the same as in Auth.js; the looks are different. The
//! pages need no script except the one for passkeys. They load nothing from other sites, unless the
//! configuration names an image there, and are sent with a Content-Security-Policy that allows nothing else.

#[cfg(feature = "totp")]
mod code;
#[cfg(feature = "email")]
mod confirm;
mod error;
mod error_code;
mod field;
#[cfg_attr(not(feature = "axum"), allow(dead_code, reason = "only the integration of a framework uses it"))]
mod forbidden;
mod frame;
mod icon;
mod layout;
#[cfg(feature = "passkey")]
pub(crate) mod passkey_script;
mod policy;
mod provider;
#[cfg(feature = "totp")]
pub(crate) mod qr_code;
#[cfg(feature = "totp")]
mod second_factor;
mod sign_in;
mod sign_out;
mod step_up;
mod style;
#[cfg(test)]
mod testing;
#[cfg(feature = "totp")]
mod totp;
mod verify_request;
mod words;

use http::{HeaderValue, StatusCode};

#[cfg(feature = "email")]
pub(crate) use self::confirm::{ConfirmPage, confirm};
#[cfg(any(test, feature = "passkey"))]
pub(crate) use self::provider::Ceremonies;
#[cfg(feature = "totp")]
pub(crate) use self::second_factor::{
    FirstCodesPage, FirstEnrolmentPage, PasskeyForm, SecondFactorPage, first_codes, first_enrolment,
    second_factor,
};
#[cfg(feature = "totp")]
pub(crate) use self::totp::{
    EnrolPage, RecoveryCodesPage, TotpForm, TotpPage, TotpProblem, enrol_totp, recovery_codes, totp,
    totp_removed,
};
pub(crate) use self::words::Wording;
pub(crate) use self::{
    error::{ErrorPage, error},
    field::FieldSpec,
    forbidden::forbidden,
    frame::Frame,
    provider::ProviderEntry,
    sign_in::{SignInPage, sign_in},
    sign_out::{SignOutPage, sign_out},
    step_up::{StepUpPage, step_up, step_up_required},
    style::PageStyle,
    verify_request::verify_request,
};
pub use self::{
    error_code::{ErrorPageParam, SignInPageErrorParam},
    words::{
        CommonWords, Count, EmailWords, ErrorWords, Languages, PasskeyWords, SecondFactorWords, Sentence,
        SignInWords, SignOutWords, StepUpWords, Text, TotpWords, Value, WithCount, WithTwoValues, WithValue,
        Words,
    },
};

/// A page, ready to be sent as `text/html`.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    /// The value of the `Content-Security-Policy` header with which the page must be sent.
    pub(crate) content_security_policy: HeaderValue,
    pub(crate) html: String,
    /// `true` if another request can get the page in another language.
    pub(crate) varies_by_language: bool,
}

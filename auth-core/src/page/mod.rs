//! The built-in HTML pages.
//!
//! Titles, headings, paragraphs, links and forms are the same as in Auth.js; the looks are different. The
//! pages need no script except the one for passkeys. They load nothing from other sites, unless the
//! configuration names an image there, and are sent with a Content-Security-Policy that allows nothing else.

mod account;
#[cfg(feature = "email")]
mod address;
#[cfg(feature = "totp")]
mod code;
#[cfg(feature = "email")]
mod confirm;
#[cfg(any(feature = "email", feature = "sms"))]
mod enter_code;
mod error;
mod error_code;
mod field;
#[cfg_attr(
    not(feature = "extractors"),
    allow(dead_code, reason = "only the integration of a framework uses it")
)]
mod forbidden;
mod frame;
mod icon;
mod layout;
#[cfg(any(feature = "email", feature = "password"))]
mod link_problem;
#[cfg(any(feature = "email", feature = "password"))]
mod own_form;
#[cfg(feature = "passkey")]
pub(crate) mod passkey_script;
#[cfg(feature = "password")]
#[cfg_attr(not(feature = "email"), allow(dead_code, reason = "a forgotten password needs mails"))]
mod password;
mod policy;
mod provider;
#[cfg(feature = "totp")]
pub(crate) mod qr_code;
#[cfg(feature = "totp")]
mod second_factor;
mod sign_in;
mod sign_out;
#[cfg(feature = "email")]
mod sign_up;
mod step_up;
mod style;
#[cfg(test)]
mod testing;
#[cfg(feature = "totp")]
mod totp;
mod verify_request;
mod ways;
mod words;

use http::{HeaderValue, StatusCode};

#[cfg(feature = "email")]
pub(crate) use self::address::{
    AddressProblem, AddressTask, address_confirmed, broken_link, change_address, confirm_address, link_sent,
    nothing_to_verify, sign_in_for_link, verify_address,
};
#[cfg(feature = "email")]
pub(crate) use self::confirm::{ConfirmPage, confirm};
#[cfg(any(feature = "email", feature = "sms"))]
pub(crate) use self::enter_code::{EnterCodePage, SentTo, enter_code};
#[cfg(feature = "email")]
pub(crate) use self::link_problem::LinkProblem;
#[cfg(any(feature = "email", feature = "password"))]
pub(crate) use self::own_form::OwnForm;
#[cfg(feature = "password")]
pub(crate) use self::password::{PasswordProblem, change_password, password_saved};
#[cfg(all(feature = "email", feature = "password"))]
pub(crate) use self::password::{broken_reset_link, forgot_password, reset_mail_sent, reset_password};
#[cfg(any(test, feature = "passkey"))]
pub(crate) use self::provider::Ceremonies;
#[cfg(feature = "totp")]
pub(crate) use self::second_factor::{
    FirstCodesPage, FirstEnrolmentPage, PasskeyForm, SecondFactorPage, first_codes, first_enrolment,
    second_factor,
};
#[cfg(feature = "email")]
pub(crate) use self::sign_up::{
    FinishSignUpPage, SignUpField, SignUpProblem, broken_sign_up_link, finish_sign_up, sign_up,
    sign_up_mail_sent,
};
#[cfg(feature = "totp")]
pub(crate) use self::totp::{
    EnrolPage, RecoveryCodesPage, TotpForm, TotpPage, TotpProblem, enrol_totp, recovery_codes, totp,
    totp_removed,
};
pub(crate) use self::words::Wording;
pub(crate) use self::{
    account::{
        AccountNotice, AccountPage, AccountProvider, AccountRow, DELETE, KeyRow, PasskeyAddition, PasskeyRow,
        SessionRow, account, account_deleted,
    },
    error::{ErrorPage, error},
    field::FieldSpec,
    forbidden::forbidden,
    frame::Frame,
    provider::{ProviderEntry, Typed},
    sign_in::{SignInPage, sign_in},
    sign_out::{SignOutPage, sign_out},
    step_up::{StepUpPage, step_up, step_up_required},
    style::PageStyle,
    verify_request::verify_request,
};
pub use self::{
    error_code::{ErrorPageParam, SignInPageErrorParam},
    words::{
        AccountMailWords, AccountNoticeWords, AccountWaysWords, AccountWords, AddressWords, CommonWords,
        Count, EmailWords, ErrorWords, Languages, PasskeyWords, PasswordWords, SecondFactorWords, Sentence,
        SignInWords, SignOutWords, SignUpWords, SmsWords, StepUpWords, Text, TotpWords, Value, WithCount,
        WithTwoValues, WithValue, Words,
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
    /// `true` if no other page may learn the URL of this one, not even one of this site: it has a token.
    pub(crate) no_referrer: bool,
}

impl Page {
    /// Keeps the URL of the page from all other pages.
    #[cfg(any(feature = "email", feature = "password"))]
    fn without_referrer(self) -> Self {
        Self { no_referrer: true, ..self }
    }
}

//! The error of an action, and the code that the browser receives for it.

mod help;
mod log;

pub(crate) use self::log::causes;
use crate::contract::{BoxError, CredentialsSignin};
#[cfg(feature = "email")]
use crate::provider::email::MailError;

/// The error of a sign-in or another action. Where a variant corresponds to an error of Auth.js, its name is given in
/// parentheses.
///
/// The content is for the log. The browser receives only [`code`](Self::code), which is `Configuration` for all errors
/// that do not concern it.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum AuthError {
    /// A sign-in guard refused (`AccessDenied`).
    #[error("the sign-in was refused")]
    AccessDenied,
    /// A sign-in guard failed, which counts as a refusal.
    #[error("the sign-in guard failed")]
    GuardFailed(#[source] BoxError),
    /// The form was wrong, or `authorize` refused it with a code (`CredentialsSignin`).
    #[error(transparent)]
    CredentialsSignin(#[from] CredentialsSignin),
    /// The CSRF token of the request is missing, or is not that of its cookie (`MissingCSRF`).
    #[error("the CSRF token is missing or wrong")]
    MissingCsrf,
    /// Too many sign-in attempts from one client address, or on one account.
    #[error("too many sign-in attempts from one client address, or on one account")]
    TooManyRequests {
        /// The time after which the next attempt is possible.
        retry_after: std::time::Duration,
    },
    /// A password was not hashed, checked or stored.
    #[cfg(feature = "password")]
    #[error(transparent)]
    Password(#[from] crate::check::password::PasswordError),
    /// The code of the second factor is wrong, or was used before.
    #[cfg(feature = "totp")]
    #[error("the code of the second factor is wrong, or was used before")]
    WrongCode,
    /// There is no pending sign-in in this browser session: it has taken too long, was finished, or began elsewhere.
    #[cfg(feature = "totp")]
    #[error(
        "there is no pending sign-in in this browser session: it has taken too long, was finished, or began elsewhere"
    )]
    NoPendingSignIn,
    /// The second factor of the user has changed in the meantime, or the user has one already.
    #[cfg(feature = "totp")]
    #[error("the second factor of the user has changed in the meantime, or the user has one already")]
    SecondFactorChanged,
    /// The enrolment of an authenticator application was not begun in this session, or more than ten minutes ago.
    #[cfg(feature = "totp")]
    #[error("the enrolment was not begun in this session, or more than ten minutes ago")]
    EnrolmentExpired,
    /// The user needs a second factor, and can have none.
    #[cfg(feature = "totp")]
    #[error(
        "the user needs a second factor and can have none: users enrol an authenticator application with `.totp(…)`, and \
         only if they are users of the database (`KnownUser::stored`)"
    )]
    NoSecondFactor,
    /// The sealed secret of a user's authenticator application cannot be read.
    #[cfg(feature = "totp")]
    #[error("the second factor of a user cannot be checked")]
    UnreadableSecondFactor(#[source] BoxError),
    /// The request has no session, and the operation is for the signed-in user (`SessionRequired`).
    #[error("no user is signed in")]
    SessionRequired,
    /// The user has to sign in again or prove something first, because both are too long ago. The step-up page leads back:
    /// `{base path}/step-up?max_age=600&callbackUrl=…`.
    #[error("the user has signed in too long ago, and has to prove something again")]
    StepUpRequired,
    /// The action does not exist for this method (`UnknownAction`).
    #[error("the action does not exist for this method")]
    UnknownAction,
    /// The application has no provider with this ID.
    #[error("there is no provider with this ID")]
    UnknownProvider,
    /// The action does not apply to providers of this kind (`InvalidProvider`).
    #[error("the action does not apply to providers of this kind")]
    InvalidProvider,
    /// The host of the request is not trusted (`UntrustedHost`).
    #[error("the host is not trusted: {0}")]
    UntrustedHost(#[from] crate::config::UntrustedHost),
    /// The callback URL is not an http(s) URL, or is too long (`InvalidCallbackUrl`).
    #[error("the callback URL is not an http(s) URL, or is longer than 2048 bytes")]
    InvalidCallbackUrl,
    /// A callback of the application failed, or returned a value that cannot be used.
    #[error("the `{callback}` callback failed")]
    Callback {
        /// The kind of the callback, for example `authorize`, `jwt` or `session`.
        callback: &'static str,
        /// The cause.
        #[source]
        cause: BoxError,
    },
    /// The user who steps up is not the one who is signed in. The session stays as it was.
    #[error("the user who steps up is not the signed-in user")]
    OtherUser,
    /// A stored user has a value in a column that does not fit the type of the application's field.
    #[error(transparent)]
    Columns(#[from] crate::contract::ColumnError),
    /// The database failed (`AdapterError`).
    #[error("the database failed")]
    Adapter(#[from] crate::adapter::AdapterError),
    /// The operation needs a database, and the application has none (`MissingAdapter`).
    #[error("this needs a database: call `.adapter(…)` on the builder")]
    MissingAdapter,
    /// The session tokens of this application cannot be revoked.
    #[error(
        "session tokens of this application cannot be revoked: call `.revocable_tokens(…)` on the builder, or keep \
         sessions in the database"
    )]
    NotRevocable,
    /// A sign-out could not be stored, or a session that a callback has revoked (`SignOutError`). This browser is signed
    /// out, but others who hold the cookie may not be.
    #[error("the end of a session could not be stored, so others who hold its cookie may still be signed in")]
    SignOutNotStored(#[source] crate::adapter::AdapterError),
    /// The application has named a stored user whom the database does not have, or a user without an e-mail address adds
    /// a passkey.
    #[error(
        "the database has no user with the ID that the application has returned, or the user has no e-mail address, \
         by which passkeys are shown"
    )]
    UnknownUser,
    /// The application has authenticated a user whose ID is blank.
    #[error("the `id` of the user that the application has authenticated is blank")]
    BlankUserId,
    /// The payload of a session update does not fit the type that the update callback takes.
    #[error(transparent)]
    InvalidPayload(#[from] crate::contract::callback::jwt::InvalidPayload),
    /// A value that a sign-in sent with the browser did not come back unchanged: state, PKCE verifier, nonce, or the
    /// challenge of a passkey (`InvalidCheck`).
    #[cfg(any(feature = "oauth", feature = "passkey"))]
    #[error("the check `{check}` failed: {cause}")]
    InvalidCheck {
        /// The name of the check: `state`, `pkce`, `nonce` or `challenge`.
        check: &'static str,
        /// The cause.
        cause: crate::check::sealed::CheckError,
    },
    /// The provider reports that the sign-in failed, for example because the user refused (`OAuthCallbackError`).
    #[cfg(feature = "oauth")]
    #[error("the provider responded with the error {error:?} ({description:?})")]
    OAuthCallback {
        /// The error code, such as `access_denied`. It comes from the browser, so it may be forged.
        error: String,
        /// The description of the error. It comes from the browser, too.
        description: Option<String>,
    },
    /// The account is not linked to the user who would be signed in: it belongs to another user than the signed-in one,
    /// or its e-mail address belongs to a user who has not linked it (`OAuthAccountNotLinked`). Also returned for a user of
    /// the application whose e-mail address a stored user has, and which the application has not verified.
    #[error(
        "this account is not linked to the signed-in user, or its e-mail address belongs to another user"
    )]
    NotLinked,
    /// The passkey, or the e-mail address for which it was registered, belongs to another user (`AccountNotLinked`).
    #[cfg(feature = "passkey")]
    #[error("the passkey or its e-mail address belongs to another user")]
    PasskeyNotLinked,
    /// The posted data is not the response of a passkey, or the passkey is not registered here.
    #[cfg(feature = "passkey")]
    #[error("the data is not the response of a registered passkey: {0}")]
    InvalidResponse(#[from] crate::provider::webauthn::InvalidResponse),
    /// The verification of an authenticator's response failed (`WebAuthnVerificationError`).
    #[cfg(feature = "passkey")]
    #[error("the passkey was refused: {0}")]
    WebAuthnVerification(#[from] crate::provider::webauthn::WebAuthnError),
    /// The profile from the provider could not be turned into a user (`OAuthProfileParseError`).
    #[cfg(feature = "oauth")]
    #[error("the profile from the provider could not be turned into a user")]
    OAuthProfileParse(#[source] BoxError),
    /// A request to the provider failed, or its response is not valid.
    #[cfg(feature = "oauth")]
    #[error("the sign-in through the provider `{provider}` failed")]
    Provider {
        /// The provider's ID.
        provider: String,
        /// The cause.
        #[source]
        cause: BoxError,
    },
    /// The request of a provider to end the sessions of a user is not valid.
    #[cfg(feature = "oauth")]
    #[error("a logout by the provider `{provider}` was refused")]
    BackChannelLogout {
        /// The provider's ID.
        provider: String,
        /// The cause.
        #[source]
        cause: BoxError,
    },
    /// The input is not a single e-mail address.
    #[cfg(feature = "email")]
    #[error(transparent)]
    EmailAddress(#[from] crate::contract::InvalidEmailAddress),
    /// The mail with the magic link was not sent (`EmailSignin`, `EmailUnavailable`, or `Configuration`, by its kind).
    #[cfg(feature = "email")]
    #[error(transparent)]
    Mail(#[from] crate::provider::email::MailError),
    /// The magic link has no token.
    #[cfg(feature = "email")]
    #[error("the magic link has no token")]
    IncompleteLink,
    /// The magic link was used, has expired, or was not issued by this application (`Verification`).
    #[cfg(feature = "email")]
    #[error("the magic link does not work: it was used, has expired, or was not issued here")]
    Verification,
    /// The signed-in user has the address already, and it is proven; or the user has none that could be proven.
    #[cfg(feature = "email")]
    #[error(
        "the user has this e-mail address already, and it is proven; or the user has none that could be proven"
    )]
    AddressUnchanged,
    /// The code of a mail or a message is wrong, has expired, was used, or belongs to another browser.
    #[cfg(any(feature = "email", feature = "sms"))]
    #[error("the code of a mail or a message is wrong, has expired, was used, or belongs to another browser")]
    WrongSentCode,
    /// The input is not a phone number in international form, or not one to which messages are sent.
    #[cfg(feature = "sms")]
    #[error(transparent)]
    PhoneNumber(#[from] crate::contract::InvalidPhoneNumber),
    /// The message with the code was not sent.
    #[cfg(feature = "sms")]
    #[error(transparent)]
    CodeNotSent(#[from] crate::provider::sms::ChannelError),
    /// The user has as many API keys as a user may have.
    #[error("the user has 100 API keys, and may have no more: revoke one with `auth.revoke_key(…)`")]
    TooManyKeys,
    /// API keys of this kind are not turned on.
    #[error(
        "API keys of this kind are not turned on: call `.api_keys::<…>()` on the builder, with the struct under \
         `#[auth::api_key]`"
    )]
    UnknownKeyKind,
    /// The name or the picture of a user is not valid.
    #[error(transparent)]
    InvalidProfile(#[from] crate::contract::InvalidProfile),
    /// A token, a cookie or a response could not be written.
    #[error("a token, cookie or response could not be written")]
    Unwritable(#[source] BoxError),
}

crate::contract::readable::debug_by_message!(AuthError);

impl AuthError {
    /// Wraps the error of one of the application's callbacks.
    pub(crate) fn callback(callback: &'static str, cause: BoxError) -> Self {
        Self::Callback { callback, cause }
    }

    /// Wraps the error of a request to a provider.
    #[cfg(feature = "oauth")]
    pub(crate) fn provider(
        provider: &crate::provider::oauth::OAuth,
        cause: crate::provider::oauth::OAuthError,
    ) -> Self {
        Self::Provider { provider: provider.id.to_string(), cause: cause.into() }
    }

    /// Returns the code that the browser receives: the value of `error` in the query of the page to which it is sent.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AccessDenied | Self::GuardFailed(_) => "AccessDenied",
            Self::CredentialsSignin(_) => "CredentialsSignin",
            Self::MissingCsrf => "MissingCSRF",
            Self::InvalidPayload(_) => "InvalidPayload",
            Self::InvalidProfile(_) => "InvalidProfile",
            Self::SessionRequired => "SessionRequired",
            Self::StepUpRequired => "StepUpRequired",
            Self::TooManyRequests { .. } => "TooManyRequests",
            #[cfg(feature = "password")]
            Self::Password(error) => error.code(),
            #[cfg(feature = "totp")]
            Self::WrongCode => "WrongCode",
            #[cfg(feature = "totp")]
            Self::NoPendingSignIn => "SessionRequired",
            #[cfg(feature = "totp")]
            Self::NoSecondFactor => "AccessDenied",
            #[cfg(feature = "oauth")]
            Self::OAuthCallback { .. } | Self::OAuthProfileParse(_) => "OAuthCallbackError",
            Self::NotLinked => "OAuthAccountNotLinked",
            Self::OtherUser => "OtherUser",
            #[cfg(feature = "email")]
            Self::AddressUnchanged => "AddressUnchanged",
            Self::SignOutNotStored(_) => "SignOutError",
            #[cfg(feature = "email")]
            Self::Verification => "Verification",
            #[cfg(any(feature = "email", feature = "sms"))]
            Self::WrongSentCode => "WrongCode",
            #[cfg(feature = "sms")]
            Self::PhoneNumber(_) => "InvalidPhoneNumber",
            #[cfg(feature = "sms")]
            Self::CodeNotSent(_) => "CodeNotSent",
            #[cfg(feature = "email")]
            Self::Mail(MailError::Refused(_)) => "EmailSignin",
            #[cfg(feature = "email")]
            Self::Mail(MailError::Unavailable(_) | MailError::TimedOut) => "EmailUnavailable",
            #[cfg(feature = "passkey")]
            Self::PasskeyNotLinked => "AccountNotLinked",
            #[cfg(feature = "passkey")]
            Self::WebAuthnVerification(_) => "WebAuthnVerificationError",
            _ => "Configuration",
        }
    }

    /// Returns `true` if the browser is sent to the sign-in page, and `false` if to the error page.
    pub(crate) fn leads_to_sign_in(&self) -> bool {
        match self {
            Self::CredentialsSignin(_) | Self::MissingCsrf | Self::NotLinked | Self::SessionRequired => true,
            #[cfg(feature = "totp")]
            Self::NoPendingSignIn => true,
            #[cfg(feature = "oauth")]
            Self::OAuthCallback { .. } | Self::OAuthProfileParse(_) => true,
            #[cfg(feature = "passkey")]
            Self::PasskeyNotLinked => true,
            #[cfg(feature = "email")]
            Self::Mail(error) => !matches!(error, MailError::Failed(_)),
            #[cfg(feature = "sms")]
            Self::PhoneNumber(_) | Self::CodeNotSent(_) => true,
            _ => false,
        }
    }

    /// Returns `true` if a user was refused, and `false` if an operation failed.
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::AccessDenied
            | Self::CredentialsSignin(_)
            | Self::InvalidCallbackUrl
            | Self::InvalidProfile(_)
            | Self::MissingCsrf
            | Self::NotLinked
            | Self::OtherUser
            | Self::SessionRequired
            | Self::StepUpRequired
            | Self::TooManyKeys
            | Self::TooManyRequests { .. } => true,
            #[cfg(feature = "password")]
            Self::Password(error) => error.code() == "PasswordRefused",
            #[cfg(feature = "totp")]
            Self::EnrolmentExpired | Self::NoPendingSignIn | Self::SecondFactorChanged | Self::WrongCode => {
                true
            }
            #[cfg(feature = "oauth")]
            Self::OAuthCallback { .. } => true,
            #[cfg(feature = "email")]
            Self::EmailAddress(_)
            | Self::AddressUnchanged
            | Self::IncompleteLink
            | Self::Mail(MailError::Refused(_))
            | Self::Verification => true,
            #[cfg(any(feature = "email", feature = "sms"))]
            Self::WrongSentCode => true,
            #[cfg(feature = "sms")]
            Self::PhoneNumber(_) | Self::CodeNotSent(crate::provider::sms::ChannelError::Refused(_)) => true,
            #[cfg(feature = "passkey")]
            Self::PasskeyNotLinked | Self::InvalidResponse(_) | Self::WebAuthnVerification(_) => true,
            _ => false,
        }
    }

    /// Returns `true` if the database is unavailable, a sign-out could not be stored, or too many passwords are being hashed,
    /// so that the same request may succeed later.
    pub fn is_unavailable(&self) -> bool {
        use crate::adapter::AdapterError::Unavailable;
        matches!(self, Self::Adapter(Unavailable(_)) | Self::SignOutNotStored(_)) || self.is_busy()
    }

    /// Returns `true` if the server has too much to do.
    pub(crate) fn is_busy(&self) -> bool {
        match self {
            #[cfg(feature = "password")]
            Self::Password(error) => error.code() == "Busy",
            _ => false,
        }
    }
}

impl From<crate::provider::credentials::AuthorizeError> for AuthError {
    fn from(error: crate::provider::credentials::AuthorizeError) -> Self {
        use crate::provider::credentials::AuthorizeError::{Failed, Refused};
        match error {
            Refused(refusal) => Self::CredentialsSignin(refusal),
            // The check of a password fails with an error of its own.
            Failed(cause) => match cause.downcast::<Self>() {
                Ok(error) => *error,
                Err(cause) => Self::callback("authorize", cause),
            },
        }
    }
}

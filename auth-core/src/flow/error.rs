//! Why an action fails, and what the browser is told of it.

use crate::contract::{BoxError, CredentialsSignin};

/// Why a sign-in, or another action, did not go through. The kinds are those of Auth.js's errors that it
/// names.
///
/// What is inside is for the log. The browser sees [`code`](Self::code), which is `Configuration` for
/// everything that is not its business.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AuthError {
    /// A sign-in guard said no (`AccessDenied`).
    #[error("the sign-in was refused")]
    AccessDenied,
    /// A sign-in guard failed, which counts as a no.
    #[error("the sign-in guard failed")]
    GuardFailed(#[source] BoxError),
    /// The form was wrong, or `authorize` refused it with a code.
    #[error(transparent)]
    CredentialsSignin(#[from] CredentialsSignin),
    /// The request has no CSRF token, or not that of its cookie.
    #[error("the CSRF token is missing or wrong")]
    MissingCsrf,
    /// Too many sign-ins from one address; the time after which to try again.
    #[error("too many sign-ins from one address")]
    TooManyRequests {
        /// Until the next try counts.
        retry_after: std::time::Duration,
    },
    /// The action does not exist for this method.
    #[error("no such action for this method")]
    UnknownAction,
    /// There is no provider of this id.
    #[error("there is no provider of this id")]
    UnknownProvider,
    /// The provider does not do what was asked of it.
    #[error("the provider cannot be used like this")]
    InvalidProvider,
    /// The host of the request is not trusted.
    #[error("the host is not trusted: {0}")]
    UntrustedHost(#[from] crate::config::UntrustedHost),
    /// The callback URL is no URL.
    #[error("the callback URL is no http(s) URL")]
    InvalidCallbackUrl,
    /// A callback of the application failed, or returned what cannot be used.
    #[error("the `{callback}` callback failed")]
    Callback {
        /// Which one: `authorize`, `jwt`, `session`, `redirect`.
        callback: &'static str,
        /// Why.
        #[source]
        cause: BoxError,
    },
    /// A stored user has a column whose value does not fit the type that the application gives it.
    #[error(transparent)]
    Columns(#[from] crate::contract::ColumnError),
    /// The database failed (`AdapterError`).
    #[error("the database failed")]
    Adapter(#[from] crate::adapter::AdapterError),
    /// What was asked for needs a database, and the application has none (`MissingAdapter`).
    #[error("this needs a database: give the builder one by `.adapter(…)`")]
    MissingAdapter,
    /// Sessions of this application cannot be ended from afar.
    #[error(
        "session tokens of this application cannot be revoked: call `.revocable_tokens(…)` on the builder, or keep \
         sessions in the database"
    )]
    NotRevocable,
    /// A session in the database was to start, or a passkey to be made, for somebody without an address.
    #[error(
        "the user has no e-mail address, and it is by the address that sessions in the database and passkeys know \
         their user: let `authorize` return one, or keep sessions in tokens"
    )]
    UnknownUser,
    /// The payload of a session update does not fit its type.
    #[error(transparent)]
    InvalidPayload(#[from] crate::contract::callback::jwt::InvalidPayload),
    /// What a sign-in sent along did not come back as it went: state, PKCE or nonce, or a passkey's challenge.
    #[cfg(any(feature = "oauth", feature = "passkey"))]
    #[error("the check `{check}` failed: {cause}")]
    InvalidCheck {
        /// Which one: `state`, `pkce`, `nonce`, `challenge`.
        check: &'static str,
        /// Why.
        cause: crate::check::sealed::CheckError,
    },
    /// The provider says that the sign-in failed, for example because the user refused.
    #[cfg(feature = "oauth")]
    #[error("the provider answered with the error {error:?} ({description:?})")]
    OAuthCallback {
        /// The code, such as `access_denied`. It comes from the browser.
        error: String,
        /// What there was to it.
        description: Option<String>,
    },
    /// The account is not linked to the user it would sign in as (`OAuthAccountNotLinked`).
    #[error("the account is not linked to the user who has its e-mail address, or to who is signed in")]
    NotLinked,
    /// The passkey, or the address it was registered for, is another user's (`AccountNotLinked`).
    #[cfg(feature = "passkey")]
    #[error("the passkey or its e-mail address belongs to somebody else")]
    PasskeyNotLinked,
    /// What was posted is not the answer of a passkey that is known here.
    #[cfg(feature = "passkey")]
    #[error("a passkey cannot answer like this: {0}")]
    InvalidResponse(#[from] crate::provider::webauthn::InvalidResponse),
    /// The answer of an authenticator does not count (`WebAuthnVerificationError`).
    #[cfg(feature = "passkey")]
    #[error("the passkey was refused: {0}")]
    WebAuthnVerification(#[from] crate::provider::webauthn::WebAuthnError),
    /// The profile is not that of a user.
    #[cfg(feature = "oauth")]
    #[error("the profile of the provider does not make a user")]
    OAuthProfileParse(#[source] BoxError),
    /// The provider could not be dealt with: it was not reached, or what it sent is not valid.
    #[cfg(feature = "oauth")]
    #[error("the sign-in by the provider `{provider}` failed")]
    Provider {
        /// Its id.
        provider: String,
        /// Why.
        #[source]
        cause: BoxError,
    },
    /// What was typed is not one e-mail address.
    #[cfg(feature = "email")]
    #[error(transparent)]
    EmailAddress(#[from] crate::provider::email::InvalidEmailAddress),
    /// The mail with the link was not sent.
    #[cfg(feature = "email")]
    #[error(transparent)]
    Mail(#[from] crate::provider::email::MailError),
    /// A magic link without a token.
    #[cfg(feature = "email")]
    #[error("the magic link has no token")]
    IncompleteLink,
    /// A magic link that was used, has expired, or is none of this application's (`Verification`).
    #[cfg(feature = "email")]
    #[error("the magic link does not work, or not any more")]
    Verification,
    /// A token or cookie could not be written.
    #[error("the session could not be written")]
    Unwritable(#[source] BoxError),
}

impl AuthError {
    /// A failure of one of the application's callbacks.
    pub(crate) fn callback(callback: &'static str, cause: BoxError) -> Self {
        Self::Callback { callback, cause }
    }

    /// A failure between this server and a provider.
    #[cfg(feature = "oauth")]
    pub(crate) fn provider(
        provider: &crate::provider::oauth::OAuth,
        cause: crate::provider::oauth::OAuthError,
    ) -> Self {
        Self::Provider { provider: provider.id.to_string(), cause: cause.into() }
    }

    /// What the browser is told: the value of `error` in the query of the page to which it is sent.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AccessDenied | Self::GuardFailed(_) => "AccessDenied",
            Self::CredentialsSignin(_) => "CredentialsSignin",
            Self::MissingCsrf => "MissingCSRF",
            Self::InvalidPayload(_) => "InvalidPayload",
            Self::TooManyRequests { .. } => "TooManyRequests",
            #[cfg(feature = "oauth")]
            Self::OAuthCallback { .. } | Self::OAuthProfileParse(_) => "OAuthCallbackError",
            Self::NotLinked => "OAuthAccountNotLinked",
            #[cfg(feature = "email")]
            Self::Verification => "Verification",
            #[cfg(feature = "passkey")]
            Self::PasskeyNotLinked => "AccountNotLinked",
            #[cfg(feature = "passkey")]
            Self::WebAuthnVerification(_) => "WebAuthnVerificationError",
            _ => "Configuration",
        }
    }

    /// Whether it leads back to the sign-in page; otherwise it leads to the error page.
    pub(crate) fn leads_to_sign_in(&self) -> bool {
        match self {
            Self::CredentialsSignin(_) | Self::MissingCsrf | Self::NotLinked => true,
            #[cfg(feature = "oauth")]
            Self::OAuthCallback { .. } | Self::OAuthProfileParse(_) => true,
            #[cfg(feature = "passkey")]
            Self::PasskeyNotLinked => true,
            _ => false,
        }
    }

    /// Whether somebody was refused, as opposed to something being broken.
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::AccessDenied
            | Self::CredentialsSignin(_)
            | Self::MissingCsrf
            | Self::NotLinked
            | Self::TooManyRequests { .. } => true,
            #[cfg(feature = "oauth")]
            Self::OAuthCallback { .. } => true,
            #[cfg(feature = "email")]
            Self::EmailAddress(_) | Self::IncompleteLink | Self::Verification => true,
            #[cfg(feature = "passkey")]
            Self::PasskeyNotLinked | Self::InvalidResponse(_) | Self::WebAuthnVerification(_) => true,
            _ => false,
        }
    }

    /// Writes it to the log, with its causes.
    pub(crate) fn log(&self) {
        let causes = causes(self);
        if self.is_refusal() {
            tracing::info!(target: "auth", code = self.code(), "{self}");
        } else {
            tracing::error!(target: "auth", code = self.code(), causes, "{self}");
        }
    }
}

impl From<crate::provider::credentials::AuthorizeError> for AuthError {
    fn from(error: crate::provider::credentials::AuthorizeError) -> Self {
        use crate::provider::credentials::AuthorizeError::{Failed, Refused};
        match error {
            Refused(refusal) => Self::CredentialsSignin(refusal),
            Failed(cause) => Self::callback("authorize", cause),
        }
    }
}

/// The causes of an error, joined by colons.
pub(crate) fn causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

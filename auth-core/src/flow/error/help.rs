//! The codes of errors in the log, under which the guide explains them.

use super::AuthError;
#[cfg(feature = "password")]
use crate::check::password::PasswordError;
#[cfg(feature = "email")]
use crate::provider::email::MailError;

impl AuthError {
    /// Returns the code of the error in the log, such as `guard_failed`: its heading in the guide, on the page about errors.
    ///
    /// It is for operators, and says more than [`code`](Self::code), which browsers receive.
    pub fn help(&self) -> &'static str {
        match self {
            Self::AccessDenied => "access_denied",
            Self::GuardFailed(_) => "guard_failed",
            Self::CredentialsSignin(_) => "credentials_refused",
            Self::MissingCsrf => "missing_csrf",
            Self::TooManyRequests { .. } => "too_many_requests",
            Self::SessionRequired => "session_required",
            Self::StepUpRequired => "step_up_required",
            #[cfg(feature = "password")]
            Self::Password(error) => of_password(error),
            #[cfg(feature = "totp")]
            Self::SecondFactorChanged => "second_factor_changed",
            #[cfg(feature = "totp")]
            Self::EnrolmentExpired => "enrolment_expired",
            #[cfg(feature = "totp")]
            Self::WrongCode => "wrong_code",
            #[cfg(feature = "totp")]
            Self::NoPendingSignIn => "no_pending_sign_in",
            #[cfg(feature = "totp")]
            Self::NoSecondFactor => "second_factor_impossible",
            #[cfg(feature = "totp")]
            Self::UnreadableSecondFactor(_) => "unreadable_second_factor",
            Self::UnknownAction => "unknown_action",
            Self::UnknownProvider => "unknown_provider",
            Self::InvalidProvider => "invalid_provider",
            Self::UntrustedHost(_) => "untrusted_host",
            Self::InvalidCallbackUrl => "invalid_callback_url",
            Self::Callback { .. } => "callback_failed",
            Self::OtherUser => "other_user",
            Self::Columns(_) => "user_column",
            Self::Adapter(_) => "database_failed",
            Self::MissingAdapter => "missing_adapter",
            Self::NotRevocable => "not_revocable",
            Self::SignOutNotStored(_) => "sign_out_not_stored",
            Self::UnknownUser => "unknown_user",
            Self::BlankUserId => "blank_user_id",
            Self::InvalidPayload(_) => "invalid_payload",
            Self::InvalidProfile(_) => "invalid_profile_update",
            #[cfg(any(feature = "oauth", feature = "passkey"))]
            Self::InvalidCheck { .. } => "invalid_check",
            #[cfg(feature = "oauth")]
            Self::OAuthCallback { .. } => "provider_refused",
            Self::NotLinked => "account_not_linked",
            #[cfg(feature = "passkey")]
            Self::PasskeyNotLinked => "passkey_not_linked",
            #[cfg(feature = "passkey")]
            Self::InvalidResponse(_) => "invalid_passkey_response",
            #[cfg(feature = "passkey")]
            Self::WebAuthnVerification(_) => "passkey_refused",
            #[cfg(feature = "oauth")]
            Self::OAuthProfileParse(_) => "invalid_profile",
            #[cfg(feature = "oauth")]
            Self::Provider { .. } => "provider_failed",
            #[cfg(feature = "oauth")]
            Self::BackChannelLogout { .. } => "logout_refused",
            #[cfg(feature = "email")]
            Self::EmailAddress(_) => "invalid_email_address",
            #[cfg(feature = "email")]
            Self::Mail(MailError::Refused(_)) => "mail_refused",
            #[cfg(feature = "email")]
            Self::Mail(MailError::Unavailable(_) | MailError::TimedOut) => "mail_unavailable",
            #[cfg(feature = "email")]
            Self::Mail(MailError::Failed(_)) => "mail_failed",
            #[cfg(feature = "email")]
            Self::IncompleteLink => "incomplete_link",
            #[cfg(feature = "email")]
            Self::Verification => "link_spent",
            #[cfg(feature = "email")]
            Self::AddressUnchanged => "address_unchanged",
            #[cfg(any(feature = "email", feature = "sms"))]
            Self::WrongSentCode => "wrong_mail_code",
            #[cfg(feature = "sms")]
            Self::PhoneNumber(_) => "invalid_phone_number",
            #[cfg(feature = "sms")]
            Self::CodeNotSent(_) => "code_not_sent",
            Self::TooManyKeys => "too_many_keys",
            Self::UnknownKeyKind => "unknown_key_kind",
            Self::Unwritable(_) => "unwritable_response",
        }
    }
}

#[cfg(feature = "password")]
fn of_password(error: &PasswordError) -> &'static str {
    match error {
        PasswordError::Refused(_) => "password_refused",
        PasswordError::Busy => "passwords_busy",
        PasswordError::Overtaken => "password_overtaken",
        PasswordError::Failed(_) => "password_failed",
        PasswordError::NotTurnedOn => "passwords_not_turned_on",
    }
}

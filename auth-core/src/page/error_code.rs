//! The values of `?error=` on the sign-in page and the error page, with their messages.

use http::StatusCode;

use super::words::Words;

/// The value of `?error=` on the sign-in page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignInPageErrorParam {
    /// The sign-in could not be started.
    Signin,
    /// The authorization URL could not be built.
    OAuthSignin,
    /// The provider responded with an error, or its response could not be used.
    OAuthCallbackError,
    /// The user could not be created after OAuth.
    OAuthCreateAccount,
    /// The user could not be created after a magic link.
    EmailCreateAccount,
    /// The callback failed.
    Callback,
    /// The e-mail address belongs to a user who signs in another way.
    OAuthAccountNotLinked,
    /// The magic link could not be sent.
    EmailSignin,
    /// The magic link cannot be sent now, but perhaps later. Auth.js has no such code.
    EmailUnavailable,
    /// The input is not a phone number in international form. Auth.js has no such code.
    InvalidPhoneNumber,
    /// The message with the code could not be sent. Auth.js has no such code.
    CodeNotSent,
    /// The credentials are wrong.
    CredentialsSignin,
    /// The requested page is only for signed-in users.
    SessionRequired,
    /// Any other value, including `MissingCSRF` and `AccountNotLinked`.
    Other,
}

impl SignInPageErrorParam {
    /// Reads the value of the query parameter; `None` if it is empty.
    pub fn from_query(value: &str) -> Option<Self> {
        Some(match value {
            "" => return None,
            "Signin" => Self::Signin,
            "OAuthSignin" => Self::OAuthSignin,
            "OAuthCallbackError" => Self::OAuthCallbackError,
            "OAuthCreateAccount" => Self::OAuthCreateAccount,
            "EmailCreateAccount" => Self::EmailCreateAccount,
            "Callback" => Self::Callback,
            "OAuthAccountNotLinked" => Self::OAuthAccountNotLinked,
            "EmailSignin" => Self::EmailSignin,
            "EmailUnavailable" => Self::EmailUnavailable,
            "InvalidPhoneNumber" => Self::InvalidPhoneNumber,
            "CodeNotSent" => Self::CodeNotSent,
            "CredentialsSignin" => Self::CredentialsSignin,
            "SessionRequired" => Self::SessionRequired,
            _ => Self::Other,
        })
    }

    /// Returns the message on the page in English, as in Auth.js.
    pub fn message(self) -> &'static str {
        self.message_in(&Words::ENGLISH)
    }

    /// Returns the message on the page in other words.
    pub fn message_in(self, words: &Words) -> &'static str {
        let (words, sms) = (&words.sign_in, &words.sms);
        match self {
            Self::Signin
            | Self::OAuthSignin
            | Self::OAuthCallbackError
            | Self::OAuthCreateAccount
            | Self::EmailCreateAccount
            | Self::Callback => words.other_account,
            Self::OAuthAccountNotLinked => words.original_account,
            Self::EmailSignin => words.mail_failed,
            Self::EmailUnavailable => words.mail_unavailable,
            Self::InvalidPhoneNumber => sms.invalid_number,
            Self::CodeNotSent => sms.not_sent,
            Self::CredentialsSignin => words.wrong_details,
            Self::SessionRequired => words.sign_in_required,
            Self::Other => words.failed,
        }
    }
}

/// The value of `?error=` on the error page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorPageParam {
    /// The server or its configuration has an error. The details are only in the log.
    Configuration,
    /// The `signIn` callback has refused the sign-in.
    AccessDenied,
    /// The magic link has already been used or has expired.
    Verification,
    /// The sign-out could not be stored: the user is signed out in this browser, and perhaps not elsewhere.
    SignOutError,
    /// Any other value, or no value.
    #[default]
    Other,
}

impl ErrorPageParam {
    /// Reads the value of the query parameter.
    pub fn from_query(value: &str) -> Self {
        match value {
            "Configuration" => Self::Configuration,
            "AccessDenied" => Self::AccessDenied,
            "Verification" => Self::Verification,
            "SignOutError" => Self::SignOutError,
            _ => Self::Other,
        }
    }

    /// Returns the status of the page, which is 200 for an unknown error.
    pub fn status(self) -> StatusCode {
        match self {
            Self::Configuration => StatusCode::INTERNAL_SERVER_ERROR,
            Self::AccessDenied | Self::Verification => StatusCode::FORBIDDEN,
            Self::SignOutError => StatusCode::SERVICE_UNAVAILABLE,
            Self::Other => StatusCode::OK,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_in_code_has_the_message_of_auth_js() {
        for (code, message) in [
            ("Signin", "Try signing in with a different account."),
            ("OAuthSignin", "Try signing in with a different account."),
            ("OAuthCallbackError", "Try signing in with a different account."),
            ("OAuthCreateAccount", "Try signing in with a different account."),
            ("EmailCreateAccount", "Try signing in with a different account."),
            ("Callback", "Try signing in with a different account."),
            (
                "OAuthAccountNotLinked",
                "To confirm your identity, sign in with the same account you used originally.",
            ),
            ("EmailSignin", "The e-mail could not be sent."),
            ("CredentialsSignin", "Sign in failed. Check the details you provided are correct."),
            ("SessionRequired", "Please sign in to access this page."),
            ("MissingCSRF", "Unable to sign in."),
            ("AccountNotLinked", "Unable to sign in."),
            ("toString", "Unable to sign in."),
            ("signin", "Unable to sign in."),
        ] {
            assert_eq!(
                SignInPageErrorParam::from_query(code).map(SignInPageErrorParam::message),
                Some(message),
                "{code}"
            );
        }
        assert_eq!(SignInPageErrorParam::from_query(""), None);
    }

    #[test]
    fn an_unknown_error_has_status_200() {
        for (code, status) in [
            ("Configuration", 500),
            ("AccessDenied", 403),
            ("Verification", 403),
            ("SignOutError", 503),
            ("Default", 200),
            ("toString", 200),
            ("", 200),
        ] {
            assert_eq!(ErrorPageParam::from_query(code).status(), status, "{code}");
        }
    }
}

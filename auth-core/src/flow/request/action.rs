//! The actions of the protocol: the path of each, and what it takes and shows.

use super::BadRequest;

/// The HTTP methods of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Post,
}

/// The requested action, with the ID of a provider if the path names one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action<'r> {
    /// The account of the signed-in user: the page, or the part or change that the path names.
    Account(Option<&'r str>),
    /// The request by which a provider ends sessions.
    BackChannelLogout(&'r str),
    Callback(Option<&'r str>),
    Csrf,
    /// A page about the address of the signed-in user.
    Email(EmailPage),
    Error,
    /// The public keys of signed tokens.
    Jwks,
    /// The script of the passkey form.
    PasskeyScript,
    /// A page about the password of a user.
    Password(PasswordPage),
    Providers,
    /// The second factor of a sign-in.
    SecondFactor,
    Session,
    SignIn(Option<&'r str>),
    SignOut,
    /// A page of the sign-up.
    SignUp(SignUpPage),
    /// The return from the provider at which the browser has signed out.
    SignedOut(&'r str),
    /// The page on which the signed-in user proves more, or again.
    StepUp,
    /// The page on which the signed-in user enrols, replaces or removes an authenticator application.
    Totp,
    VerifyRequest,
    WebauthnOptions(Option<&'r str>),
}

/// The pages about the address of the signed-in user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EmailPage {
    /// The user proves the address.
    Verify,
    /// The user changes the address.
    Change,
}

/// The pages of a sign-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignUpPage {
    /// A new user asks for a link.
    Ask,
    /// The page of that link.
    Finish,
}

/// The pages about the password of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PasswordPage {
    /// The signed-in user changes the password.
    Change,
    /// A user asks for a link, because the password is forgotten.
    Forgot,
    /// The page of that link.
    Reset,
}

impl<'r> Action<'r> {
    /// Reads the path below the base path: an action and, for some actions, the ID of a provider. Nothing is
    /// percent-decoded.
    pub(super) fn parse(method: Method, path: &'r str) -> Result<Self, BadRequest> {
        match (method, path) {
            (Method::Get, "/jwks") => return Ok(Self::Jwks),
            (Method::Get, "/passkey.js") => return Ok(Self::PasskeyScript),
            _ => {}
        }
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        let name = segments.next().ok_or(BadRequest::Path)?;
        let second = segments.next();
        if segments.next().is_some() {
            return Err(BadRequest::Path);
        }
        let action = Self::named(name, second)?;
        if action.is_built() { Ok(action) } else { Err(BadRequest::Action) }
    }

    /// Returns the action of the one or two segments of a path.
    fn named(name: &'r str, second: Option<&'r str>) -> Result<Self, BadRequest> {
        // Browser clients write `undefined` for a missing provider.
        let provider = second.filter(|&id| id != "undefined");
        Ok(match (name, second) {
            ("account", part) => Self::Account(part),
            ("callback", _) => Self::Callback(provider),
            ("signin", _) => Self::SignIn(provider),
            ("webauthn-options", _) => Self::WebauthnOptions(provider),
            ("signout", Some(id)) => Self::SignedOut(id),
            ("backchannel-logout", Some(id)) => Self::BackChannelLogout(id),
            ("csrf", None) => Self::Csrf,
            ("email", Some("verify")) => Self::Email(EmailPage::Verify),
            ("email", Some("change")) => Self::Email(EmailPage::Change),
            ("error", None) => Self::Error,
            ("password", Some("change")) => Self::Password(PasswordPage::Change),
            ("password", Some("forgot")) => Self::Password(PasswordPage::Forgot),
            ("password", Some("reset")) => Self::Password(PasswordPage::Reset),
            ("providers", None) => Self::Providers,
            ("second-factor", None) => Self::SecondFactor,
            ("session", None) => Self::Session,
            ("signup", None) => Self::SignUp(SignUpPage::Ask),
            ("signup", Some("finish")) => Self::SignUp(SignUpPage::Finish),
            ("signout", None) => Self::SignOut,
            ("step-up", None) => Self::StepUp,
            ("totp", None) => Self::Totp,
            ("verify-request", None) => Self::VerifyRequest,
            ("csrf" | "error" | "providers" | "session" | "step-up" | "totp" | "verify-request", Some(_)) => {
                return Err(BadRequest::Provider);
            }
            _ => return Err(BadRequest::Action),
        })
    }

    /// Returns `true` if the feature of the action is on.
    fn is_built(self) -> bool {
        match self {
            Self::Email(_) | Self::SignUp(_) => cfg!(feature = "email"),
            Self::Password(PasswordPage::Change) => cfg!(feature = "password"),
            Self::Password(PasswordPage::Forgot | PasswordPage::Reset) => {
                cfg!(all(feature = "email", feature = "password"))
            }
            Self::SecondFactor => cfg!(feature = "totp"),
            _ => true,
        }
    }

    /// Returns the name in the path.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Account(_) => "account",
            Self::BackChannelLogout(_) => "backchannel-logout",
            Self::Callback(_) => "callback",
            Self::Csrf => "csrf",
            Self::Email(EmailPage::Verify) => "email/verify",
            Self::Email(EmailPage::Change) => "email/change",
            Self::Error => "error",
            Self::Jwks => "jwks",
            Self::PasskeyScript => "passkey.js",
            Self::Password(PasswordPage::Change) => "password/change",
            Self::Password(PasswordPage::Forgot) => "password/forgot",
            Self::Password(PasswordPage::Reset) => "password/reset",
            Self::Providers => "providers",
            Self::SecondFactor => "second-factor",
            Self::Session => "session",
            Self::SignIn(_) => "signin",
            Self::SignOut | Self::SignedOut(_) => "signout",
            Self::SignUp(SignUpPage::Ask) => "signup",
            Self::SignUp(SignUpPage::Finish) => "signup/finish",
            Self::StepUp => "step-up",
            Self::Totp => "totp",
            Self::VerifyRequest => "verify-request",
            Self::WebauthnOptions(_) => "webauthn-options",
        }
    }

    /// Returns the ID of the addressed provider.
    pub(crate) fn provider(self) -> Option<&'r str> {
        match self {
            Self::Callback(id) | Self::SignIn(id) | Self::WebauthnOptions(id) => id,
            Self::SignedOut(id) | Self::BackChannelLogout(id) => Some(id),
            _ => None,
        }
    }

    /// Returns `true` if a POST has a body that is read.
    pub(super) fn takes_body(self) -> bool {
        matches!(
            self,
            Self::Account(_)
                | Self::BackChannelLogout(_)
                | Self::Callback(_)
                | Self::Email(_)
                | Self::Password(_)
                | Self::SecondFactor
                | Self::Session
                | Self::SignIn(_)
                | Self::SignOut
                | Self::SignUp(_)
                | Self::StepUp
                | Self::Totp
        )
    }

    /// Returns `true` if a GET shows a page, so that errors are shown as a page too.
    pub(crate) fn is_page(self) -> bool {
        matches!(
            self,
            Self::Account(None)
                | Self::Email(_)
                | Self::Error
                | Self::Password(_)
                | Self::SecondFactor
                | Self::SignIn(_)
                | Self::SignOut
                | Self::SignUp(_)
                | Self::StepUp
                | Self::Totp
                | Self::VerifyRequest
        )
    }
}

//! An HTTP request, parsed once.

mod authorization;
mod body;
pub(crate) mod original;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use http::{HeaderMap, HeaderName, request::Parts};
use serde_json::Value;

#[cfg(feature = "oauth")]
pub(crate) use self::body::Fields;
pub(crate) use self::{
    authorization::{Authorization, Bearer},
    body::{Body, Member, Query},
    original::original_uri,
};
use crate::config::RoutePaths;

const RETURN_REDIRECT: HeaderName = HeaderName::from_static("x-auth-return-redirect");

/// The HTTP methods of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Post,
}

/// The pages about the address of the signed-in user.
#[cfg(feature = "email")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EmailPage {
    /// The user proves the address.
    Verify,
    /// The user changes the address.
    Change,
}

/// The pages of a sign-up.
#[cfg(feature = "email")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignUpPage {
    /// A new user asks for a link.
    Ask,
    /// The page of that link.
    Finish,
}

/// The pages about the password of a user.
#[cfg(feature = "password")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PasswordPage {
    /// The signed-in user changes the password.
    Change,
    /// A user asks for a link, because the password is forgotten.
    #[cfg(feature = "email")]
    Forgot,
    /// The page of that link.
    #[cfg(feature = "email")]
    Reset,
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
    #[cfg(feature = "email")]
    Email(EmailPage),
    Error,
    /// The public keys of signed tokens.
    Jwks,
    /// The script of the passkey form.
    PasskeyScript,
    /// A page about the password of a user.
    #[cfg(feature = "password")]
    Password(PasswordPage),
    Providers,
    /// The second factor of a sign-in.
    #[cfg(feature = "totp")]
    SecondFactor,
    Session,
    SignIn(Option<&'r str>),
    SignOut,
    /// A page of the sign-up.
    #[cfg(feature = "email")]
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

impl<'r> Action<'r> {
    /// Reads the path below the base path: an action and, for some actions, the ID of a provider. Nothing is
    /// percent-decoded.
    fn parse(method: Method, path: &'r str) -> Result<Self, BadRequest> {
        match (method, path) {
            (Method::Get, "/jwks") => return Ok(Self::Jwks),
            (Method::Get, "/passkey.js") => return Ok(Self::PasskeyScript),
            _ => {}
        }
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        let name = segments.next().ok_or(BadRequest::Path)?;
        let provider = segments.next();
        if segments.next().is_some() {
            return Err(BadRequest::Path);
        }
        // Browser clients write `undefined` for a missing provider.
        let addressed = provider.filter(|&id| id != "undefined");
        match (name, provider) {
            ("account", part) => Ok(Self::Account(part)),
            ("callback", _) => Ok(Self::Callback(addressed)),
            ("signin", _) => Ok(Self::SignIn(addressed)),
            ("webauthn-options", _) => Ok(Self::WebauthnOptions(addressed)),
            ("signout", Some(id)) => Ok(Self::SignedOut(id)),
            ("backchannel-logout", Some(id)) => Ok(Self::BackChannelLogout(id)),
            ("csrf", None) => Ok(Self::Csrf),
            #[cfg(feature = "email")]
            ("email", Some("verify")) => Ok(Self::Email(EmailPage::Verify)),
            #[cfg(feature = "email")]
            ("email", Some("change")) => Ok(Self::Email(EmailPage::Change)),
            ("error", None) => Ok(Self::Error),
            #[cfg(feature = "password")]
            ("password", Some("change")) => Ok(Self::Password(PasswordPage::Change)),
            #[cfg(all(feature = "email", feature = "password"))]
            ("password", Some("forgot")) => Ok(Self::Password(PasswordPage::Forgot)),
            #[cfg(all(feature = "email", feature = "password"))]
            ("password", Some("reset")) => Ok(Self::Password(PasswordPage::Reset)),
            ("providers", None) => Ok(Self::Providers),
            #[cfg(feature = "totp")]
            ("second-factor", None) => Ok(Self::SecondFactor),
            ("session", None) => Ok(Self::Session),
            #[cfg(feature = "email")]
            ("signup", None) => Ok(Self::SignUp(SignUpPage::Ask)),
            #[cfg(feature = "email")]
            ("signup", Some("finish")) => Ok(Self::SignUp(SignUpPage::Finish)),
            ("signout", None) => Ok(Self::SignOut),
            ("step-up", None) => Ok(Self::StepUp),
            ("totp", None) => Ok(Self::Totp),
            ("verify-request", None) => Ok(Self::VerifyRequest),
            ("csrf" | "error" | "providers" | "session" | "step-up" | "totp" | "verify-request", Some(_)) => {
                Err(BadRequest::Provider)
            }
            _ => Err(BadRequest::Action),
        }
    }

    /// Returns the name in the path.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Account(_) => "account",
            Self::BackChannelLogout(_) => "backchannel-logout",
            Self::Callback(_) => "callback",
            Self::Csrf => "csrf",
            #[cfg(feature = "email")]
            Self::Email(EmailPage::Verify) => "email/verify",
            #[cfg(feature = "email")]
            Self::Email(EmailPage::Change) => "email/change",
            Self::Error => "error",
            Self::Jwks => "jwks",
            Self::PasskeyScript => "passkey.js",
            #[cfg(feature = "password")]
            Self::Password(PasswordPage::Change) => "password/change",
            #[cfg(all(feature = "email", feature = "password"))]
            Self::Password(PasswordPage::Forgot) => "password/forgot",
            #[cfg(all(feature = "email", feature = "password"))]
            Self::Password(PasswordPage::Reset) => "password/reset",
            Self::Providers => "providers",
            #[cfg(feature = "totp")]
            Self::SecondFactor => "second-factor",
            Self::Session => "session",
            Self::SignIn(_) => "signin",
            Self::SignOut | Self::SignedOut(_) => "signout",
            #[cfg(feature = "email")]
            Self::SignUp(SignUpPage::Ask) => "signup",
            #[cfg(feature = "email")]
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
            Self::Account(_)
            | Self::Csrf
            | Self::Error
            | Self::Jwks
            | Self::PasskeyScript
            | Self::Providers
            | Self::Session
            | Self::SignOut
            | Self::StepUp
            | Self::Totp
            | Self::VerifyRequest => None,
            #[cfg(feature = "email")]
            Self::Email(_) | Self::SignUp(_) => None,
            #[cfg(feature = "password")]
            Self::Password(_) => None,
            #[cfg(feature = "totp")]
            Self::SecondFactor => None,
        }
    }

    /// Returns `true` if a POST has a body that is read.
    fn takes_body(self) -> bool {
        #[cfg(feature = "email")]
        if let Self::Email(_) | Self::SignUp(_) = self {
            return true;
        }
        #[cfg(feature = "password")]
        if let Self::Password(_) = self {
            return true;
        }
        #[cfg(feature = "totp")]
        if self == Self::SecondFactor {
            return true;
        }
        matches!(
            self,
            Self::Account(_)
                | Self::BackChannelLogout(_)
                | Self::Callback(_)
                | Self::Session
                | Self::SignIn(_)
                | Self::SignOut
                | Self::StepUp
                | Self::Totp
        )
    }

    /// Returns `true` if a GET shows a page, so that errors are shown as a page too.
    pub(crate) fn is_page(self) -> bool {
        #[cfg(feature = "email")]
        if let Self::Email(_) | Self::SignUp(_) = self {
            return true;
        }
        #[cfg(feature = "password")]
        if let Self::Password(_) = self {
            return true;
        }
        #[cfg(feature = "totp")]
        if self == Self::SecondFactor {
            return true;
        }
        matches!(
            self,
            Self::Account(None)
                | Self::SignIn(_)
                | Self::SignOut
                | Self::Error
                | Self::StepUp
                | Self::Totp
                | Self::VerifyRequest
        )
    }
}

/// A request for one of the actions. It has no `Debug`, since it holds cookies and passwords.
pub(crate) struct AuthRequest<'r> {
    pub(crate) method: Method,
    pub(crate) action: Action<'r>,
    pub(crate) query: Query<'r>,
    pub(crate) body: Body<'r>,
    /// The headers, in which only the language of pages is looked up here.
    pub(crate) headers: &'r HeaderMap,
    /// The base path as the browser sees it.
    pub(crate) base: Cow<'r, str>,
    /// The path below the base path, as it was requested.
    path: &'r str,
    /// The query, as it was requested.
    pub(crate) raw_query: Option<&'r str>,
    /// `true` if the request has the header `X-Auth-Return-Redirect`: redirects then become JSON.
    pub(crate) return_redirect: bool,
}

impl<'r> AuthRequest<'r> {
    /// Returns `true` if the session of the request may be in the header `Authorization`: to read it, and for the account of
    /// its user. Every other action needs the cookies of a browser: a CSRF token, or what a sign-in keeps there.
    pub(crate) fn reads_bearer(&self) -> bool {
        matches!((self.method, self.action), (Method::Get, Action::Session) | (_, Action::Account(Some(_))))
    }

    /// Returns `true` if the head of a request is a POST for an action that reads a body.
    pub(crate) fn takes_body(parts: &Parts, paths: &RoutePaths) -> bool {
        let original = original_uri(&parts.uri, &parts.extensions);
        let action = || {
            let located = paths.locate(parts.uri.path(), original.path())?;
            Action::parse(Method::Post, located.rest).ok()
        };
        parts.method == http::Method::POST && action().is_some_and(Action::takes_body)
    }

    /// Parses the head and body of a request.
    ///
    /// # Errors
    /// Returns [`RequestError::NotOurs`] if the path is not below the base path, and [`RequestError::Bad`] if the
    /// request is not one for an action.
    pub(crate) fn parse(
        parts: &'r Parts,
        body: &'r [u8],
        paths: &'r RoutePaths,
    ) -> Result<Self, RequestError> {
        let original = original_uri(&parts.uri, &parts.extensions);
        let located = paths.locate(parts.uri.path(), original.path()).ok_or(RequestError::NotOurs)?;
        let method = match parts.method {
            http::Method::GET => Method::Get,
            http::Method::POST => Method::Post,
            _ => return Err(BadRequest::Method.into()),
        };
        let body = if method == Method::Post { Body::parse(&parts.headers, body)? } else { Body::None };
        Ok(Self {
            method,
            action: Action::parse(method, located.rest)?,
            query: parts.uri.query().map(Query::parse).transpose()?.unwrap_or_default(),
            body,
            headers: &parts.headers,
            base: located.base,
            path: located.rest,
            raw_query: parts.uri.query(),
            return_redirect: parts.headers.contains_key(RETURN_REDIRECT),
        })
    }

    /// Returns path and query as the browser has requested them.
    pub(crate) fn path_and_query(&self) -> String {
        match self.raw_query {
            Some(query) => format!("{}{}?{query}", self.base, self.path),
            None => format!("{}{}", self.base, self.path),
        }
    }

    /// Returns the requested callback URL: `callbackUrl` of the body unless it is null, else of the query. It may be
    /// empty, and in JSON it may have any type.
    pub(crate) fn callback_url(&self) -> Option<Member<'_>> {
        let in_body = self.body.get("callbackUrl").filter(|member| *member != Member::Other(&Value::Null));
        in_body.or_else(|| self.query.get("callbackUrl").map(Member::Text))
    }
}

/// The error of a request that no action can serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RequestError {
    /// The path is not below the base path.
    #[error("the path is not below the base path")]
    NotOurs,
    /// The request is malformed. The server responds with 400.
    #[error(transparent)]
    Bad(#[from] BadRequest),
}

/// The error of a malformed request below the base path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadRequest {
    /// The method is neither GET nor POST.
    #[error("only GET and POST are supported")]
    Method,
    /// The path does not have one or two segments.
    #[error("the path is not an action with at most one provider")]
    Path,
    /// The action does not exist.
    #[error("the action does not exist")]
    Action,
    /// The path names a provider, and the action takes none.
    #[error("the action takes no provider")]
    Provider,
    /// The content type is JSON, but the body is not.
    #[error("the body is not JSON")]
    Json,
    /// The URL has too many parameters, or the form too many fields.
    #[error("the URL has too many parameters, or the form too many fields")]
    TooManyFields,
}

//! An HTTP request, parsed once.

mod action;
mod authorization;
mod body;
pub(crate) mod original;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use http::{HeaderMap, HeaderName, request::Parts};
use serde_json::Value;

#[cfg(feature = "password")]
pub(crate) use self::action::PasswordPage;
#[cfg(feature = "email")]
pub(crate) use self::action::{EmailPage, SignUpPage};
#[cfg(feature = "oauth")]
pub(crate) use self::body::Fields;
pub(crate) use self::{
    action::{Action, Method},
    authorization::{Authorization, Bearer},
    body::{Body, Member, Query},
    original::original_uri,
};
use crate::config::RoutePaths;

const RETURN_REDIRECT: HeaderName = HeaderName::from_static("x-auth-return-redirect");

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

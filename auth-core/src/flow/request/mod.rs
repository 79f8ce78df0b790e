//! An HTTP request, parsed once.

mod body;

use http::{HeaderName, request::Parts};
use serde_json::Value;

#[cfg(feature = "oauth")]
pub(crate) use self::body::Fields;
pub(crate) use self::body::{Body, Member, Query};
use crate::config::BasePath;

const RETURN_REDIRECT: HeaderName = HeaderName::from_static("x-auth-return-redirect");

/// The HTTP methods of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Post,
}

/// The requested action, with the ID of a provider if the path names one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action<'r> {
    /// The request by which a provider ends sessions.
    BackChannelLogout(&'r str),
    Callback(Option<&'r str>),
    Csrf,
    Error,
    /// The public keys of signed tokens.
    Jwks,
    /// The script of the passkey form.
    PasskeyScript,
    Providers,
    Session,
    SignIn(Option<&'r str>),
    SignOut,
    /// The return from the provider at which the browser has signed out.
    SignedOut(&'r str),
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
            ("callback", _) => Ok(Self::Callback(addressed)),
            ("signin", _) => Ok(Self::SignIn(addressed)),
            ("webauthn-options", _) => Ok(Self::WebauthnOptions(addressed)),
            ("signout", Some(id)) => Ok(Self::SignedOut(id)),
            ("backchannel-logout", Some(id)) => Ok(Self::BackChannelLogout(id)),
            ("csrf", None) => Ok(Self::Csrf),
            ("error", None) => Ok(Self::Error),
            ("providers", None) => Ok(Self::Providers),
            ("session", None) => Ok(Self::Session),
            ("signout", None) => Ok(Self::SignOut),
            ("verify-request", None) => Ok(Self::VerifyRequest),
            ("csrf" | "error" | "providers" | "session" | "verify-request", Some(_)) => {
                Err(BadRequest::Provider)
            }
            _ => Err(BadRequest::Action),
        }
    }

    /// Returns the name in the path.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::BackChannelLogout(_) => "backchannel-logout",
            Self::Callback(_) => "callback",
            Self::Csrf => "csrf",
            Self::Error => "error",
            Self::Jwks => "jwks",
            Self::PasskeyScript => "passkey.js",
            Self::Providers => "providers",
            Self::Session => "session",
            Self::SignIn(_) => "signin",
            Self::SignOut | Self::SignedOut(_) => "signout",
            Self::VerifyRequest => "verify-request",
            Self::WebauthnOptions(_) => "webauthn-options",
        }
    }

    /// Returns the ID of the addressed provider.
    pub(crate) fn provider(self) -> Option<&'r str> {
        match self {
            Self::Callback(id) | Self::SignIn(id) | Self::WebauthnOptions(id) => id,
            Self::SignedOut(id) | Self::BackChannelLogout(id) => Some(id),
            Self::Csrf
            | Self::Error
            | Self::Jwks
            | Self::PasskeyScript
            | Self::Providers
            | Self::Session
            | Self::SignOut
            | Self::VerifyRequest => None,
        }
    }

    /// Returns `true` if a POST has a body that is read.
    fn takes_body(self) -> bool {
        matches!(
            self,
            Self::BackChannelLogout(_) | Self::Callback(_) | Self::Session | Self::SignIn(_) | Self::SignOut
        )
    }

    /// Returns `true` if a GET shows a page, so that errors are shown as a page too.
    pub(crate) fn is_page(self) -> bool {
        matches!(self, Self::SignIn(_) | Self::SignOut | Self::Error | Self::VerifyRequest)
    }
}

/// A request for one of the actions. It has no `Debug`, since it holds cookies and passwords.
pub(crate) struct AuthRequest<'r> {
    pub(crate) method: Method,
    pub(crate) action: Action<'r>,
    pub(crate) query: Query<'r>,
    pub(crate) body: Body<'r>,
    /// Path and query, as they were requested.
    pub(crate) path_and_query: &'r str,
    /// `true` if the request has the header `X-Auth-Return-Redirect`: redirects then become JSON.
    pub(crate) return_redirect: bool,
}

impl<'r> AuthRequest<'r> {
    /// Returns `true` if the head of a request is a POST for an action that reads a body.
    pub(crate) fn takes_body(parts: &Parts, base: &BasePath) -> bool {
        let action = || Action::parse(Method::Post, base.strip(parts.uri.path())?).ok();
        parts.method == http::Method::POST && action().is_some_and(Action::takes_body)
    }

    /// Parses the head and body of a request.
    ///
    /// # Errors
    /// Returns [`RequestError::NotOurs`] if the path is not below the base path, and [`RequestError::Bad`] if the
    /// request is not one for an action.
    pub(crate) fn parse(parts: &'r Parts, body: &'r [u8], base: &BasePath) -> Result<Self, RequestError> {
        let path = base.strip(parts.uri.path()).ok_or(RequestError::NotOurs)?;
        let method = match parts.method {
            http::Method::GET => Method::Get,
            http::Method::POST => Method::Post,
            _ => return Err(BadRequest::Method.into()),
        };
        let body = if method == Method::Post { Body::parse(&parts.headers, body)? } else { Body::None };
        Ok(Self {
            method,
            action: Action::parse(method, path)?,
            query: parts.uri.query().map(Query::parse).transpose()?.unwrap_or_default(),
            body,
            path_and_query: parts.uri.path_and_query().map_or("/", |path| path.as_str()),
            return_redirect: parts.headers.contains_key(RETURN_REDIRECT),
        })
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

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;
    use crate::test_support::noise::Noise;

    fn parts(method: &str, uri: &str, headers: &[(&str, &str)]) -> Parts {
        let builder = Request::builder().method(method).uri(uri);
        let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
        builder.body(()).unwrap().into_parts().0
    }

    fn action_at<'p>(parts: &'p Parts, base: &str) -> Result<Action<'p>, RequestError> {
        AuthRequest::parse(parts, b"", &BasePath::parse(base).unwrap()).map(|request| request.action)
    }

    #[test]
    fn every_action_has_its_path() {
        for (path, action) in [
            ("/auth/callback/github", Action::Callback(Some("github"))),
            ("/auth/callback", Action::Callback(None)),
            ("/auth/csrf", Action::Csrf),
            ("/auth/error", Action::Error),
            ("/auth/providers/", Action::Providers),
            ("/auth//session//", Action::Session),
            ("/auth/signin", Action::SignIn(None)),
            ("/auth/signin/undefined", Action::SignIn(None)),
            ("/auth/signin//mock-oidc", Action::SignIn(Some("mock-oidc"))),
            ("/auth/signin/%67ithub", Action::SignIn(Some("%67ithub"))),
            ("/auth/signout", Action::SignOut),
            ("/auth/verify-request", Action::VerifyRequest),
            ("/auth/webauthn-options/passkey", Action::WebauthnOptions(Some("passkey"))),
        ] {
            let parts = parts("GET", path, &[]);
            let found = action_at(&parts, "/auth").unwrap();
            assert_eq!(found, action, "{path}");
            assert!(path.contains(found.name()));
        }
        assert_eq!(Action::Callback(Some("x")).provider(), Some("x"));
        assert!(Action::SignIn(None).is_page() && !Action::Session.is_page());
    }

    #[test]
    fn everything_else_below_the_base_is_bad() {
        for (path, error) in [
            ("/auth", BadRequest::Path),
            ("/auth/", BadRequest::Path),
            ("/auth//", BadRequest::Path),
            ("/auth/nope", BadRequest::Action),
            ("/auth/Session", BadRequest::Action),
            ("/auth/constructor", BadRequest::Action),
            ("/auth/sess%69on", BadRequest::Action),
            ("/auth/session/x", BadRequest::Provider),
            ("/auth/session/undefined", BadRequest::Provider),
            ("/auth/signin/a/b", BadRequest::Path),
        ] {
            assert_eq!(action_at(&parts("GET", path, &[]), "/auth"), Err(error.into()), "{path}");
        }
        for method in ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "get"] {
            let parts = parts(method, "/auth/session", &[]);
            assert_eq!(action_at(&parts, "/auth"), Err(BadRequest::Method.into()), "{method}");
        }
    }

    #[test]
    fn paths_elsewhere_are_not_ours() {
        for path in ["/", "/authsession", "/Auth/session", "/api/auth/session", "/aut"] {
            assert_eq!(action_at(&parts("PUT", path, &[]), "/auth"), Err(RequestError::NotOurs), "{path}");
        }
        assert_eq!(action_at(&parts("GET", "/session", &[]), ""), Ok(Action::Session));
        let deep = parts("GET", "/api/auth/signin/github/", &[]);
        assert_eq!(action_at(&deep, "/api/auth"), Ok(Action::SignIn(Some("github"))));
    }

    #[test]
    fn the_last_parameter_and_the_first_error_count() {
        let parts = parts("GET", "/auth/error?a=1&error=first&b=%20+&a=2&error=last&c", &[]);
        let request = AuthRequest::parse(&parts, b"", &BasePath::default()).ok().unwrap();
        let query = request.query;
        assert_eq!((query.get("a"), query.get("b"), query.get("c")), (Some("2"), Some("  "), Some("")));
        assert_eq!((query.error(), query.get("error"), query.get("d")), (Some("first"), Some("last"), None));
        assert_eq!(query.fields().iter().map(|(name, _)| name).collect::<Vec<_>>(), ["b", "a", "error", "c"]);
    }

    fn posted<T>(
        content_type: &str,
        body: &[u8],
        look: impl FnOnce(&Body<'_>) -> T,
    ) -> Result<T, RequestError> {
        let parts = parts("POST", "/auth/session", &[("content-type", content_type)]);
        AuthRequest::parse(&parts, body, &BasePath::default()).map(|request| look(&request.body))
    }

    #[test]
    fn the_content_type_decides_the_kind_of_body() {
        let form = "application/x-www-form-urlencoded";
        let name = |body: &Body<'_>| body.text("name").map(str::to_owned);
        assert_eq!(posted(form, b"name=a&name=%C3%A9", name), Ok(Some("é".to_owned())));
        assert_eq!(
            posted("application/x-www-form-urlencoded; charset=UTF-8", b"name=+", name),
            Ok(Some(" ".into()))
        );
        assert_eq!(posted("application/json; charset=utf-8", br#"{"name":"a"}"#, name), Ok(Some("a".into())));
        for other in ["text/plain", "multipart/form-data; boundary=b", "", "APPLICATION/JSON"] {
            assert_eq!(posted(other, b"name=a", |body| matches!(body, Body::None)), Ok(true), "{other}");
        }
        for broken in [&b"{"[..], b"", b"\xff", b"{\"a\":\"\xff\"}", b"{} x"] {
            let expected = if broken.is_empty() { Ok(()) } else { Err(BadRequest::Json.into()) };
            assert_eq!(posted("application/json", broken, |_| ()), expected);
        }
        let deep = [vec![b'['; 100_000], vec![b']'; 100_000]].concat();
        assert_eq!(posted("application/json", &deep, |_| ()), Err(BadRequest::Json.into()));
    }

    #[test]
    fn json_of_any_type_is_accepted_but_only_strings_are_strings() {
        for body in ["null", "[]", "\"name\"", "7", "true", "[\"name\"]"] {
            assert_eq!(
                posted("application/json", body.as_bytes(), |body| body.get("name").is_none()),
                Ok(true)
            );
        }
        for member in ["1", "null", "true", "[\"x\"]", "{\"0\":\"x\"}"] {
            let body = format!("{{\"name\":{member}}}");
            let is_other = |body: &Body<'_>| {
                body.text("name").is_none() && matches!(body.get("name"), Some(Member::Other(_)))
            };
            assert_eq!(posted("application/json", body.as_bytes(), is_other), Ok(true), "{member}");
        }
    }

    #[test]
    fn a_get_has_no_body_and_the_header_needs_no_value() {
        let headers =
            [("content-type", "application/json"), ("x-auth-return-redirect", ""), ("cookie", "a=1")];
        let parts = parts("GET", "/auth/session", &headers);
        let request = AuthRequest::parse(&parts, b"{", &BasePath::default()).ok().unwrap();
        assert!(matches!(request.body, Body::None) && request.return_redirect);
        assert_eq!(request.method, Method::Get);
    }

    #[test]
    fn the_callback_url_of_the_body_comes_before_that_of_the_query() {
        let parts = parts("POST", "/auth/signin?callbackUrl=/q", &[("content-type", "application/json")]);
        let seven = Value::from(7);
        for (body, expected) in [
            (r#"{"callbackUrl":"/b"}"#, Member::Text("/b")),
            (r#"{"callbackUrl":""}"#, Member::Text("")),
            (r#"{"callbackUrl":7}"#, Member::Other(&seven)),
            (r#"{"callbackUrl":null}"#, Member::Text("/q")),
            ("[]", Member::Text("/q")),
        ] {
            let request = AuthRequest::parse(&parts, body.as_bytes(), &BasePath::default()).ok().unwrap();
            assert!(request.callback_url() == Some(expected), "{body}");
        }
    }

    #[test]
    fn noise_and_floods_are_read_without_harm() {
        let mut noise = Noise::new();
        for _ in 0..3_000 {
            let body = noise.bytes(200, b"&=%+{}[]\",:a1");
            for content_type in ["application/json", "application/x-www-form-urlencoded"] {
                let _ = posted(content_type, &body, |body| body.text("a").map(str::len));
            }
            let uri = format!("/auth/{}?{}", noise.text(20, "/csrfigno%"), noise.text(40, "&=%error"));
            let Ok(uri) = uri.parse::<http::Uri>() else { continue };
            let mut parts = parts("POST", "/", &[]);
            parts.uri = uri;
            let _ = AuthRequest::parse(&parts, b"", &BasePath::default())
                .map(|request| request.query.fields().iter().count());
        }
        let form = "application/x-www-form-urlencoded";
        let fields = |count: usize| (0..count).map(|index| format!("&{index}=x")).collect::<String>();
        let last = |count| posted(form, fields(count).as_bytes(), |body| body.text("255").map(str::len));
        assert_eq!(last(256), Ok(Some(1)));
        for flood in [257, 50_000] {
            assert_eq!(last(flood), Err(BadRequest::TooManyFields.into()));
            let mut parts = parts("GET", "/", &[]);
            parts.uri = format!("/auth/session?{}", fields(flood.min(9_000))).parse().unwrap();
            let read = AuthRequest::parse(&parts, b"", &BasePath::default()).map(|_| ());
            assert_eq!(read, Err(BadRequest::TooManyFields.into()));
        }
    }
}

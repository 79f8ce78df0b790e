//! The metadata of an issuer (OpenID Connect Discovery 1.0, RFC 8414).

use bytes::Bytes;
use http::{Request, StatusCode, Uri, header::ACCEPT};
use serde::Deserialize;
use serde_json::Value;

use super::{error::OAuthError, issuer::OtherIssuer};
use crate::{
    config::Origin,
    http::{HttpClient, is_secure, send},
    json,
};

/// The metadata of an issuer, as far as it is used.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Metadata {
    #[serde(default)]
    pub(crate) issuer: Option<String>,
    pub(crate) authorization_endpoint: Option<String>,
    pub(crate) token_endpoint: Option<String>,
    pub(crate) userinfo_endpoint: Option<String>,
    pub(crate) jwks_uri: Option<String>,
    pub(crate) end_session_endpoint: Option<String>,
    #[serde(default)]
    pub(crate) id_token_signing_alg_values_supported: Vec<String>,
    #[serde(default)]
    pub(crate) userinfo_signing_alg_values_supported: Vec<String>,
    #[serde(default)]
    pub(crate) backchannel_logout_session_supported: bool,
    #[serde(default, deserialize_with = "is_promised")]
    pub(crate) authorization_response_iss_parameter_supported: bool,
}

/// Fetches the metadata of an issuer, from `document` if it is not at the standard location.
///
/// # Errors
/// Fails if there is no metadata, or if it names another issuer.
pub(crate) async fn fetch(
    http: &dyn HttpClient,
    issuer: &str,
    document: Option<&str>,
    tenant_issuer: bool,
) -> Result<Metadata, OAuthError> {
    let well_known = || format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
    let url = document.map_or_else(well_known, str::to_owned);
    let mut metadata: Metadata = get_json(http, &url, "discovery").await?;
    let found = metadata.issuer.as_deref().unwrap_or_default();
    if is_same(found, issuer) || tenant_issuer && differ_in_tenant(found, issuer) {
        metadata.drop_insecure_endpoints(issuer);
        Ok(metadata)
    } else {
        Err(OAuthError::Issuer(OtherIssuer::new(found, issuer)))
    }
}

impl Metadata {
    /// Drops the endpoints to which neither secrets nor browsers are sent: those that are not https. Endpoints on a
    /// loopback address may be http only if the issuer is there too, so that no other issuer directs requests to
    /// services on this machine.
    fn drop_insecure_endpoints(&mut self, issuer: &str) {
        let is_secure_for = |url: &str| {
            let (issuer, url) = (issuer.parse::<Uri>(), url.parse::<Uri>());
            let is_local =
                issuer.is_ok_and(|issuer| issuer.scheme_str() == Some("http") && is_secure(&issuer));
            url.is_ok_and(|url| is_secure(&url) && (is_local || url.scheme_str() == Some("https")))
        };
        for endpoint in [
            &mut self.authorization_endpoint,
            &mut self.token_endpoint,
            &mut self.userinfo_endpoint,
            &mut self.jwks_uri,
            &mut self.end_session_endpoint,
        ] {
            if endpoint.as_deref().is_some_and(|url| !is_secure_for(url)) {
                *endpoint = None;
            }
        }
    }
}

/// Fetches a JSON document. The status must be 200, since redirects are not followed.
pub(super) async fn get_json<T: serde::de::DeserializeOwned>(
    http: &dyn HttpClient,
    url: &str,
    what: &'static str,
) -> Result<T, OAuthError> {
    let request = Request::get(url).header(ACCEPT, "application/json").body(Bytes::new())?;
    let answer = send(http, request).await?;
    if answer.status() != StatusCode::OK {
        return Err(OAuthError::Status { what, status: answer.status() });
    }
    json::read(answer.body()).map_err(|cause| OAuthError::Json { what, cause })
}

/// Reads a promise of the provider that lets this server check more. It is one in any form that says so.
fn is_promised<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    fn says_so(value: &Value) -> bool {
        match value {
            Value::Null => false,
            Value::Bool(flag) => *flag,
            Value::Number(number) => number.as_f64() != Some(0.0),
            Value::String(string) => {
                let word = string.trim().to_ascii_lowercase();
                !matches!(&*word, "" | "false" | "0" | "no" | "off" | "none" | "null" | "undefined")
            }
            Value::Array(items) => items.iter().any(says_so),
            Value::Object(members) => members.values().any(says_so),
        }
    }
    Value::deserialize(deserializer).map(|value| says_so(&value))
}

/// Returns `true` if two issuers are the same. Scheme and host are compared without regard to case, and an
/// empty path is equal to `/`.
fn is_same(a: &str, b: &str) -> bool {
    let normal = |issuer| match Origin::split(issuer) {
        Ok((origin, path)) => Some((origin, if path.is_empty() { "/" } else { path })),
        Err(_) => None,
    };
    normal(a).is_some() && normal(a) == normal(b)
}

/// Returns `true` if two issuers differ only in the first segment of their paths, which is the tenant.
fn differ_in_tenant(a: &str, b: &str) -> bool {
    let parts = |issuer| {
        let (origin, path) = Origin::split(issuer).ok()?;
        let (_, rest) = path.strip_prefix('/')?.split_once('/')?;
        Some((origin, rest))
    };
    parts(a).is_some() && parts(a) == parts(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::testing::{Scripted, block_on};

    fn discover(issuer: &'static str, status: u16, body: &'static str) -> Result<Metadata, OAuthError> {
        let http = Scripted::new(move |_| (status, body.to_owned()));
        block_on(fetch(&http, issuer, None, false))
    }

    #[test]
    fn the_document_is_below_the_path_of_the_issuer() {
        for (issuer, url) in [
            ("https://a.test", "https://a.test/.well-known/openid-configuration"),
            ("https://a.test/", "https://a.test/.well-known/openid-configuration"),
            ("https://a.test/x", "https://a.test/x/.well-known/openid-configuration"),
        ] {
            let http = Scripted::new(move |_| (200, format!(r#"{{"issuer":"{issuer}"}}"#)));
            block_on(fetch(&http, issuer, None, false)).unwrap();
            block_on(fetch(&http, issuer, Some("https://b.test/metadata"), false)).unwrap();
            assert_eq!(http.asked(), [url, "https://b.test/metadata"]);
        }
    }

    #[test]
    fn another_issuer_is_rejected() {
        assert!(discover("https://a.test", 200, r#"{"issuer":"https://A.test/"}"#).is_ok());
        for (issuer, status, body) in [
            ("https://a.test", 200, r#"{"issuer":"https://b.test"}"#),
            ("https://a.test", 200, r#"{"issuer":"https://a.test/x"}"#),
            ("https://a.test/x", 200, r#"{"issuer":"https://a.test/x/"}"#),
            ("https://a.test", 200, r#"{}"#),
            ("https://a.test", 200, "<html>"),
            ("https://a.test", 302, r#"{"issuer":"https://a.test"}"#),
            ("https://a.test", 404, r#"{"issuer":"https://a.test"}"#),
            ("http://a.test", 200, r#"{"issuer":"http://a.test"}"#),
        ] {
            assert!(discover(issuer, status, body).is_err(), "{issuer} {status} {body}");
        }
    }

    #[test]
    fn a_member_that_does_not_fit_is_absent() {
        let metadata = |members: &str| {
            let body =
                format!(r#"{{"issuer":"https://a.test","token_endpoint":"https://a.test/t",{members}}}"#);
            let http = Scripted::new(move |_| (200, body.clone()));
            block_on(fetch(&http, "https://a.test", None, false))
                .unwrap_or_else(|error| panic!("{members}: {error}"))
        };
        for (members, algorithms) in [
            (r#""id_token_signing_alg_values_supported":null"#, &[][..]),
            (r#""id_token_signing_alg_values_supported":["ES256",null,{}]"#, &["ES256"]),
            (r#""id_token_signing_alg_values_supported":"ES256""#, &["ES256"]),
            (r#""id_token_signing_alg_values_supported":7"#, &[]),
            (r#""end_session_endpoint":false,"jwks_uri":null,"userinfo_endpoint":{"a":1}"#, &[]),
            (r#""backchannel_logout_session_supported":"perhaps","authorization_endpoint":"""#, &[]),
        ] {
            let metadata = metadata(members);
            assert_eq!(metadata.id_token_signing_alg_values_supported, algorithms, "{members}");
            assert_eq!(metadata.token_endpoint.as_deref(), Some("https://a.test/t"));
            assert_eq!(
                (metadata.end_session_endpoint, metadata.jwks_uri, metadata.userinfo_endpoint),
                (None, None, None)
            );
        }
        for (promise, expected) in [
            ("true", true),
            (r#""true""#, true),
            (r#""TRUE ""#, true),
            ("1", true),
            (r#""yes""#, true),
            ("[true]", true),
            (r#"{"supported":true}"#, true),
            ("false", false),
            ("null", false),
            (r#""false""#, false),
            ("0", false),
            (r#""""#, false),
            ("[]", false),
        ] {
            let read = metadata(&format!(
                r#""end_session_endpoint":[],"authorization_response_iss_parameter_supported":{promise}"#
            ));
            assert_eq!(read.authorization_response_iss_parameter_supported, expected, "{promise}");
        }
    }

    #[test]
    fn an_error_names_the_document_and_the_member() {
        for (body, expected) in [
            (r#"["Zx9"]"#, "discovery: the provider's response is not the expected JSON: not an object"),
            (
                "<html>",
                "discovery: the provider's response is not the expected JSON: not JSON (expected value",
            ),
            (
                r#"{"issuer":"https://b.test"}"#,
                r#"another issuer than the configured one: "https://b.test" instead of"#,
            ),
            (r#"{"issuer":{"Zx9":1}}"#, r#""" instead of "https://a.test""#),
        ] {
            let error = discover("https://a.test", 200, body).unwrap_err().to_string();
            assert!(error.contains(expected) && !error.contains("Zx9"), "{error}");
        }
    }

    #[test]
    fn plain_http_on_this_machine_is_for_an_issuer_on_this_machine() {
        for (issuer, endpoint, is_kept) in [
            ("https://a.test", "https://a.test/token", true),
            ("https://a.test", "https://b.test/token", true),
            ("https://a.test", "http://localhost:8080/token", false),
            ("https://a.test", "http://127.0.0.1/token", false),
            ("https://localhost", "http://localhost/token", false),
            ("https://a.test", "http://a.test/token", false),
            ("https://a.test", "file:///etc/passwd", false),
            ("http://localhost:1", "http://localhost:2/token", true),
            ("http://[::1]:1", "http://127.0.0.1:2/token", true),
            ("http://localhost:1", "http://a.test/token", false),
        ] {
            let endpoint = Some(endpoint.to_owned());
            let mut metadata = Metadata {
                authorization_endpoint: endpoint.clone(),
                token_endpoint: endpoint.clone(),
                userinfo_endpoint: endpoint.clone(),
                jwks_uri: endpoint.clone(),
                end_session_endpoint: endpoint.clone(),
                ..Metadata::default()
            };
            metadata.drop_insecure_endpoints(issuer);
            let Metadata { authorization_endpoint, token_endpoint, .. } = &metadata;
            let Metadata { userinfo_endpoint, jwks_uri, end_session_endpoint, .. } = &metadata;
            for kept in
                [authorization_endpoint, token_endpoint, userinfo_endpoint, jwks_uri, end_session_endpoint]
            {
                assert_eq!(kept.is_some(), is_kept, "{issuer} {endpoint:?}");
            }
        }
    }

    #[test]
    fn the_tenant_may_differ() {
        let common = "https://login.microsoftonline.com/common/v2.0";
        assert!(differ_in_tenant("https://login.microsoftonline.com/{tenantid}/v2.0", common));
        assert!(!differ_in_tenant("https://evil.test/{tenantid}/v2.0", common));
        assert!(!differ_in_tenant("https://login.microsoftonline.com/x/y/v2.0", common));
        assert!(!differ_in_tenant("https://login.microsoftonline.com", common));
    }
}

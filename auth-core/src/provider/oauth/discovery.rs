//! The metadata of an issuer (OpenID Connect Discovery 1.0, RFC 8414).

use bytes::Bytes;
use http::{Request, StatusCode, Uri, header::ACCEPT};
use serde::Deserialize;

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
    #[serde(default)]
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

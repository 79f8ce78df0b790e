//! The logout request (OpenID Connect RP-Initiated Logout 1.0, section 2): the URL to which the browser is
//! sent after it has signed out here.

use super::{
    discovery::Metadata,
    error::OAuthError,
    runtime::{OAuth, secure},
};
use crate::{
    contract::{Secret, UnixTime},
    http::HttpClient,
};

/// The values that the flow adds to the client ID.
pub(crate) struct LogoutRequest<'a> {
    pub(crate) id_token_hint: Option<&'a Secret>,
    /// The URL to return to. The provider sends the browser back only if the URL is registered.
    pub(crate) post_logout_redirect_uri: &'a str,
    pub(crate) state: &'a Secret,
}

impl OAuth {
    /// Builds the URL for one sign-out.
    ///
    /// # Errors
    /// Fails if the provider's metadata cannot be fetched, or if it contains no secure
    /// `end_session_endpoint`.
    pub(crate) async fn logout_url(
        &self,
        http: &dyn HttpClient,
        now: UnixTime,
        request: &LogoutRequest<'_>,
    ) -> Result<String, OAuthError> {
        let metadata = self.discovered(http, now).await?;
        Ok(self.logout_url_at(self.end_session_endpoint(&metadata)?, request))
    }

    fn logout_url_at(&self, endpoint: &str, request: &LogoutRequest<'_>) -> String {
        let mut params = form_urlencoded::Serializer::new(String::new());
        if let Some(token) = request.id_token_hint {
            params.append_pair("id_token_hint", token.expose());
        }
        params.append_pair("client_id", &self.client_id);
        params.append_pair("post_logout_redirect_uri", request.post_logout_redirect_uri);
        params.append_pair("state", request.state.expose());
        let separator = if endpoint.contains('?') { '&' } else { '?' };
        format!("{endpoint}{separator}{}", params.finish())
    }

    fn end_session_endpoint<'m>(&self, metadata: &'m Metadata) -> Result<&'m str, OAuthError> {
        secure(metadata.end_session_endpoint.as_deref(), "end_session_endpoint")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        http::testing::{Scripted, block_on},
        provider::oauth::{IdentityProvider, Oidc},
    };

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

    fn url(endpoint: &str, id_token_hint: Option<&Secret>) -> Result<String, OAuthError> {
        let acme = <Oidc>::new("acme", "Acme", "https://op.test", "my client", "secret");
        let provider = IdentityProvider::<()>::new(acme.sign_out_at_provider())
            .unwrap_or_else(|error| panic!("{error}"));
        let metadata = format!(r#"{{"issuer":"https://op.test"{endpoint}}}"#);
        let http = Scripted::new(move |_| (200, metadata.clone()));
        let (post_logout_redirect_uri, state) = ("https://app.test/auth/signout/acme", &Secret::new("st"));
        let request = LogoutRequest { id_token_hint, post_logout_redirect_uri, state };
        block_on(provider.logout_url(&http, NOW, &request))
    }

    #[test]
    fn the_parameters_are_those_of_the_specification() {
        let rest = "client_id=my+client\
            &post_logout_redirect_uri=https%3A%2F%2Fapp.test%2Fauth%2Fsignout%2Facme&state=st";
        let plain = url(r#","end_session_endpoint":"https://op.test/end""#, None).unwrap();
        assert_eq!(plain, format!("https://op.test/end?{rest}"));
        let hint = Secret::new("a.b.c");
        let hinted = url(r#","end_session_endpoint":"https://op.test/end?p=1""#, Some(&hint)).unwrap();
        assert_eq!(hinted, format!("https://op.test/end?p=1&id_token_hint=a.b.c&{rest}"));
    }

    #[test]
    fn a_missing_or_insecure_endpoint_is_an_error() {
        for endpoint in ["", r#","end_session_endpoint":"http://op.test/end""#] {
            let refused = url(endpoint, None);
            assert!(matches!(refused, Err(OAuthError::Endpoint("end_session_endpoint"))), "{endpoint}");
        }
    }
}

//! The authorization request (RFC 6749 section 4.1.1): the URL to which the browser is sent.

use super::{reserved_params::RESERVED, runtime::OAuth};

/// The values that the flow adds to the definition's parameters.
pub(crate) struct AuthorizationRequest<'a> {
    pub(crate) redirect_uri: &'a str,
    pub(crate) state: &'a str,
    pub(crate) code_challenge: Option<&'a str>,
    pub(crate) nonce: Option<&'a str>,
}

/// The parameters that the query of a sign-in may set by default: hints of OpenID Connect Core section 3.1.2.1, and two
/// that are widely used. None of them changes who receives the response, or what it contains.
const HINTS: [&str; 9] = [
    "acr_values",
    "claims_locales",
    "display",
    "domain_hint",
    "login_hint",
    "max_age",
    "prompt",
    "screen_hint",
    "ui_locales",
];

impl OAuth {
    /// Builds the URL for one sign-in. `query` are the parameters that the browser requests. Those that it may not set
    /// are left out.
    pub(crate) fn authorization_url<'q>(
        &self,
        endpoint: &str,
        request: &AuthorizationRequest<'_>,
        query: impl Iterator<Item = (&'q str, &'q str)>,
    ) -> String {
        let (base, fixed) = endpoint.split_once('?').unwrap_or((endpoint, ""));
        let mut params = Params::parse(fixed);
        params.retain(|name| !RESERVED.contains(&name));
        if !self.scope.is_empty() {
            params.set_default("scope", &self.scope);
        }
        params.set("response_type", "code");
        params.set("client_id", &self.client_id);
        params.set("redirect_uri", request.redirect_uri);
        if self.form_post {
            params.set("response_mode", "form_post");
        }
        for (name, value) in &self.authorization_params {
            params.set(name, value);
        }
        for (name, value) in query {
            if self.query_params.iter().any(|allowed| allowed == name) {
                params.set(name, value);
            } else if HINTS.contains(&name) {
                params.set_default(name, value);
            }
        }
        params.set("state", request.state);
        if let Some(challenge) = request.code_challenge {
            params.set("code_challenge", challenge);
            params.set("code_challenge_method", "S256");
        }
        if let Some(nonce) = request.nonce {
            params.set("nonce", nonce);
        }
        format!("{base}?{}", params.serialize())
    }
}

/// The parameters of a query, in order. Each name occurs once.
struct Params(Vec<(String, String)>);

impl Params {
    fn parse(query: &str) -> Self {
        Self(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// Replaces a parameter in its place, or appends it.
    fn set(&mut self, name: &str, value: &str) {
        match self.0.iter_mut().find(|(earlier, _)| earlier == name) {
            Some((_, earlier)) => value.clone_into(earlier),
            None => self.0.push((name.to_owned(), value.to_owned())),
        }
    }

    /// Keeps the parameters for which `is_kept` returns `true`.
    fn retain(&mut self, is_kept: impl Fn(&str) -> bool) {
        self.0.retain(|(name, _)| is_kept(name));
    }

    /// Appends a parameter unless it is present.
    fn set_default(&mut self, name: &str, value: &str) {
        if !self.0.iter().any(|(earlier, _)| earlier == name) {
            self.set(name, value);
        }
    }

    fn serialize(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{super::reserved_params::CONFIGURED, *};
    use crate::provider::oauth::{Definition, IdentityProvider, OAuth2, ProviderConfigError};

    fn provider() -> IdentityProvider<()> {
        let definition = Definition::oauth("acme", "Acme")
            .authorization("https://acme.test/auth?scope=read%3Auser&audience=api&request_uri=urn%3Ax")
            .token("https://acme.test/token")
            .authorization_param("prompt", "consent")
            .query_param("organization")
            .query_param("audience");
        IdentityProvider::new(<OAuth2>::new(definition, "my client", "secret"))
            .unwrap_or_else(|error| panic!("{error}"))
    }

    fn url(extra: &[(&str, &str)], nonce: Option<&str>) -> String {
        let provider = provider();
        let request = AuthorizationRequest {
            redirect_uri: "https://app.test/auth/callback/acme",
            state: "st",
            code_challenge: Some("ch"),
            nonce,
        };
        let endpoint = provider.authorization_url.as_deref().unwrap();
        provider.authorization_url(endpoint, &request, extra.iter().copied())
    }

    const PLAIN: &str = "https://acme.test/auth?scope=read%3Auser&audience=api&response_type=code\
        &client_id=my+client&redirect_uri=https%3A%2F%2Fapp.test%2Fauth%2Fcallback%2Facme&prompt=consent\
        &state=st&code_challenge=ch&code_challenge_method=S256";

    #[test]
    fn parameters_are_in_the_order_of_auth_js() {
        assert_eq!(url(&[], None), PLAIN);
        assert_eq!(url(&[], Some("no")), format!("{PLAIN}&nonce=no"));
    }

    #[test]
    fn the_browser_may_add_hints_and_what_the_configuration_allows() {
        let url = url(&[("login_hint", "a@b"), ("organization", "o"), ("audience", "other")], None);
        assert!(url.contains("&login_hint=a%40b&") && url.contains("&organization=o&"), "{url}");
        assert!(url.contains("&audience=other&"), "it may replace what is allowed by name: {url}");
    }

    #[test]
    fn the_browser_cannot_change_what_the_configuration_sets() {
        assert_eq!(url(&[("prompt", "none"), ("scope", "all")], None), PLAIN);
    }

    #[test]
    fn the_browser_cannot_set_other_parameters() {
        let unknown = ["claims", "resource", "authorization_details", "access_type", "foo", ""];
        for name in RESERVED.into_iter().chain(CONFIGURED).chain(unknown) {
            assert_eq!(url(&[(name, "evil")], None), PLAIN, "{name}");
        }
    }

    #[test]
    fn parameters_of_the_flow_cannot_be_configured() {
        let built = |change: fn(Definition) -> Definition| {
            let definition = Definition::oauth("acme", "Acme")
                .authorization("https://acme.test/auth")
                .token("https://acme.test/token");
            IdentityProvider::<()>::new(<OAuth2>::new(change(definition), "id", "secret")).err()
        };
        for name in RESERVED {
            let fault = built(match name {
                "request" => |definition| definition.authorization_param("request", "a.b.c"),
                "state" => |definition| definition.query_param("state"),
                "redirect_uri" => {
                    |definition| definition.authorization_param("redirect_uri", "https://b.test")
                }
                _ => continue,
            });
            assert_eq!(fault, Some(ProviderConfigError::ReservedParameter(name.to_owned())));
        }
        assert!(built(|definition| definition.query_param("client_id")).is_some());
        assert_eq!(built(|definition| definition.authorization_param("claims", "{}")), None);
        assert_eq!(built(|definition| definition.query_param("scope")), None);
    }
}

//! The authorization request (RFC 6749 section 4.1.1): the URL to which the browser is sent.

use super::runtime::OAuth;

/// The values that the flow adds to the definition's parameters.
pub(crate) struct AuthorizationRequest<'a> {
    pub(crate) redirect_uri: &'a str,
    pub(crate) state: &'a str,
    pub(crate) code_challenge: Option<&'a str>,
    pub(crate) nonce: Option<&'a str>,
}

/// The parameters that the query of a sign-in request cannot change: they bind the request to the client, the
/// browser and the flow.
const RESERVED: [&str; 10] = [
    "client_id",
    "redirect_uri",
    "response_type",
    "response_mode",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
    "callbackUrl",
    "csrfToken",
];

impl OAuth {
    /// Builds the URL for one sign-in. `extra` are the parameters that the browser requested (`prompt`,
    /// `login_hint`, `scope`).
    pub(crate) fn authorization_url<'q>(
        &self,
        endpoint: &str,
        request: &AuthorizationRequest<'_>,
        extra: impl Iterator<Item = (&'q str, &'q str)>,
    ) -> String {
        let (base, query) = endpoint.split_once('?').unwrap_or((endpoint, ""));
        let mut params = Params::parse(query);
        if !self.scope.is_empty() {
            params.set_default("scope", &self.scope);
        }
        params.set("response_type", "code");
        params.set("client_id", &self.client_id);
        params.set("redirect_uri", request.redirect_uri);
        for (name, value) in &self.authorization_params {
            params.set(name, value);
        }
        for (name, value) in extra.filter(|(name, _)| !RESERVED.contains(name)) {
            params.set(name, value);
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
    use super::*;
    use crate::provider::oauth::{Definition, IdentityProvider, OAuth2};

    fn provider() -> IdentityProvider<()> {
        let definition = Definition::oauth("acme", "Acme")
            .authorization("https://acme.test/auth?scope=read%3Auser&audience=api")
            .token("https://acme.test/token")
            .authorization_param("prompt", "consent");
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
    fn the_browser_may_add_and_replace_other_parameters() {
        let url = url(&[("login_hint", "a@b"), ("prompt", "login"), ("scope", "all")], None);
        assert!(
            url.contains("scope=all&")
                && url.contains("&prompt=login&")
                && url.contains("&login_hint=a%40b&")
        );
    }

    #[test]
    fn the_browser_cannot_change_reserved_parameters() {
        for name in RESERVED {
            assert_eq!(url(&[(name, "evil")], None), PLAIN, "{name}");
        }
    }
}

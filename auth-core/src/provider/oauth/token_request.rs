//! The token request (RFC 6749 sections 4.1.3 and 6).

use bytes::Bytes;
use http::{
    HeaderValue, Request,
    header::{ACCEPT, CONTENT_TYPE, WWW_AUTHENTICATE},
};

use super::{
    client_auth::{ClientAuthContext, authenticate},
    credential::Credential,
    error::OAuthError,
    runtime::OAuth,
    template::fill,
    text::Text,
    token_answer::TokenAnswer,
    token_response::{Tokens, read},
};
use crate::{
    contract::{Secret, TokenSet, UnixTime},
    http::{HttpClient, send},
    random::Random,
};

/// The authorization code, with the values that are sent alongside it.
pub(crate) struct Grant<'g> {
    pub(crate) code: &'g str,
    pub(crate) redirect_uri: &'g str,
    pub(crate) code_verifier: Option<&'g Secret>,
}

impl OAuth {
    /// Exchanges a code for tokens.
    pub(super) async fn exchange(
        &self,
        http: &dyn HttpClient,
        grant: &Grant<'_>,
        (issuer, token_endpoint): (&str, &str),
        now: UnixTime,
        random: &dyn Random,
    ) -> Result<Tokens, OAuthError> {
        let context = ClientAuthContext { client_id: &self.client_id, issuer, token_endpoint, now, random };
        let mut fields = vec![("redirect_uri", grant.redirect_uri), ("code", grant.code)];
        fields.extend(grant.code_verifier.map(|verifier| ("code_verifier", verifier.expose())));
        fields.push(("grant_type", "authorization_code"));
        self.request_tokens(http, self.token_request(&fields, Some(grant.code), &context)?, now).await
    }

    /// Exchanges a refresh token for tokens. The refresh token, the scope and the session state stay as they
    /// were if the response does not contain them. An ID token in the response must be valid and belong to the same
    /// user. The one of the sign-in is kept, since the new one signs in no user.
    pub(crate) async fn refresh(
        &self,
        http: &dyn HttpClient,
        (before, refresh_token): (&TokenSet, &Secret),
        now: UnixTime,
        random: &dyn Random,
    ) -> Result<TokenSet, OAuthError> {
        let metadata = self.metadata(http, now).await?;
        let context = ClientAuthContext {
            client_id: &self.client_id,
            issuer: metadata.issuer.as_deref().unwrap_or_default(),
            token_endpoint: self.token_endpoint(&metadata)?,
            now,
            random,
        };
        let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh_token.expose())];
        let fresh = self.request_tokens(http, self.token_request(&fields, None, &context)?, now).await?.set;
        self.check_refreshed(http, (before, &fresh), now).await?;
        Ok(TokenSet {
            refresh_token: fresh.refresh_token.or_else(|| Some(refresh_token.clone())),
            id_token: before.id_token.clone(),
            scope: fresh.scope.or_else(|| before.scope.clone()),
            session_state: fresh.session_state.or_else(|| before.session_state.clone()),
            ..fresh
        })
    }

    /// Sends a token request and reads the tokens from its response.
    async fn request_tokens(
        &self,
        http: &dyn HttpClient,
        request: Request<Bytes>,
        now: UnixTime,
    ) -> Result<Tokens, OAuthError> {
        let answer = send(http, request).await?;
        let challenged = answer.headers().contains_key(WWW_AUTHENTICATE);
        let mut answer = TokenAnswer::new(answer.status(), challenged, answer.into_body());
        self.hooks.conform(&mut answer);
        read(answer, now, self.bearer_by_default)
    }

    /// Builds a request with these fields and the parameters of the definition. A refresh has no code.
    fn token_request(
        &self,
        fields: &[(&str, &str)],
        code: Option<&str>,
        context: &ClientAuthContext<'_>,
    ) -> Result<Request<Bytes>, OAuthError> {
        let mut form: Vec<_> =
            fields.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
        let mut request = Request::post("/").body(Bytes::new())?;
        let headers = request.headers_mut();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded;charset=UTF-8"),
        );
        authenticate(context, &self.credential, self.client_auth, &mut form, headers)?;
        for (name, value) in self.filled(&self.token_params, code)? {
            match form.iter_mut().find(|(earlier, _)| *earlier == name) {
                Some((_, earlier)) => *earlier = value,
                None => form.push((name, value)),
            }
        }
        let query = encode(&self.filled(&self.token_query, code)?);
        let separator = match (query.is_empty(), context.token_endpoint.contains('?')) {
            (true, _) => "",
            (false, true) => "&",
            (false, false) => "?",
        };
        let url = format!("{}{separator}{query}", context.token_endpoint);
        *request.uri_mut() = url.parse().map_err(http::Error::from)?;
        *request.body_mut() = encode(&form).into();
        Ok(request)
    }

    /// Returns parameters of the definition, with the secret and the code filled in. Without a code, the
    /// parameters about it are left out.
    fn filled(
        &self,
        params: &[(Text, Text)],
        code: Option<&str>,
    ) -> Result<Vec<(String, String)>, OAuthError> {
        let value = |name: &str| match (name, &self.credential) {
            ("code", _) => code.map(str::to_owned),
            ("client_secret", Credential::Secret(secret)) => Some(secret.expose().to_owned()),
            _ => None,
        };
        let pair = |(name, template): &(Text, Text)| {
            let filled = fill(template, value).map_err(|name| OAuthError::Placeholder(name.to_owned()))?;
            Ok((name.clone().into_owned(), filled))
        };
        let fits = |(name, template): &&(Text, Text)| {
            code.is_some() || name != "grant_type" && !template.contains("{code}")
        };
        params.iter().filter(fits).map(pair).collect()
    }
}

fn encode(pairs: &[(String, String)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::Value;

    use super::*;
    use crate::{
        contract::{BoxError, ProfileUser},
        http::testing::{Scripted, block_on},
        provider::oauth::{ClientAuthMethod, Definition, IdentityProvider, OAuth2, OAuthProvider, Vendor},
        random::SystemRandom,
    };

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

    /// A provider that responds with a form.
    struct Formal;

    impl Vendor for Formal {
        type Profile = Value;

        fn definition() -> Definition {
            Definition::oauth("formal", "Formal")
                .authorization("https://acme.test/auth")
                .token("https://acme.test/token")
                .bearer_by_default()
        }

        async fn user(_: Value, _: &TokenSet) -> Result<ProfileUser, BoxError> {
            Ok(ProfileUser::new("ada"))
        }

        fn conform(answer: &mut TokenAnswer) {
            assert_eq!(answer.body, Value::Null);
            let members = form_urlencoded::parse(&answer.raw);
            answer.body = members.map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
        }
    }

    #[test]
    fn a_hook_reads_a_form() {
        let provider = IdentityProvider::<()>::new(OAuthProvider::<Formal>::new("id", "s3cret"));
        let provider = provider.unwrap_or_else(|error| panic!("{error}"));
        let http = Scripted::new(|_| (200, "access_token=a%2F2&expires_in=60&scope=".to_owned()));
        let before = TokenSet::default();
        let after = block_on(provider.refresh(&http, (&before, &Secret::new("r1")), NOW, &SystemRandom));
        let after = after.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(after.access_token.as_ref().map(Secret::expose), Some("a/2"));
        assert_eq!(after.expires_at, Some(NOW + Duration::from_secs(60)));
    }

    #[test]
    fn a_refresh_sends_what_the_definition_adds_but_nothing_about_the_code() {
        let definition = Definition::oauth("acme", "Acme")
            .authorization("https://acme.test/auth")
            .token("https://acme.test/token")
            .token_param("client_key", "{client_id}")
            .token_param("grant_type", "of the code")
            .token_param("assertion", "{code}")
            .token_query("secret", "{client_secret}")
            .client_auth(ClientAuthMethod::Custom);
        let provider = IdentityProvider::<()>::new(<OAuth2>::new(definition, "id", "s3cret"))
            .unwrap_or_else(|error| panic!("{error}"));
        let http = Scripted::new(|request| {
            assert_eq!(request.body(), "grant_type=refresh_token&refresh_token=r1&client_key=id");
            (200, r#"{"access_token":"a2","token_type":"bearer","expires_in":60}"#.to_owned())
        });
        let before = TokenSet {
            access_token: Some("a1".into()),
            id_token: Some("i1".into()),
            scope: Some("read".to_owned()),
            ..TokenSet::default()
        };
        let refresh_token = Secret::new("r1");
        let after = block_on(provider.refresh(&http, (&before, &refresh_token), NOW, &SystemRandom));
        let after = after.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(http.asked(), ["https://acme.test/token?secret=s3cret"]);
        assert_eq!(after.access_token.as_ref().map(Secret::expose), Some("a2"));
        assert!(after.refresh_token == Some(refresh_token) && after.id_token == before.id_token);
        assert_eq!((after.scope, after.expires_at), (before.scope, Some(UnixTime::from_secs(1_700_000_060))));
    }
}

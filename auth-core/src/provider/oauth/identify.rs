//! The exchange of an authorization code for tokens and a profile.

use serde_json::{Map, Value};

use super::{
    credential::Credential,
    definition::ProfileSource,
    discovery::Metadata,
    error::OAuthError,
    id_token::{self, Authentication, Expected, IdTokenAlgorithm, IdTokenClaims, IdTokenError},
    lookup::Lookup,
    runtime::OAuth,
    token_request::Grant,
    token_response::Tokens,
    userinfo::UserInfoResponse,
};
use crate::{
    contract::{ProviderType, Secret, TokenSet, UnixTime, callback::profile::RawProfile, form::FormInput},
    http::HttpClient,
    jose::{JoseError, PublicKey, Unverified},
    json,
    random::Random,
};

/// The explicit types of signed userinfo responses that are accepted.
const USERINFO_TYPES: &[&str] = &["userinfo-response+jwt"];

/// The input of a sign-in at the callback: the code, and the values that its tokens are checked against.
pub(crate) struct Proof<'p> {
    pub(crate) grant: Grant<'p>,
    /// The nonce that was sent to the provider, if any.
    pub(crate) nonce: Option<&'p Secret>,
    /// The parameters of the callback request.
    pub(crate) parameters: &'p (dyn FormInput + Sync),
    pub(crate) metadata: &'p Metadata,
    pub(crate) now: UnixTime,
    pub(crate) random: &'p dyn Random,
}

/// The statements of an ID token about the user and the sign-in. Without one, there are none.
#[derive(Default)]
pub(super) struct Identified {
    pub(super) subject: Option<String>,
    pub(super) authentication: Authentication,
}

impl Identified {
    fn of(claims: &IdTokenClaims, now: UnixTime) -> Self {
        let subject = claims.get("sub").and_then(Value::as_str).map(str::to_owned);
        Self { subject, authentication: id_token::authentication(claims, now) }
    }
}

impl OAuth {
    /// Exchanges the code for tokens, and returns them with the raw profile of their user and what the ID token says.
    pub(super) async fn exchange_profile(
        &self,
        http: &dyn HttpClient,
        proof: &Proof<'_>,
    ) -> Result<(TokenSet, Value, Identified), OAuthError> {
        let Proof { metadata, now, .. } = *proof;
        let issuer = metadata.issuer.as_deref().unwrap_or_default();
        let endpoint = self.token_endpoint(metadata)?;
        let tokens = self.exchange(http, &proof.grant, (issuer, endpoint), now, proof.random).await?;
        let claims = self.claims(http, &tokens.set, proof.nonce, now).await?;
        let identified = claims.as_ref().map(|claims| Identified::of(claims, now)).unwrap_or_default();
        let profile = match (self.profile, claims) {
            (ProfileSource::IdToken, Some(claims)) => {
                Value::Object(self.with_requested_claims(http, proof, &tokens, claims).await)
            }
            (ProfileSource::IdTokenOnly, Some(claims)) => Value::Object(claims),
            (_, claims) => self.userinfo(http, proof, &tokens, claims.as_ref()).await?,
        };
        let userinfo_url = self.userinfo_endpoint(metadata);
        let own = [self.issuer.as_deref(), Some(endpoint), userinfo_url].into_iter().flatten();
        let endpoints: Vec<&str> = own.chain(self.lookup_urls.iter().map(|url| &**url)).collect();
        let lookup = Lookup {
            issuer: self.issuer.as_deref(),
            userinfo_url,
            endpoints: &endpoints,
            options: &self.options,
            http,
            tokens: &tokens.set,
            token_response: &tokens.response,
            parameters: proof.parameters,
        };
        let profile = self.hooks.complete(profile, lookup).await.map_err(OAuthError::Complete)?;
        Ok((tokens.set, profile, identified))
    }

    /// Returns the profile in the form that callbacks read.
    pub(crate) fn raw_profile<'p>(&self, profile: &'p Value) -> RawProfile<'p> {
        self.hooks.raw(profile)
    }

    /// Verifies the ID token and returns its claims. OpenID Connect requires an ID token; OAuth 2.0 does not,
    /// but if there is one, it has to be valid.
    pub(super) async fn claims(
        &self,
        http: &dyn HttpClient,
        tokens: &TokenSet,
        nonce: Option<&Secret>,
        now: UnixTime,
    ) -> Result<Option<IdTokenClaims>, OAuthError> {
        let Some(encoded) = &tokens.id_token else {
            return match self.kind {
                ProviderType::Oidc => Err(OAuthError::Tokens("id_token")),
                _ => Ok(None),
            };
        };
        let discovered = self.discovered(http, now).await?;
        let supported = &discovered.id_token_signing_alg_values_supported;
        let (claims, algorithm) =
            self.signed_claims(http, &discovered, supported, (encoded.expose(), &[]), now).await?;
        let expected = Expected {
            nonce: nonce.map(Secret::expose),
            ..self.expected(&discovered, tokens, algorithm, now)
        };
        expected.check(&claims)?;
        Ok(Some(claims))
    }

    /// Verifies the ID token of a refresh, if there is one, and compares it with the one of the sign-in (OpenID Connect
    /// Core section 12.2): its issuer and subject must be the same. A nonce may be left out.
    pub(super) async fn check_refreshed(
        &self,
        http: &dyn HttpClient,
        (before, after): (&TokenSet, &TokenSet),
        now: UnixTime,
    ) -> Result<(), OAuthError> {
        let Some(encoded) = &after.id_token else { return Ok(()) };
        let discovered = self.discovered(http, now).await?;
        let supported = &discovered.id_token_signing_alg_values_supported;
        let (claims, algorithm) =
            self.signed_claims(http, &discovered, supported, (encoded.expose(), &[]), now).await?;
        let known = before.id_token.as_ref().and_then(|token| stored_claims(token.expose()));
        let known = |name: &str| known.as_ref().and_then(|known| known.get(name));
        // A nonce was sent only if this provider gets one. The refresh may leave it out, but not change it.
        let sent = known("nonce").filter(|_| self.nonce && id_token::present(&claims, "nonce").is_some());
        let expected = Expected {
            nonce: sent.and_then(Value::as_str),
            ..self.expected(&discovered, after, algorithm, now)
        };
        expected.check(&claims)?;
        for name in ["iss", "sub"] {
            if known(name).is_some_and(|known| claims.get(name) != Some(known)) {
                return Err(OAuthError::Refreshed(name));
            }
        }
        Ok(())
    }

    /// Returns the values that the claims of an ID token must match, without a nonce.
    fn expected<'e>(
        &'e self,
        metadata: &'e Metadata,
        tokens: &'e TokenSet,
        algorithm: IdTokenAlgorithm,
        now: UnixTime,
    ) -> Expected<'e> {
        Expected {
            issuer: metadata.issuer.as_deref().unwrap_or_default(),
            tenants: &self.tenants,
            client_id: &self.client_id,
            nonce: None,
            access_token: tokens.access_token.as_ref().map_or("", Secret::expose),
            algorithm,
            now,
        }
    }

    /// Verifies the signature of an encoded token and returns its claims with its algorithm. `types` are the explicit
    /// types that its header may name.
    pub(super) async fn signed_claims(
        &self,
        http: &dyn HttpClient,
        metadata: &Metadata,
        supported: &[String],
        (encoded, types): (&str, &[&str]),
        now: UnixTime,
    ) -> Result<(IdTokenClaims, IdTokenAlgorithm), OAuthError> {
        let token = Unverified::split(encoded).map_err(IdTokenError::from)?;
        if !token.may_be(types) {
            return Err(IdTokenError::Type.into());
        }
        let algorithm = id_token::algorithm(&token, self.id_token_algorithm, supported)?;
        Ok((self.verified(http, metadata, &token, algorithm, now).await?, algorithm))
    }

    /// Verifies the signature of a token and returns its payload. The issuer is read before the signature is
    /// checked, but only to choose among the provider's own keys.
    async fn verified(
        &self,
        http: &dyn HttpClient,
        metadata: &Metadata,
        token: &Unverified<'_>,
        algorithm: IdTokenAlgorithm,
        now: UnixTime,
    ) -> Result<Map<String, Value>, OAuthError> {
        let claims: IdTokenClaims =
            json::read(&token.payload).map_err(|_| IdTokenError::from(JoseError::Claims))?;
        if algorithm == IdTokenAlgorithm::HS256 {
            let Credential::Secret(secret) = &self.credential else {
                return Err(IdTokenError::Algorithm.into());
            };
            let key = PublicKey::from_secret(secret);
            key.verify(algorithm.backend(), token.message.as_bytes(), &token.signature)
                .map_err(IdTokenError::from)?;
        } else {
            let url = metadata.jwks_uri.as_deref().ok_or(OAuthError::Endpoint("jwks_uri"))?;
            let issuer = metadata.issuer.as_deref().unwrap_or_default();
            let issuer = id_token::issuer_of(&claims, issuer, &self.tenants)?;
            self.jwks.verify(http, url, token, algorithm, &issuer, now).await?;
        }
        Ok(claims)
    }

    /// Verifies a signed response of the userinfo endpoint: its signature, issuer, audience and times (OpenID Connect
    /// Core section 5.3.2).
    async fn signed_userinfo(
        &self,
        http: &dyn HttpClient,
        encoded: &str,
        now: UnixTime,
    ) -> Result<IdTokenClaims, OAuthError> {
        let metadata = self.discovered(http, now).await?;
        let supported = match &*metadata.userinfo_signing_alg_values_supported {
            [] => &metadata.id_token_signing_alg_values_supported,
            supported => supported,
        };
        let (claims, _) = self
            .signed_claims(http, &metadata, supported, (encoded, USERINFO_TYPES), now)
            .await
            .map_err(|error| error.of_token(OAuthError::UserInfo))?;
        let issuer = metadata.issuer.as_deref().unwrap_or_default();
        id_token::check_userinfo(&claims, (issuer, &self.tenants), &self.client_id, now)
            .map_err(OAuthError::UserInfo)?;
        Ok(claims)
    }

    /// Fetches the profile from the userinfo endpoint. With OpenID Connect, it must have the same subject as
    /// the claims.
    pub(super) async fn userinfo(
        &self,
        http: &dyn HttpClient,
        proof: &Proof<'_>,
        tokens: &Tokens,
        claims: Option<&IdTokenClaims>,
    ) -> Result<Value, OAuthError> {
        let Some(endpoint) = self.userinfo_endpoint(proof.metadata) else {
            return match self.kind {
                ProviderType::Oidc => Err(OAuthError::Endpoint("userinfo_endpoint")),
                // The provider's `complete` hook fetches the profile.
                _ => Ok(Value::Object(Map::new())),
            };
        };
        let profile = match self.userinfo.fetch(http, endpoint, tokens).await? {
            UserInfoResponse::Profile(profile) => profile,
            UserInfoResponse::Jwt(encoded) => {
                Value::Object(self.signed_userinfo(http, &encoded, proof.now).await?)
            }
        };
        match claims {
            Some(claims) if self.kind == ProviderType::Oidc && !is_of(&profile, claims) => {
                Err(OAuthError::Subject)
            }
            _ => Ok(profile),
        }
    }
}

/// Returns `true` if a profile has the subject of these claims. Some providers write a number in one of them, and a string
/// of the same digits in the other.
fn is_of(profile: &Value, claims: &IdTokenClaims) -> bool {
    match (profile.get("sub"), claims.get("sub")) {
        (Some(Value::Number(number)), Some(Value::String(sub))) => number.to_string() == *sub,
        (profile, claims) => profile.is_some() && profile == claims,
    }
}

/// Returns the claims of the ID token that was stored at the sign-in, when it was verified.
fn stored_claims(token: &str) -> Option<IdTokenClaims> {
    let token = Unverified::split(token).ok()?;
    json::read(&token.payload).ok()
}

#[cfg(test)]
#[path = "identify_tests.rs"]
mod tests;

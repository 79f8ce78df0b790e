//! The exchange of an authorization code for tokens and a profile.

use serde_json::{Map, Value};

use super::{
    credential::Credential,
    definition::ProfileSource,
    discovery::Metadata,
    error::OAuthError,
    id_token::{self, Expected, IdTokenAlgorithm, IdTokenClaims, IdTokenError},
    lookup::Lookup,
    runtime::OAuth,
    token_request::{Grant, Tokens},
    userinfo::UserInfoResponse,
};
use crate::{
    contract::{ProviderType, Secret, TokenSet, UnixTime, callback::profile::RawProfile, form::FormInput},
    http::HttpClient,
    jose::{JoseError, PublicKey, Unverified},
    random::Random,
};

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

impl OAuth {
    /// Exchanges the code for tokens, and returns them with the raw profile of their user.
    pub(super) async fn exchange_profile(
        &self,
        http: &dyn HttpClient,
        proof: &Proof<'_>,
    ) -> Result<(TokenSet, Value), OAuthError> {
        let Proof { metadata, now, .. } = *proof;
        let issuer = metadata.issuer.as_deref().unwrap_or_default();
        let endpoint = self.token_endpoint(metadata)?;
        let tokens = self.exchange(http, &proof.grant, (issuer, endpoint), now, proof.random).await?;
        let claims = self.claims(http, proof, &tokens).await?;
        let profile = match (self.profile, claims) {
            (ProfileSource::IdToken, Some(claims)) => Value::Object(claims),
            (_, claims) => self.userinfo(http, proof, &tokens, claims.as_ref()).await?,
        };
        let lookup = Lookup {
            issuer: self.issuer.as_deref(),
            options: &self.options,
            http,
            tokens: &tokens.set,
            token_response: &tokens.response,
            parameters: proof.parameters,
        };
        let profile = self.hooks.complete(profile, lookup).await.map_err(OAuthError::Complete)?;
        Ok((tokens.set, profile))
    }

    /// Returns the profile in the form that callbacks read.
    pub(crate) fn raw_profile<'p>(&self, profile: &'p Value) -> RawProfile<'p> {
        self.hooks.raw(profile)
    }

    /// Verifies the ID token and returns its claims. OpenID Connect requires an ID token; OAuth 2.0 does not,
    /// but if there is one, it has to be valid.
    async fn claims(
        &self,
        http: &dyn HttpClient,
        proof: &Proof<'_>,
        tokens: &Tokens,
    ) -> Result<Option<IdTokenClaims>, OAuthError> {
        let Some(encoded) = &tokens.set.id_token else {
            return match self.kind {
                ProviderType::Oidc => Err(OAuthError::Tokens("id_token")),
                _ => Ok(None),
            };
        };
        let discovered = self.discovered(http, proof.now).await?;
        let token = Unverified::split(encoded.expose()).map_err(IdTokenError::from)?;
        let supported = &discovered.id_token_signing_alg_values_supported;
        let algorithm = id_token::algorithm(&token, self.id_token_algorithm, supported)?;
        let claims = self.verified(http, &discovered, &token, algorithm, proof.now).await?;
        let expected = Expected {
            issuer: discovered.issuer.as_deref().unwrap_or_default(),
            tenants: &self.tenants,
            client_id: &self.client_id,
            nonce: proof.nonce.map(Secret::expose),
            access_token: tokens.set.access_token.as_ref().map_or("", Secret::expose),
            algorithm,
            now: proof.now,
        };
        expected.check(&claims)?;
        Ok(Some(claims))
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
            serde_json::from_slice(&token.payload).map_err(|_| IdTokenError::from(JoseError::Claims))?;
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

    /// Fetches the profile from the userinfo endpoint. With OpenID Connect, it must have the same subject as
    /// the claims.
    async fn userinfo(
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
                let metadata = self.discovered(http, proof.now).await?;
                let token = Unverified::split(&encoded).map_err(IdTokenError::from)?;
                let supported = &metadata.id_token_signing_alg_values_supported;
                let algorithm = id_token::algorithm(&token, self.id_token_algorithm, supported)?;
                Value::Object(self.verified(http, &metadata, &token, algorithm, proof.now).await?)
            }
        };
        match claims {
            Some(claims) if self.kind == ProviderType::Oidc && claims.get("sub") != profile.get("sub") => {
                Err(OAuthError::Subject)
            }
            _ => Ok(profile),
        }
    }
}

//! ID tokens (OpenID Connect Core section 3.1.3.7): their algorithms, and the validation of their claims.

use std::time::Duration;

use jsonwebtoken::Algorithm;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::issuer::OtherIssuer;
use crate::{
    contract::{Secret, UnixTime},
    jose::{self, JoseError, Unverified},
    json,
};

/// The maximum difference between a provider's clock and this one.
pub(super) const TOLERANCE: Duration = Duration::from_secs(30);

/// Returns the provider's session (`sid`, OpenID Connect Front-Channel Logout 1.0, section 3) of an ID token that was
/// verified before.
pub(crate) fn provider_session(id_token: &Secret) -> Option<String> {
    let token = Unverified::split(id_token.expose()).ok()?;
    let claims: IdTokenClaims = json::read(&token.payload).ok()?;
    claims.get("sid")?.as_str().filter(|sid| !sid.is_empty()).map(str::to_owned)
}

/// The sign-in at the provider, as an ID token describes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Authentication {
    /// The time of the sign-in (`auth_time`); `None` if the token does not say, or names the future.
    pub(crate) at: Option<UnixTime>,
    /// `true` if several factors were used (`mfa` in `amr`, RFC 8176).
    pub(crate) is_mfa: bool,
}

/// Reads the sign-in at the provider from the claims of an ID token.
pub(super) fn authentication(claims: &IdTokenClaims, now: UnixTime) -> Authentication {
    let at = time(claims, "auth_time").ok().flatten();
    let at = at.filter(|at| at.as_secs() > 0 && *at <= now + TOLERANCE).map(|at| at.min(now));
    let methods = claims.get("amr").and_then(Value::as_array);
    Authentication { at, is_mfa: methods.is_some_and(|methods| methods.iter().any(|method| method == "mfa")) }
}

/// An algorithm of ID tokens (RFC 7518 section 3.1, RFC 8037).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IdTokenAlgorithm {
    /// RSA with PKCS#1 v1.5 padding and SHA-256.
    RS256,
    /// RSA with PKCS#1 v1.5 padding and SHA-384.
    RS384,
    /// RSA with PKCS#1 v1.5 padding and SHA-512.
    RS512,
    /// RSA with PSS padding and SHA-256.
    PS256,
    /// RSA with PSS padding and SHA-384.
    PS384,
    /// RSA with PSS padding and SHA-512.
    PS512,
    /// ECDSA on P-256.
    ES256,
    /// ECDSA on P-384.
    ES384,
    /// Ed25519.
    EdDSA,
    /// HMAC with SHA-256 under the client secret.
    HS256,
}

impl IdTokenAlgorithm {
    /// The algorithms that a public key verifies. HMAC has to be configured: the metadata cannot turn a
    /// public key into a secret.
    const PUBLIC: [Self; 9] = {
        use IdTokenAlgorithm::*;
        [RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, EdDSA]
    };

    fn name(self) -> &'static str {
        match self {
            Self::RS256 => "RS256",
            Self::RS384 => "RS384",
            Self::RS512 => "RS512",
            Self::PS256 => "PS256",
            Self::PS384 => "PS384",
            Self::PS512 => "PS512",
            Self::ES256 => "ES256",
            Self::ES384 => "ES384",
            Self::EdDSA => "EdDSA",
            Self::HS256 => "HS256",
        }
    }

    pub(super) fn backend(self) -> Algorithm {
        match self {
            Self::RS256 => Algorithm::RS256,
            Self::RS384 => Algorithm::RS384,
            Self::RS512 => Algorithm::RS512,
            Self::PS256 => Algorithm::PS256,
            Self::PS384 => Algorithm::PS384,
            Self::PS512 => Algorithm::PS512,
            Self::ES256 => Algorithm::ES256,
            Self::ES384 => Algorithm::ES384,
            Self::EdDSA => Algorithm::EdDSA,
            Self::HS256 => Algorithm::HS256,
        }
    }
}

/// Returns the algorithm of a token if it is allowed: the configured one, or else one that the metadata
/// names, or else RS256.
pub(super) fn algorithm(
    token: &Unverified<'_>,
    configured: Option<IdTokenAlgorithm>,
    supported: &[String],
) -> Result<IdTokenAlgorithm, IdTokenError> {
    let named = |algorithm: &IdTokenAlgorithm| token.alg() == Some(algorithm.name());
    let allowed = |algorithm: &IdTokenAlgorithm| match (configured, supported) {
        (Some(configured), _) => *algorithm == configured,
        (None, []) => *algorithm == IdTokenAlgorithm::RS256,
        (None, supported) => supported.iter().any(|name| name == algorithm.name()),
    };
    let candidates = IdTokenAlgorithm::PUBLIC.into_iter().chain(configured);
    candidates
        .into_iter()
        .find(|algorithm| named(algorithm) && allowed(algorithm))
        .ok_or(IdTokenError::Algorithm)
}

/// The values that the claims of a token must match.
pub(super) struct Expected<'e> {
    /// The issuer from the metadata; it may contain `{tenantid}`.
    pub(super) issuer: &'e str,
    /// The tenants that may sign in; if empty, all of them.
    pub(super) tenants: &'e [String],
    pub(super) client_id: &'e str,
    /// The nonce that was sent to the provider, if any.
    pub(super) nonce: Option<&'e str>,
    /// The access token from the same response.
    pub(super) access_token: &'e str,
    pub(super) algorithm: IdTokenAlgorithm,
    pub(super) now: UnixTime,
}

/// The claims of an ID token.
pub(crate) type IdTokenClaims = Map<String, Value>;

/// Returns the issuer that the claims must name: the one from the metadata, for the tenant of the claims.
///
/// # Errors
/// Fails if the tenant is missing or invalid, or if it may not sign in.
pub(super) fn issuer_of(
    claims: &IdTokenClaims,
    issuer: &str,
    tenants: &[String],
) -> Result<String, IdTokenError> {
    let tenant = claims.get("tid").and_then(Value::as_str);
    if !tenants.is_empty()
        && !tenants.iter().any(|known| tenant.is_some_and(|tid| tid.eq_ignore_ascii_case(known)))
    {
        return Err(IdTokenError::Tenant);
    }
    if !issuer.contains("{tenantid}") {
        return Ok(issuer.to_owned());
    }
    let is_id =
        |tid: &&str| !tid.is_empty() && tid.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    Ok(issuer.replace("{tenantid}", tenant.filter(is_id).ok_or(IdTokenError::Tenant)?))
}

/// Returns a claim that is neither null nor empty. Some providers write out claims that they do not set.
pub(super) fn present<'c>(claims: &'c IdTokenClaims, name: &str) -> Option<&'c Value> {
    claims.get(name).filter(|value| !value.is_null() && value.as_str() != Some(""))
}

impl Expected<'_> {
    /// Checks the claims of a token with a valid signature.
    pub(super) fn check(&self, claims: &IdTokenClaims) -> Result<(), IdTokenError> {
        check_issuer(claims, self.issuer, self.tenants)?;
        if claims.get("sub").and_then(Value::as_str).is_none_or(str::is_empty) {
            return Err(IdTokenError::Claim("sub"));
        }
        self.check_audience(claims)?;
        self.check_times(claims)?;
        // A nonce is compared with the one that was sent. If none was sent, one in the token proves nothing.
        if self.nonce.is_some_and(|sent| claims.get("nonce").and_then(Value::as_str) != Some(sent)) {
            return Err(IdTokenError::Claim("nonce"));
        }
        match present(claims, "at_hash") {
            Some(hash) if hash.as_str() != Some(&*self.at_hash()) => Err(IdTokenError::Claim("at_hash")),
            _ => Ok(()),
        }
    }

    /// Checks that the token is for this client, and that `azp`, if there is one, names this client too.
    fn check_audience(&self, claims: &IdTokenClaims) -> Result<(), IdTokenError> {
        check_audience(claims, self.client_id)?;
        match present(claims, "azp") {
            Some(azp) if azp != self.client_id => Err(IdTokenError::Claim("azp")),
            _ => Ok(()),
        }
    }

    /// Checks the times. `iat` has to be a time that is not after `exp`, but it may be in the future: the clock of the
    /// provider may be ahead, and nothing depends on `iat`.
    fn check_times(&self, claims: &IdTokenClaims) -> Result<(), IdTokenError> {
        let required = |name| time(claims, name)?.ok_or(IdTokenError::Claim(name));
        let (exp, iat) = (required("exp")?, required("iat")?);
        check_times(claims, self.now)?;
        if iat > exp + TOLERANCE { Err(IdTokenError::Claim("iat")) } else { Ok(()) }
    }

    /// Returns the left half of the access token's hash (OpenID Connect Core section 3.1.3.6).
    fn at_hash(&self) -> String {
        use IdTokenAlgorithm::*;
        let half = |digest: &[u8]| jose::encode(digest.get(..digest.len() / 2).unwrap_or_default());
        match self.algorithm {
            RS256 | PS256 | ES256 | HS256 => half(&Sha256::digest(self.access_token)),
            RS384 | PS384 | ES384 => half(&Sha384::digest(self.access_token)),
            RS512 | PS512 | EdDSA => half(&Sha512::digest(self.access_token)),
        }
    }
}

/// Checks that a token is for a client.
fn check_audience(claims: &IdTokenClaims, client_id: &str) -> Result<(), IdTokenError> {
    match claims.get("aud") {
        Some(Value::String(one)) if one == client_id => Ok(()),
        Some(Value::Array(all)) if all.iter().any(|one| one == client_id) => Ok(()),
        _ => Err(IdTokenError::Claim("aud")),
    }
}

/// Checks that the claims name the issuer from the metadata.
fn check_issuer(claims: &IdTokenClaims, issuer: &str, tenants: &[String]) -> Result<(), IdTokenError> {
    let expected = issuer_of(claims, issuer, tenants)?;
    match claims.get("iss").and_then(Value::as_str) {
        Some(found) if found == expected => Ok(()),
        Some(found) => Err(IdTokenError::Issuer(OtherIssuer::new(found, &expected))),
        None => Err(IdTokenError::Claim("iss")),
    }
}

/// Checks the times that the claims contain. `iat` only has to be a time.
fn check_times(claims: &IdTokenClaims, now: UnixTime) -> Result<(), IdTokenError> {
    time(claims, "iat")?;
    if time(claims, "exp")?.is_some_and(|exp| exp <= now - TOLERANCE) {
        return Err(IdTokenError::Claim("exp"));
    }
    if time(claims, "nbf")?.is_some_and(|begin| begin > now + TOLERANCE) {
        return Err(IdTokenError::Claim("nbf"));
    }
    Ok(())
}

/// Returns a claim that is a time. Null counts as absent.
pub(super) fn time(claims: &IdTokenClaims, name: &'static str) -> Result<Option<UnixTime>, IdTokenError> {
    match claims.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => match value.as_f64() {
            Some(secs) => Ok(Some(UnixTime::from_millis((secs * 1000.0) as i64))),
            None => Err(IdTokenError::Claim(name)),
        },
    }
}

/// Checks the claims of another signed message of a provider: its issuer, its audience, and the times that it contains.
pub(super) fn check_message(
    claims: &IdTokenClaims,
    (issuer, tenants): (&str, &[String]),
    client_id: &str,
    now: UnixTime,
) -> Result<(), IdTokenError> {
    check_issuer(claims, issuer, tenants)?;
    check_audience(claims, client_id)?;
    check_times(claims, now)
}

/// Checks the claims of a signed userinfo response, which must not be those of a logout token.
pub(super) fn check_userinfo(
    claims: &IdTokenClaims,
    issuer: (&str, &[String]),
    client_id: &str,
    now: UnixTime,
) -> Result<(), IdTokenError> {
    check_message(claims, issuer, client_id, now)?;
    match claims.get("events") {
        Some(_) => Err(IdTokenError::Claim("events")),
        None => Ok(()),
    }
}

/// The reason why an ID token is rejected. It names the claim, but does not contain its value. Only issuers are shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum IdTokenError {
    /// It is not a signed token, or the provider has not signed it.
    #[error(transparent)]
    Jose(#[from] JoseError),
    /// Its algorithm is not allowed by the configuration or the metadata of the provider.
    #[error("its algorithm is not allowed")]
    Algorithm,
    /// A claim is missing or wrong.
    #[error("its claim `{0}` is missing or wrong")]
    Claim(&'static str),
    /// It is from another issuer.
    #[error("its claim `iss` is {0}")]
    Issuer(OtherIssuer),
    /// Its header names the type of another kind of token.
    #[error("its header names another type of token")]
    Type,
    /// Its tenant may not sign in.
    #[error("its tenant may not sign in")]
    Tenant,
}

#[cfg(test)]
#[path = "id_token_tests.rs"]
mod tests;

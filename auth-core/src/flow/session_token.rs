//! The session token as the string in the cookie: encrypted or signed.

use serde::{Deserialize, Deserializer, de::Error};

use crate::{
    contract::{
        Secrets, UnixTime,
        token::{
            Jwt,
            claims::{Claims, ClaimsError, VERSION_CLAIM},
            jwt::STANDARD_CLAIMS,
            size::ClaimTooLong,
            wire::Read,
        },
    },
    jose::{self, JoseError, TokenKeys, check_times},
    json::{self, ForeignJsonError},
    random::Random,
};

/// The room for the JSON of a token before it is encrypted. Most tokens have less.
const PAYLOAD: usize = 512;

/// The format of session tokens.
#[derive(Clone)]
pub(crate) enum TokenFormat {
    /// JWE, as in Auth.js.
    Encrypted(Secrets),
    /// JWS, which everyone who holds it can read.
    #[cfg(feature = "signed")]
    Signed(std::sync::Arc<crate::jose::SignedKeys>),
}

impl TokenFormat {
    /// Returns the codec for tokens in the cookie with that name.
    pub(crate) fn codec(&self, cookie_name: &str) -> SessionCodec {
        match self {
            Self::Encrypted(secrets) => {
                SessionCodec::Encrypted(Box::new(TokenKeys::derive(secrets, cookie_name)))
            }
            #[cfg(feature = "signed")]
            Self::Signed(keys) => SessionCodec::Signed(keys.clone()),
        }
    }

    /// Returns the public keys as a JSON Web Key Set; `None` if tokens are encrypted.
    pub(crate) fn jwks(&self) -> Option<String> {
        match self {
            Self::Encrypted(_) => None,
            #[cfg(feature = "signed")]
            Self::Signed(keys) => Some(keys.jwks().to_string()),
        }
    }
}

/// The codec of session tokens. Its keys are derived once.
pub(crate) enum SessionCodec {
    /// JWE `dir` with A256CBC-HS512.
    Encrypted(Box<TokenKeys>),
    /// JWS.
    #[cfg(feature = "signed")]
    Signed(std::sync::Arc<crate::jose::SignedKeys>),
}

impl SessionCodec {
    /// Encodes a token as a string. A signed one names its issuer and its audience.
    ///
    /// # Errors
    /// Fails if a claim is too long or does not serialize, or the key does not sign.
    #[cfg_attr(
        not(feature = "signed"),
        allow(unused_variables, reason = "only signed tokens have an issuer")
    )]
    pub(crate) fn encode<T: Claims>(
        &self,
        token: &mut Jwt<T>,
        origin: &str,
        random: &dyn Random,
    ) -> Result<String, EncodeError> {
        token.claims.check_sizes()?;
        match self {
            Self::Encrypted(keys) => {
                let mut payload = Vec::with_capacity(PAYLOAD);
                serde_json::to_writer(&mut payload, token)?;
                Ok(keys.seal_in_place(payload, random))
            }
            #[cfg(feature = "signed")]
            Self::Signed(keys) => {
                token.iss = Some(keys.issuer(origin).into());
                token.aud = Some(keys.audience(origin));
                Ok(keys.sign_as(SESSION_TYPE, token)?)
            }
        }
    }

    /// Decodes a token.
    ///
    /// # Errors
    /// Fails if the token is not genuine, is not valid at this time, or has claims of another type.
    pub(crate) fn decode<T: Claims>(
        &self,
        token: &str,
        origin: &str,
        now: UnixTime,
    ) -> Result<Box<Jwt<T>>, DecodeError> {
        let payload = match self {
            Self::Encrypted(keys) => keys.open(token).map_err(|error| unopened(token, error))?,
            #[cfg(feature = "signed")]
            Self::Signed(keys) => {
                keys.verify_as(SESSION_TYPE, token).map_err(|error| unverified(token, error))?
            }
        };
        let token = read::<T>(&payload)?;
        self.check_names(&token, origin)?;
        check_times(token.exp, token.nbf, now)?;
        Ok(token)
    }

    /// Checks that this application has issued a signed token, and for itself (RFC 8725 sections 3.8 and 3.9). Only this
    /// application and those that share its secret can encrypt.
    #[cfg_attr(
        not(feature = "signed"),
        allow(unused_variables, reason = "only signed tokens have an issuer")
    )]
    fn check_names<T>(&self, token: &Jwt<T>, origin: &str) -> Result<(), DecodeError> {
        #[cfg(feature = "signed")]
        if let Self::Signed(keys) = self
            && !keys.is_own(token.iss.as_ref(), token.aud.as_ref(), origin)
        {
            return Err(DecodeError::Elsewhere);
        }
        Ok(())
    }
}

/// The type of signed session tokens, so that no other token of the same key passes for one (RFC 8725 section 3.11).
const SESSION_TYPE: &str = "auth-session+jwt";

/// Returns `true` if a string has the form of a session token, of any key.
pub(crate) fn is_token(cookie: &str) -> bool {
    jose::is_encrypted(cookie) || jose::is_signed(cookie, SESSION_TYPE)
}

/// Returns the error of a token that cannot be opened. One of an unknown key, or of the other format, may be valid
/// elsewhere: while a secret is rotated, or the format changes, an instance meets tokens of the next one.
fn unopened(token: &str, error: JoseError) -> DecodeError {
    match error {
        JoseError::UnknownKey | JoseError::Malformed if is_token(token) => DecodeError::Elsewhere,
        error => error.into(),
    }
}

/// Returns the error of a token that cannot be verified. One of an unknown key or another type may be valid elsewhere, and
/// so may one of the other format.
#[cfg(feature = "signed")]
fn unverified(token: &str, error: JoseError) -> DecodeError {
    match error {
        JoseError::UnknownKey | JoseError::Unsupported => DecodeError::Elsewhere,
        error => unopened(token, error),
    }
}

/// Reads the claims. Those of another service or version of the application may be converted (Auth.js writes numeric IDs
/// as numbers) but none is left out, since whoever wrote it needs it.
fn read<T: Claims>(payload: &[u8]) -> Result<Box<Jwt<T>>, DecodeError> {
    // Checks all bytes at once, where `from_slice` checks each string.
    match std::str::from_utf8(payload).ok().map(serde_json::from_str) {
        None | Some(Err(_) | Ok(Read(Err(ClaimsError::Misfit(_))))) => {}
        Some(Ok(Read(token))) => return Ok(token?),
    }
    // Anything but an object is no token at all.
    let claims = json::parse(payload).ok().filter(serde_json::Value::is_object).ok_or(JoseError::Claims)?;
    let mut proofs: Vec<&str> = STANDARD_CLAIMS.iter().map(|(name, _)| *name).collect();
    proofs.push(VERSION_CLAIM);
    let Fitting(token) = json::convert_whole(claims, &proofs).map_err(DecodeError::Claims)?;
    Ok(token?)
}

/// A token whose claims fit the struct of their version.
struct Fitting<T>(Result<Box<Jwt<T>>, ClaimsError>);

impl<'de, T: Claims> Deserialize<'de> for Fitting<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Read::deserialize(deserializer)? {
            Read(Err(ClaimsError::Misfit(error))) => Err(D::Error::custom(error)),
            Read(token) => Ok(Self(token)),
        }
    }
}

/// The error of a token that cannot be encoded.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EncodeError {
    /// A claim of the application does not serialize.
    #[error("a claim does not serialize")]
    Claims(#[from] serde_json::Error),
    /// A claim is too long.
    #[error(transparent)]
    TooLong(#[from] ClaimTooLong),
    /// The key does not sign.
    #[cfg(feature = "signed")]
    #[error(transparent)]
    Jose(#[from] JoseError),
}

/// The error of a string that is not a session token.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DecodeError {
    /// The token is not genuine, or not valid at this time.
    #[error(transparent)]
    Jose(#[from] JoseError),
    /// The token is genuine, but its claims do not fit the type of the application's token.
    #[error("the claims do not fit the type of the application's token: {0}")]
    Claims(#[source] ForeignJsonError),
    /// The token is genuine, but of another version, and cannot be migrated.
    #[error(transparent)]
    Version(#[from] ClaimsError),
    /// The token is of another issuer, key or format, or for another audience.
    #[error("the token is of another issuer, key or format, or for another audience")]
    Elsewhere,
}

impl DecodeError {
    /// Returns `true` if the token is genuine, or of a key that this application does not have, and may therefore be a
    /// session elsewhere: in a newer version of this application, in one with newer secrets, or in another service.
    pub(crate) fn is_foreign(&self) -> bool {
        match self {
            Self::Claims(_) | Self::Version(_) | Self::Elsewhere => true,
            Self::Jose(_) => false,
        }
    }
}

//! The session token as the string in the cookie: encrypted or signed.

use crate::{
    contract::{
        Secrets, UnixTime,
        token::{
            Jwt,
            claims::Claims,
            size::ClaimTooLong,
            version::{ClaimsError, Read},
        },
    },
    jose::{JoseError, TokenKeys, check_times},
    random::Random,
};

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
    /// Encodes a token as a string.
    ///
    /// # Errors
    /// Fails if a claim is too long or does not serialize, or the key does not sign.
    pub(crate) fn encode<T: Claims>(
        &self,
        token: &Jwt<T>,
        random: &dyn Random,
    ) -> Result<String, EncodeError> {
        token.claims.check_sizes()?;
        match self {
            Self::Encrypted(keys) => Ok(keys.seal(&serde_json::to_vec(token)?, random)),
            #[cfg(feature = "signed")]
            Self::Signed(keys) => Ok(keys.sign(token)?),
        }
    }

    /// Decodes a token.
    ///
    /// # Errors
    /// Fails if the token is not genuine, is not valid at this time, or has claims of another type.
    pub(crate) fn decode<T: Claims>(&self, token: &str, now: UnixTime) -> Result<Jwt<T>, DecodeError> {
        let Read(token) = match self {
            Self::Encrypted(keys) => serde_json::from_slice(&keys.open(token)?)?,
            #[cfg(feature = "signed")]
            Self::Signed(keys) => keys.verify(token)?,
        };
        let token: Jwt<T> = token?;
        check_times(token.exp, token.nbf, now)?;
        Ok(token)
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
    #[error("the claims do not fit the type of the application's token")]
    Claims(#[from] serde_json::Error),
    /// The token is genuine, but of another version, and cannot be migrated.
    #[error(transparent)]
    Version(#[from] ClaimsError),
}

//! The session token as the text in the cookie: encrypted, or signed.

use crate::{
    contract::{
        Secrets, UnixTime,
        token::{
            claims::Claims,
            jwt::Jwt,
            size::ClaimTooLong,
            version::{ClaimsError, Read},
        },
    },
    jose::{JoseError, TokenKeys, check_times},
    random::Random,
};

/// How session tokens are written.
#[derive(Clone)]
pub(crate) enum TokenFormat {
    /// JWE, as in Auth.js.
    Encrypted(Secrets),
    /// JWS, readable for everybody who holds it.
    #[cfg(feature = "signed")]
    Signed(std::sync::Arc<crate::jose::SignedKeys>),
}

impl TokenFormat {
    /// The codec for tokens in the cookie of that name.
    pub(crate) fn codec(&self, cookie_name: &str) -> SessionCodec {
        match self {
            Self::Encrypted(secrets) => {
                SessionCodec::Encrypted(Box::new(TokenKeys::derive(secrets, cookie_name)))
            }
            #[cfg(feature = "signed")]
            Self::Signed(keys) => SessionCodec::Signed(keys.clone()),
        }
    }

    /// The public keys, as a JSON Web Key Set, if tokens are signed.
    pub(crate) fn jwks(&self) -> Option<String> {
        match self {
            Self::Encrypted(_) => None,
            #[cfg(feature = "signed")]
            Self::Signed(keys) => Some(keys.jwks().to_string()),
        }
    }
}

/// Reads and writes session tokens; its keys are derived once.
pub(crate) enum SessionCodec {
    /// JWE `dir` with A256CBC-HS512.
    Encrypted(Box<TokenKeys>),
    /// JWS.
    #[cfg(feature = "signed")]
    Signed(std::sync::Arc<crate::jose::SignedKeys>),
}

impl SessionCodec {
    /// The text of a token.
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

    /// The token in a text, if it is genuine, typed rightly and in time.
    pub(crate) fn decode<T: Claims>(&self, text: &str, now: UnixTime) -> Result<Jwt<T>, DecodeError> {
        let Read(token) = match self {
            Self::Encrypted(keys) => serde_json::from_slice(&keys.open(text)?)?,
            #[cfg(feature = "signed")]
            Self::Signed(keys) => keys.verify(text)?,
        };
        let token: Jwt<T> = token?;
        check_times(token.exp, token.nbf, now)?;
        Ok(token)
    }
}

/// Why a token could not be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EncodeError {
    /// A claim of the application does not serialise.
    #[error("a claim does not serialise")]
    Claims(#[from] serde_json::Error),
    /// A claim is too long.
    #[error(transparent)]
    TooLong(#[from] ClaimTooLong),
    /// The key does not sign.
    #[cfg(feature = "signed")]
    #[error(transparent)]
    Jose(#[from] JoseError),
}

/// Why a text is no session token.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DecodeError {
    /// It is not genuine, or out of date.
    #[error(transparent)]
    Jose(#[from] JoseError),
    /// It is genuine, but the claims are not those of this application.
    #[error("the claims do not fit the application's token")]
    Claims(#[from] serde_json::Error),
    /// It is genuine, but of another version, and does not become one of the application's.
    #[error(transparent)]
    Version(#[from] ClaimsError),
}

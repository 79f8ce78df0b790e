//! The readers of foreign input without HTTP around them, for fuzz targets. This module exists only under `cfg(fuzzing)`.

use std::net::IpAddr;

use http::{Extensions, HeaderMap, HeaderName, HeaderValue, header::COOKIE};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{
    check::callback_url::{self, CallbackUrl},
    config::{ClientAddress, ClientIpSource, Origin},
    contract::{Secret, Secrets},
    cookie::{chunk, header::RequestCookies},
    jose::{self, TokenKeys},
    json,
    random::Random,
};

/// Parses the JSON of another party; `None` if it is not JSON.
pub fn parse_json(bytes: &[u8]) -> Option<Value> {
    json::parse(bytes).ok()
}

/// Reads the JSON of another party as `T`; `None` if a member that `T` needs does not fit.
pub fn read_json<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    json::read(bytes).ok()
}

/// Returns the client address in a header that trusted proxies append to; `None` if it is missing or malformed. Each value
/// is a line of the header.
pub fn client_address(header: &HeaderName, values: &[HeaderValue], proxies: usize) -> Option<IpAddr> {
    let mut headers = HeaderMap::new();
    for value in values {
        headers.append(header, value.clone());
    }
    let source = ClientIpSource::Proxies { header: header.clone(), count: proxies };
    match source.address(&headers, &Extensions::new()) {
        ClientAddress::Known(address) => Some(address),
        ClientAddress::Missing | ClientAddress::NotUnderstood => None,
    }
}

/// The cookies of a request.
pub struct ParsedCookies(HeaderMap);

impl ParsedCookies {
    /// Takes the lines of the header `Cookie`.
    pub fn new(lines: impl IntoIterator<Item = HeaderValue>) -> Self {
        Self(lines.into_iter().map(|line| (COOKIE, line)).collect())
    }

    /// Returns the decoded value of the first cookie with a name.
    pub fn get(&self, name: &str) -> Option<String> {
        RequestCookies::new(&self.0).get(name).map(Into::into)
    }

    /// Returns the decoded values of the cookies with a name that are tried.
    pub fn all(&self, name: &str) -> Vec<String> {
        RequestCookies::new(&self.0).all(name).map(Into::into).collect()
    }

    /// Returns the values that a session cookie, whole or in chunks, may have.
    pub fn candidates(&self, name: &str) -> Vec<String> {
        chunk::candidates(&RequestCookies::new(&self.0), name).map(Into::into).collect()
    }
}

/// The destination of a callback URL, seen from an origin.
pub struct Destination {
    /// The URL by the default redirect callback; `None` if the string is neither a path nor a URL.
    pub within: Option<String>,
    /// The URL by a redirect callback that returns the string as it is; `None` if it is refused.
    pub chosen: Option<String>,
    /// `true` if a query or a cookie may hold the string.
    pub is_valid: bool,
    /// `true` if the string is a path of this site or a URL of its origin.
    pub is_on_this_site: bool,
}

/// Reads a callback URL. Returns `None` if `origin` is not an origin.
pub fn destination(origin: &str, text: &str) -> Option<Destination> {
    let origin = Origin::parse(origin).ok()?;
    let url = |url: CallbackUrl| url.to_string();
    Some(Destination {
        within: CallbackUrl::within(&origin, text).ok().map(url),
        chosen: CallbackUrl::chosen(&origin, text).ok().map(url),
        is_valid: callback_url::is_valid_http_url(text, &origin),
        is_on_this_site: callback_url::is_on_this_site(text, &origin),
    })
}

/// The keys of encrypted tokens.
pub struct Keys(TokenKeys);

impl Keys {
    /// Derives the keys from secrets, the newest first. Returns `None` without a secret.
    pub fn new(secrets: &[&str], salt: &str) -> Option<Self> {
        let secrets = Secrets::new(secrets.iter().map(|secret| Secret::new(*secret)))?;
        Some(Self(TokenKeys::derive(&secrets, salt)))
    }

    /// Encrypts a payload.
    pub fn seal(&self, payload: &[u8], random: &dyn Random) -> String {
        self.0.seal(payload, random)
    }

    /// Decrypts a token; `None` if none of the keys has sealed it.
    pub fn open(&self, token: &str) -> Option<Vec<u8>> {
        self.0.open(token).ok()
    }
}

/// Returns `true` if a string has the form of an encrypted token.
pub fn is_encrypted(token: &str) -> bool {
    jose::is_encrypted(token)
}

/// Returns `true` if a string has the form of a signed token of this type.
pub fn is_signed(token: &str, typ: &str) -> bool {
    jose::is_signed(token, typ)
}

#[cfg(feature = "oauth")]
pub use self::provider::{Jwk, Unverified, jwk, unverified};

/// Tokens and keys of providers.
#[cfg(feature = "oauth")]
mod provider {
    use jsonwebtoken::Algorithm;
    use serde_json::Value;

    use crate::jose::{self, PublicKey};

    /// The parts of a signed token that is not verified.
    pub struct Unverified {
        /// The algorithm that the header names.
        pub alg: Option<String>,
        /// The ID of the key that the header names.
        pub kid: Option<String>,
        /// `true` if the type that the header names, if any, allows an ID token.
        pub may_be_id_token: bool,
        /// The part that is signed.
        pub message: String,
        /// The decoded payload.
        pub payload: Vec<u8>,
        /// The decoded signature.
        pub signature: Vec<u8>,
    }

    /// Splits a signed token into its parts; `None` if it is malformed.
    pub fn unverified(token: &str) -> Option<Unverified> {
        let token = jose::Unverified::split(token).ok()?;
        Some(Unverified {
            alg: token.alg().map(str::to_owned),
            kid: token.kid().map(Into::into),
            may_be_id_token: token.may_be(&[]),
            message: token.message.to_owned(),
            payload: token.payload.clone(),
            signature: token.signature,
        })
    }

    /// A public key of a provider.
    pub struct Jwk(PublicKey);

    /// Reads a member of a JWK set; `None` if it does not verify signatures.
    pub fn jwk(jwk: &Value) -> Option<Jwk> {
        PublicKey::from_jwk(jwk).map(Jwk)
    }

    impl Jwk {
        /// Returns the ID of the key.
        pub fn kid(&self) -> Option<&str> {
            self.0.kid.as_deref()
        }

        /// Returns `true` if the key verifies the signature of a message by an algorithm, such as `ES256`.
        pub fn verifies(&self, algorithm: &str, message: &[u8], signature: &[u8]) -> bool {
            let algorithm = algorithm.parse::<Algorithm>();
            algorithm.is_ok_and(|algorithm| self.0.verify(algorithm, message, signature).is_ok())
        }
    }
}

#[cfg(feature = "passkey")]
pub use self::passkey::{Registered, RelyingParty};

/// Responses of passkeys.
#[cfg(feature = "passkey")]
mod passkey {
    use crate::{
        config::Origin,
        contract::{Authenticator, CredentialDeviceType, StoredId, UserId},
        provider::webauthn::{Expected, Passkey, Response, authentication, registration},
    };

    /// The site that checks responses.
    pub struct RelyingParty {
        passkey: Passkey,
        origin: Origin,
    }

    /// A registered passkey.
    pub struct Registered(Authenticator);

    impl RelyingParty {
        /// Creates the relying party at an origin, with the domain of the origin. Returns `None` if it is not an origin.
        pub fn new(origin: &str) -> Option<Self> {
            Some(Self { passkey: Passkey::new(), origin: Origin::parse(origin).ok()? })
        }

        fn expected<'e>(&'e self, challenge: &'e str) -> Expected<'e> {
            Expected { challenge, relying_party: self.passkey.relying_party(&self.origin) }
        }

        /// Checks the response to a registration.
        ///
        /// # Errors
        /// Returns the reason for which the response is rejected.
        pub fn register(&self, response: &str, challenge: &str) -> Result<Registered, String> {
            let response = Response::parse(response).map_err(|error| error.to_string())?;
            let user = StoredId::from_store(UserId::from("1"));
            registration(response, &self.expected(challenge), user)
                .map(Registered)
                .map_err(|error| error.to_string())
        }

        /// Checks the response to a sign-in and returns the new counter.
        ///
        /// # Errors
        /// Returns the reason for which the response is rejected.
        pub fn authenticate(
            &self,
            response: &str,
            challenge: &str,
            passkey: &Registered,
        ) -> Result<u32, String> {
            let response = Response::parse(response).map_err(|error| error.to_string())?;
            if response.credential_id != passkey.0.credential_id {
                return Err("another passkey".to_owned());
            }
            authentication(response, &self.expected(challenge), &passkey.0)
                .map(|assertion| assertion.counter)
                .map_err(|error| error.to_string())
        }
    }

    impl Registered {
        /// Returns the credential ID in base64.
        pub fn id(&self) -> &str {
            &self.0.credential_id
        }

        /// Returns the COSE key in base64.
        pub fn public_key(&self) -> &str {
            &self.0.credential_public_key
        }

        /// Returns the signature counter.
        pub fn counter(&self) -> u32 {
            self.0.counter
        }

        /// Returns `true` if the key can exist on several devices, and `true` if it is backed up.
        pub fn backup(&self) -> (bool, bool) {
            let is_multi = self.0.credential_device_type == CredentialDeviceType::MultiDevice;
            (is_multi, self.0.credential_backed_up)
        }
    }
}

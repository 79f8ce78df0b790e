//! Sign-in by passkeys (WebAuthn).
//!
//! Keys and signatures are verified here rather than by a library: see
//! `docs/decisions/0022-passkeys-without-a-library.md`.

mod attestation;
mod authenticator_data;
mod cbor;
mod challenge;
mod client_data;
mod cose;
mod error;
mod options;
mod response;
#[cfg(any(test, feature = "testing"))]
mod software_passkey;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod vectors;
mod verify;
#[cfg(test)]
#[path = "tests/wycheproof.rs"]
mod wycheproof;

use std::time::Duration;

use serde::Serialize;

pub use self::error::WebAuthnError;
#[cfg(feature = "testing")]
pub use self::software_passkey::SoftwarePasskey;
pub(crate) use self::{
    challenge::{Challenge, RegisterData, SALT},
    client_data::Expected,
    options::Registrant,
    response::Response,
    verify::{Assertion, authentication, registration},
};
use crate::{
    check::sealed::Bound,
    config::Origin,
    contract::{IntoText, ProviderId},
};

/// The provider of passkeys. It needs a database:
///
/// ```
/// use auth::{Auth, adapter::MemoryAdapter, provider::Passkey};
///
/// let auth = Auth::builder()
///     .secret("a long random string of 32 bytes or more")
///     .url("https://app.example.com")
///     .adapter(MemoryAdapter::new())
///     .passkey(Passkey::new())
///     .build()?;
/// # Ok::<(), auth::BuildError>(())
/// ```
///
/// Only signed-in users register passkeys, unless [`open_registration`](Self::open_registration) allows it to visitors.
/// The sign-in page asks for an e-mail address and starts a registration or a sign-in, as appropriate.
/// Browsers that support it offer the passkeys of the site before the user types anything. An authenticator
/// always has to verify its user, by a fingerprint, a face or a PIN.
///
/// Signed-in users add further passkeys on a page of the application, by
/// `signIn("passkey", { action: "register" })` of `next-auth/webauthn`, or by a form and the script of the
/// sign-in page. A content security policy has to allow that page `script-src 'self'; connect-src 'self'`.
///
/// ```html
/// <form method="post" action="/auth/callback/passkey"
///       data-webauthn-options="/auth/webauthn-options/passkey" data-action="register">
///   <button>Add a passkey</button>
/// </form>
/// <script type="module" src="/auth/passkey.js"></script>
/// ```
#[derive(Clone, Debug)]
#[must_use = "pass it to the builder: `.passkey(…)`"]
pub struct Passkey {
    pub(crate) id: ProviderId,
    pub(crate) name: String,
    policy: Policy,
    relying_party_id: Option<String>,
    relying_party_name: Option<String>,
    origins: Vec<String>,
    timeout: Duration,
    pub(crate) conditional_ui: bool,
    /// `true` if visitors without a session may register.
    pub(crate) is_registration_open: bool,
}

/// The demands in the options for the browser. Responses are always checked by the stricter policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Policy {
    Required,
    Preferred,
}

impl Policy {
    /// Returns the value of `residentKey` and `userVerification`.
    fn requirement(self) -> &'static str {
        if self == Self::Required { "required" } else { "preferred" }
    }
}

impl Default for Passkey {
    fn default() -> Self {
        Self::new()
    }
}

impl<'p> From<&'p Passkey> for Bound<'p> {
    fn from(provider: &'p Passkey) -> Self {
        Self { id: &provider.id, cross_site: false }
    }
}

impl Passkey {
    /// Creates the provider `passkey`, as Auth.js's `Passkey`. It requires keys that the browser finds by
    /// itself.
    pub fn new() -> Self {
        Self {
            id: ProviderId::from("passkey"),
            name: "Passkey".to_owned(),
            policy: Policy::Required,
            relying_party_id: None,
            relying_party_name: None,
            origins: Vec::new(),
            timeout: Duration::from_secs(300),
            conditional_ui: true,
            is_registration_open: false,
        }
    }

    /// Creates the provider `webauthn`, as Auth.js's `WebAuthn`. It prefers such keys, but does not require
    /// them.
    pub fn webauthn() -> Self {
        Self {
            id: ProviderId::from("webauthn"),
            name: "WebAuthn".to_owned(),
            policy: Policy::Preferred,
            ..Self::new()
        }
    }

    /// Allows visitors to sign up by registering a passkey for an e-mail address that they type, and logs at the start
    /// that they may. By default only signed-in users register passkeys.
    ///
    /// Nothing proves that the address is the visitor's. Guards see such a sign-in as
    /// [`SignInMethod::PasskeyRegistration`](crate::contract::callback::sign_in::SignInMethod), and the address of its
    /// user is not verified. When another way in proves the address, the passkey is removed.
    pub fn open_registration(mut self) -> Self {
        self.is_registration_open = true;
        self
    }

    /// Sets the ID, which appears in URLs and in the database.
    pub fn id(mut self, id: impl IntoText<ProviderId>) -> Self {
        self.id = id.into_text();
        self
    }

    /// Sets the name on the button.
    pub fn name(mut self, name: impl IntoText<String>) -> Self {
        self.name = name.into_text();
        self
    }

    /// Sets the domain that passkeys are bound to: the domain of the site, or a parent domain of it. The
    /// default is the host of the request's origin. Existing passkeys are lost when the domain changes.
    pub fn relying_party_id(mut self, domain: impl IntoText<String>) -> Self {
        self.relying_party_id = Some(domain.into_text());
        self
    }

    /// Sets the name of the site that authenticators show; by default its host and port.
    pub fn relying_party_name(mut self, name: impl IntoText<String>) -> Self {
        self.relying_party_name = Some(name.into_text());
        self
    }

    /// Adds an origin at which ceremonies may run, for example `https://app.example.com`, or the origin of an
    /// app (`android:apk-key-hash:…`). May be called several times. The default is the request's own origin.
    pub fn origin(mut self, origin: impl IntoText<String>) -> Self {
        self.origins.push(origin.into_text());
        self
    }

    /// Sets how long the browser waits for the user; five minutes by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets whether the sign-in page offers passkeys in the autofill of its field; `true` by default. Only
    /// one provider of an application can do so.
    pub fn conditional_ui(mut self, offered: bool) -> Self {
        self.conditional_ui = offered;
        self
    }

    /// Returns the relying party for a request to an origin.
    pub(crate) fn relying_party<'p>(&'p self, origin: &'p Origin) -> RelyingParty<'p> {
        RelyingParty {
            id: self.relying_party_id.as_deref().unwrap_or(origin.host()),
            name: self.relying_party_name.as_deref().unwrap_or(origin.authority()),
            own_origin: origin,
            origins: &self.origins,
        }
    }

    /// Returns the first setting that browsers would reject.
    pub(crate) fn fault(&self) -> Option<PasskeyConfigError> {
        let is_domain =
            |id: &str| Origin::parse(&format!("https://{id}")).is_ok_and(|origin| origin.host() == id);
        if self.relying_party_id.as_deref().is_some_and(|id| !is_domain(id)) {
            return Some(PasskeyConfigError::RelyingPartyId);
        }
        let is_app = |origin: &str| origin.starts_with("android:apk-key-hash:");
        let is_site = |origin: &str| Origin::parse(origin).is_ok_and(|parsed| parsed.as_str() == origin);
        let bad = self.origins.iter().any(|origin| !is_app(origin) && !is_site(origin));
        bad.then_some(PasskeyConfigError::Origin)
    }
}

/// A mistake in the configuration of a passkey provider.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PasskeyConfigError {
    /// The relying party's ID is not a domain.
    #[error(
        "`.relying_party_id(…)` must be a domain such as `example.com`, in lower case, without scheme and port"
    )]
    RelyingPartyId,
    /// An origin is not written as browsers write it.
    #[error("`.origin(…)` must be an origin as browsers write it, such as `https://app.example.com`")]
    Origin,
    /// Another provider already uses the conditional UI of the sign-in page.
    #[error(
        "another provider already uses the conditional UI: turn it off here with `.conditional_ui(false)`"
    )]
    ConditionalUi,
    /// There is no database to store passkeys in.
    #[error("passkeys are stored in a database: call `.adapter(…)` or `.database_sessions(…)`")]
    MissingAdapter,
}

crate::contract::readable::debug_by_message!(PasskeyConfigError);

/// The site that passkeys are for (in WebAuthn: the relying party).
#[derive(Clone, Copy)]
pub(crate) struct RelyingParty<'p> {
    /// The domain of the site.
    id: &'p str,
    name: &'p str,
    own_origin: &'p Origin,
    /// The origins at which ceremonies may run; if empty, only `own_origin`.
    origins: &'p [String],
}

impl RelyingParty<'_> {
    /// Returns `true` if ceremonies may run at this origin.
    fn is_origin(&self, origin: &str) -> bool {
        if self.origins.is_empty() {
            return origin == self.own_origin.as_str();
        }
        self.origins.iter().any(|allowed| allowed == origin)
    }
}

/// The two ceremonies, with the names that the protocol has for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) enum Ceremony {
    #[serde(rename = "register")]
    Registration,
    #[serde(rename = "authenticate")]
    Authentication,
}

impl Ceremony {
    /// Reads the value of `action`.
    pub(crate) fn parse(action: &str) -> Option<Self> {
        match action {
            "register" => Some(Self::Registration),
            "authenticate" => Some(Self::Authentication),
            _ => None,
        }
    }

    fn client_data_type(self) -> &'static str {
        match self {
            Self::Registration => "webauthn.create",
            Self::Authentication => "webauthn.get",
        }
    }
}

/// The reason why posted data is not a usable response of an authenticator.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidResponse {
    /// `action` is neither `register` nor `authenticate`.
    #[error("`action` is neither `register` nor `authenticate`")]
    Action,
    /// `data` is not the JSON of a credential.
    #[error("`data` is not the JSON of a credential with an `id`")]
    Data,
    /// The challenge was for a sign-in, not for a registration.
    #[error("the challenge is not for a registration")]
    Registrant,
    /// The passkey is not known.
    #[error("the passkey is not known")]
    Unknown,
    /// The passkey is known, but its user or account is not.
    #[error("the user or account of the passkey does not exist")]
    Orphan,
}

crate::contract::readable::debug_by_message!(InvalidResponse);

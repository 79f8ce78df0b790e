//! Sign-in by passkeys (WebAuthn).
//!
//! Keys and signatures are checked here rather than by a library: see ARCHITECTURE.

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

use std::time::Duration;

use serde::Serialize;

pub use self::error::WebAuthnError;
#[cfg(feature = "testing")]
pub use self::software_passkey::SoftwarePasskey;
pub(crate) use self::{
    challenge::{Challenge, RegisterData, SALT},
    options::Registrant,
    response::Response,
    verify::{Expected, authentication, registration},
};
use crate::{check::sealed::Bound, config::Origin, contract::ProviderId};

/// The provider of passkeys. It needs a database:
///
/// ```
/// use auth::{Auth, adapter::MemoryAdapter, provider::Passkey};
///
/// let auth = Auth::builder()
///     .secret("a long random text of 32 bytes or more")
///     .url("https://app.example.com")
///     .adapter(MemoryAdapter::new())
///     .passkey(Passkey::new())
///     .build()?;
/// # Ok::<(), auth::BuildError>(())
/// ```
///
/// The sign-in page asks for an address and runs the registration or the sign-in, whichever fits; browsers
/// that can do so offer the passkeys of the site before anything is typed. An authenticator always has to verify
/// its user, by a fingerprint, a face or a PIN.
///
/// Users who are signed in add further passkeys from a page of the application's:
/// `signIn("passkey", { action: "register" })` of `next-auth/webauthn`, or a form and the script of the sign-in page.
/// A content security policy has to let that page have `script-src 'self'; connect-src 'self'`.
///
/// ```html
/// <form method="post" action="/auth/callback/passkey"
///       data-webauthn-options="/auth/webauthn-options/passkey" data-action="register">
///   <button>Add a passkey</button>
/// </form>
/// <script type="module" src="/auth/passkey.js"></script>
/// ```
#[derive(Clone, Debug)]
#[must_use = "a provider does nothing before `.passkey(…)`"]
pub struct Passkey {
    pub(crate) id: ProviderId,
    pub(crate) name: String,
    policy: Policy,
    relying_party_id: Option<String>,
    relying_party_name: Option<String>,
    origins: Vec<String>,
    timeout: Duration,
    pub(crate) conditional_ui: bool,
}

/// How much the browser is asked for. What authenticators answer is judged by the stricter of both always.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Policy {
    Required,
    Preferred,
}

impl Policy {
    /// As `residentKey` and `userVerification`.
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
    /// Passkeys as Auth.js's `Passkey` has them: the provider `passkey`, whose keys the browser finds by
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
        }
    }

    /// As Auth.js's `WebAuthn`: the provider `webauthn`, which prefers such keys and does not demand them.
    pub fn webauthn() -> Self {
        Self {
            id: ProviderId::from("webauthn"),
            name: "WebAuthn".to_owned(),
            policy: Policy::Preferred,
            ..Self::new()
        }
    }

    /// Another id, as it stands in URLs and in the database.
    pub fn id(mut self, id: impl Into<ProviderId>) -> Self {
        self.id = id.into();
        self
    }

    /// The name on the button.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// The domain to which passkeys are bound, which must be the site's or one above it; by default it is the
    /// host of the request's origin. Passkeys are lost when it changes.
    pub fn relying_party_id(mut self, domain: impl Into<String>) -> Self {
        self.relying_party_id = Some(domain.into());
        self
    }

    /// What authenticators show as the name of the site; by default its host and port.
    pub fn relying_party_name(mut self, name: impl Into<String>) -> Self {
        self.relying_party_name = Some(name.into());
        self
    }

    /// An origin at which ceremonies may run, for example `https://app.example.com`, or that of an app
    /// (`android:apk-key-hash:…`). May be called several times; by default it is the request's own origin.
    pub fn origin(mut self, origin: impl Into<String>) -> Self {
        self.origins.push(origin.into());
        self
    }

    /// How long the browser waits for the user; five minutes by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Whether the sign-in page offers passkeys in the autofill of its field; it does by default. One provider
    /// of an application can.
    pub fn conditional_ui(mut self, offered: bool) -> Self {
        self.conditional_ui = offered;
        self
    }

    /// The relying party for a request of that origin.
    pub(crate) fn relying_party<'p>(&'p self, origin: &'p Origin) -> RelyingParty<'p> {
        RelyingParty {
            id: self.relying_party_id.as_deref().unwrap_or(origin.host()),
            name: self.relying_party_name.as_deref().unwrap_or(origin.authority()),
            own_origin: origin,
            origins: &self.origins,
        }
    }

    /// What no browser would go along with.
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

/// Why a provider of passkeys cannot work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PasskeyConfigError {
    /// The relying party's id is not a domain.
    #[error(
        "`.relying_party_id(…)` is a domain such as `example.com`, in lower case, without scheme and port"
    )]
    RelyingPartyId,
    /// An origin is not one that a browser would name.
    #[error("`.origin(…)` is an origin as browsers write it, such as `https://app.example.com`")]
    Origin,
    /// Another provider fills the same page.
    #[error("another provider has the conditional UI already: switch it off by `.conditional_ui(false)`")]
    ConditionalUi,
    /// There is no database to keep passkeys in.
    #[error("passkeys are kept in a database: call `.adapter(…)` or `.database_sessions(…)`")]
    MissingAdapter,
}

/// The site for which a passkey is (WebAuthn: relying party).
#[derive(Clone, Copy)]
pub(crate) struct RelyingParty<'p> {
    /// Its domain.
    id: &'p str,
    name: &'p str,
    own_origin: &'p Origin,
    /// Where ceremonies may run; if empty, at its own origin.
    origins: &'p [String],
}

impl RelyingParty<'_> {
    /// Whether ceremonies may run there.
    fn is_origin(&self, origin: &str) -> bool {
        if self.origins.is_empty() {
            return origin == self.own_origin.as_str();
        }
        self.origins.iter().any(|allowed| allowed == origin)
    }
}

/// Both ceremonies, by the names that the protocol has for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) enum Ceremony {
    #[serde(rename = "register")]
    Registration,
    #[serde(rename = "authenticate")]
    Authentication,
}

impl Ceremony {
    /// The value of `action`.
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

/// What was posted is not the answer of an authenticator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidResponse {
    /// `action` is neither `register` nor `authenticate`.
    #[error("`action` is neither `register` nor `authenticate`")]
    Action,
    /// `data` is not the JSON of a credential.
    #[error("`data` is not the JSON of a credential with an `id`")]
    Data,
    /// The challenge was one for a sign-in.
    #[error("nobody was going to register with this challenge")]
    Registrant,
    /// The passkey is not known.
    #[error("nobody has this passkey")]
    Unknown,
    /// The passkey is known, its user or account is not.
    #[error("the passkey has lost its user")]
    Orphan,
}

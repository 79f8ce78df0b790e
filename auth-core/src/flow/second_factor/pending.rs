//! The cookie of a pending sign-in, between its two factors.
//!
//! It is sealed by a key of its own, holds everything that the sign-in needs to continue, and works in the browser session
//! in which the sign-in has begun, for ten minutes. A marker in the database lets it finish one sign-in, even if it was
//! copied. Only the second factor reads it.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::proven::ProvenFirst;
use crate::{
    adapter::Adapter,
    check::{callback_url::CallbackUrl, csrf::CsrfToken, totp::TotpSecret},
    contract::{StoredId, UnixTime, assurance::Proofs, callback::sign_in::SessionLimit},
    cookie::{chunk, jar::Lifetime},
    flow::{
        error::AuthError,
        scope::Scope,
        session::{self, SessionState},
        types::AppTypes,
    },
    jose::{self, check_times},
    random,
};

/// The time in which the second factor has to be proven.
const MAX_AGE: Duration = Duration::from_secs(10 * 60);

/// A pending sign-in: its first factor is proven, and its second one is not yet.
#[derive(Deserialize, Serialize)]
pub(crate) struct Pending {
    /// The stored user who signs in; `None` if the sign-in creates the user.
    pub(crate) user: Option<String>,
    /// `true` if the stored user has an e-mail address that nothing has proven.
    pub(crate) is_unproven: bool,
    /// The epoch of the stored user at the first factor; `None` for a new user, or if the database has no epochs. What ends
    /// all sessions of the user begins another one, and so ends the sign-in.
    #[serde(default)]
    epoch: Option<u64>,
    /// The name of the user for the authenticator application.
    pub(crate) label: String,
    /// The way in, with what was proven.
    pub(crate) first: ProvenFirst,
    /// The time of the first factor.
    pub(crate) begun: UnixTime,
    /// The proofs of the first factor.
    pub(crate) proofs: Proofs,
    /// The longest duration of the session in seconds, as the guards have set it.
    lifetime: Option<u64>,
    /// `true` if the browser forgets the session when it is closed, as the guards have decided.
    transient: bool,
    /// The hash of the provider's session in which the sign-in takes place.
    pub(crate) provider_session: Option<String>,
    /// The secret of the authenticator application that the user has to enrol, because there is no second factor yet.
    enrolment: Option<String>,
    /// The URL to which the browser goes after the sign-in; `None` if the application decides.
    callback_url: Option<String>,
    /// The hash of the browser's CSRF token.
    browser: String,
    /// The hash of the signed-in user's ID; `None` if no user was signed in.
    signed_in: Option<String>,
    /// A mark of the password that the stored user had at the first factor. A new password ends the sign-in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    password: Option<String>,
    exp: UnixTime,
    jti: String,
}

/// The facts from which a pending sign-in is made.
pub(crate) struct Suspended {
    /// The stored user who signs in; `None` if the sign-in creates the user.
    pub(crate) user: Option<StoredId>,
    /// `true` if the stored user has an e-mail address that nothing has proven.
    pub(crate) is_unproven: bool,
    /// The name of the user for the authenticator application.
    pub(crate) label: String,
    /// `true` if the user has to enrol an authenticator application.
    pub(crate) enrols: bool,
}

impl Pending {
    /// Suspends the sign-in of a request. Nothing is written: [`keep`](Self::keep) sets the cookie.
    pub(crate) async fn new<F: AppTypes>(
        scope: &mut Scope<'_, F>,
        suspended: Suspended,
        first: ProvenFirst,
    ) -> Result<Self, AuthError> {
        let signed_in = signed_in(scope).await?;
        let password = match &scope.checked_password {
            Some(mark) => Some(mark.clone()),
            None => password_mark(scope, suspended.user.as_ref()).await?,
        };
        let epoch = match &suspended.user {
            Some(user) => session::epoch_of(scope, user).await?,
            None => None,
        };
        let random = &*scope.engine.settings.random;
        let secret = suspended.enrols.then(|| jose::encode(TotpSecret::mint(random).bytes()));
        Ok(Self {
            user: suspended.user.map(|id| id.as_str().to_owned()),
            is_unproven: suspended.is_unproven,
            epoch,
            label: suspended.label,
            first,
            begun: scope.now,
            proofs: scope.proofs,
            lifetime: scope.limit.lifetime.map(|lifetime| lifetime.as_secs()),
            transient: scope.limit.until_browser_closes,
            provider_session: scope.provider_session.clone(),
            enrolment: secret,
            callback_url: None,
            browser: String::new(),
            signed_in,
            password,
            exp: scope.now + MAX_AGE,
            jti: random::uuid(random),
        })
    }

    /// Writes the cookie, bound to the browser session of the request.
    ///
    /// # Errors
    /// Fails if the sign-in is too large for cookies.
    pub(crate) fn keep<F: AppTypes>(
        mut self,
        scope: &mut Scope<'_, F>,
        callback_url: Option<&CallbackUrl>,
    ) -> Result<(), AuthError> {
        self.callback_url = callback_url.map(|url| url.as_str().to_owned());
        self.browser = browser_of(scope).session_hash();
        let unwritable = |error: serde_json::Error| AuthError::Unwritable(error.into());
        let claims = serde_json::to_vec(&self).map_err(unwritable)?;
        let sealed = scope.scheme.pending.seal(&claims, &*scope.engine.settings.random);
        let spec = &scope.scheme.cookies.pending;
        let lifetime = Lifetime::Until(self.exp);
        chunk::write(&mut scope.jar, &scope.cookies, spec, &sealed, lifetime)
            .map_err(|error| AuthError::Unwritable(error.into()))
    }

    /// Reads the cookie of the request.
    ///
    /// # Errors
    /// Returns [`AuthError::NoPendingSignIn`] if it is missing or too old, was not sealed here, belongs to another browser
    /// session or user, or if all sessions of its user have been ended since, or the user was deleted.
    pub(crate) async fn read<F: AppTypes>(scope: &Scope<'_, F>) -> Result<Self, AuthError> {
        let name = scope.scheme.cookies.pending.name();
        let open = |text: &str| -> Option<Self> {
            let pending: Self = serde_json::from_slice(&scope.scheme.pending.open(text).ok()?).ok()?;
            check_times(Some(pending.exp), None, scope.now).ok()?;
            genuine_tokens(scope).any(|token| token.session_hash() == pending.browser).then_some(pending)
        };
        let mut found = chunk::candidates(&scope.cookies, name).filter_map(|text| open(&text));
        let pending = found.next().ok_or(AuthError::NoPendingSignIn)?;
        drop(found);
        let password = password_mark(scope, pending.stored_user().as_ref()).await?;
        if pending.signed_in != signed_in(scope).await? || pending.password != password {
            return Err(AuthError::NoPendingSignIn);
        }
        match pending.stored_user() {
            Some(user) if !session::is_epoch(scope.engine, &user, pending.epoch).await? => {
                Err(AuthError::NoPendingSignIn)
            }
            _ => Ok(pending),
        }
    }

    /// Records that the sign-in is finished, so that a copy of the cookie finishes no other, and deletes the cookie,
    /// whether the sign-in succeeds or fails from here on.
    ///
    /// # Errors
    /// Returns [`AuthError::NoPendingSignIn`] if it was finished before.
    pub(crate) async fn spend<F: AppTypes>(&self, scope: &mut Scope<'_, F>) -> Result<(), AuthError> {
        let marker = format!("pending {}", jose::encode(Sha256::digest(&self.jti)));
        let is_first = scope.adapter()?.spend_once(&marker, self.exp + jose::TOLERANCE).await?;
        let spec = &scope.scheme.cookies.pending;
        chunk::delete_all(&mut scope.jar, &scope.cookies, spec);
        chunk::delete_all(&mut scope.jar_of_failure, &scope.cookies, spec);
        if is_first { Ok(()) } else { Err(AuthError::NoPendingSignIn) }
    }

    /// Returns the stored user who signs in, and the epoch at the first factor.
    pub(crate) fn relied_on(&self) -> Option<(StoredId, u64)> {
        self.stored_user().zip(self.epoch)
    }

    /// Returns the stored user who signs in.
    pub(crate) fn stored_user(&self) -> Option<StoredId> {
        self.user.as_deref().map(StoredId::from_store)
    }

    /// Returns the secret of the authenticator application that the user has to enrol.
    pub(crate) fn enrolment(&self) -> Option<TotpSecret> {
        TotpSecret::from_bytes(&jose::decode(self.enrolment.as_deref()?).ok()?)
    }

    /// Returns the limit that the guards have set.
    pub(crate) fn limit(&self) -> SessionLimit {
        SessionLimit {
            lifetime: self.lifetime.map(Duration::from_secs),
            until_browser_closes: self.transient,
        }
    }

    /// Returns the URL to which the browser goes after the sign-in.
    pub(crate) fn callback_url<F: AppTypes>(&self, scope: &Scope<'_, F>) -> Option<CallbackUrl> {
        CallbackUrl::chosen(&scope.origin, self.callback_url.as_deref()?).ok()
    }
}

/// Returns the genuine CSRF tokens that the browser has sent.
fn genuine_tokens<'s, F: AppTypes>(scope: &'s Scope<'_, F>) -> impl Iterator<Item = CsrfToken> + use<'s, F> {
    let csrf = &scope.engine.settings.csrf;
    let values: Vec<_> = scope.cookies.all(scope.scheme.cookies.csrf_token.name()).collect();
    values.into_iter().filter_map(|value| csrf.verify_cookie(&value))
}

/// Returns the CSRF token that the browser has, or gets with the response.
fn browser_of<F: AppTypes>(scope: &mut Scope<'_, F>) -> CsrfToken {
    let known = genuine_tokens(scope).next();
    if let Some(token) = known.or_else(|| scope.new_csrf_token.clone()) {
        return token;
    }
    let settings = &scope.engine.settings;
    let token = CsrfToken::mint(&*settings.random);
    let value = settings.csrf.cookie_value(&token);
    scope.jar.set(&scope.scheme.cookies.csrf_token, &value, Lifetime::BrowserSession);
    scope.new_csrf_token = Some(token.clone());
    token
}

/// Returns the hash of the signed-in user's ID.
async fn signed_in<F: AppTypes>(scope: &Scope<'_, F>) -> Result<Option<String>, AuthError> {
    let SessionState::Active(record) = session::find(scope).await? else { return Ok(None) };
    // The application and the database may give the same ID to two users.
    let owner = if record.stored_id().is_some() { "store" } else { "other" };
    let id = Value::from(record.sub.as_deref().unwrap_or_default());
    Ok(Some(jose::encode(Sha256::digest(format!("{owner}:{id}")))))
}

/// Returns a mark of the password of a user, which another password does not have.
///
/// # Errors
/// Fails if the database fails.
#[cfg(feature = "password")]
async fn password_mark<F: AppTypes>(
    scope: &Scope<'_, F>,
    user: Option<&StoredId>,
) -> Result<Option<String>, AuthError> {
    match user {
        Some(user) => crate::flow::password::mark_of(&scope.engine.settings, user).await,
        None => Ok(None),
    }
}

/// Returns no mark: there are no passwords.
#[cfg(not(feature = "password"))]
async fn password_mark<F: AppTypes>(
    _: &Scope<'_, F>,
    _: Option<&StoredId>,
) -> Result<Option<String>, AuthError> {
    Ok(None)
}

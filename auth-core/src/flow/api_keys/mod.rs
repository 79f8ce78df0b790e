//! API keys: made for a user, listed, revoked, and checked when a program calls with one.

mod check;
mod terms;
mod text;

use crate::{
    adapter::{Adapter, AdapterError, AnyAdapter, Basis, Conflict},
    contract::{
        AdapterUser, Secret, StoredApiKey, StoredId, UnixTime, VerifiedEmail,
        api_key::{self, KeyData, KeyDataError, KeyKind, KeyMembers},
        model::text_newtype,
        session::{Origin, Session},
    },
    flow::{error::AuthError, settings::Settings},
};

pub(crate) use self::check::{KeyFailure, KeyOwner, check};
pub use self::terms::Expires;

/// The maximum number of keys of a user, of all kinds together.
pub(crate) const MAX_KEYS: usize = 100;

/// The maximum length of the name of a key, in bytes.
const MAX_NAME: usize = 200;

/// The maximum length of the content of a key as JSON, in bytes.
const MAX_CONTENT: usize = 16 * 1024;

text_newtype! {
    /// The public part of an API key, by which it is listed and revoked. It may be shown and logged.
    ///
    /// ```
    /// use auth::api_key::KeyId;
    ///
    /// assert_eq!(KeyId::from("5feceb66ffc86f38").as_str().len(), 16);
    /// ```
    KeyId
}

/// A new API key. Its text is available only here: the database has only a hash of its secret.
#[non_exhaustive]
pub struct NewKey {
    /// The public part, by which the key is listed and revoked.
    pub id: KeyId,
    /// The key itself, as the program sends it.
    pub text: KeyText,
    /// The time at which the key stops working; `None` if it does not.
    pub expires: Option<UnixTime>,
}

/// The text of an API key, which is a secret.
///
/// It does not implement `Debug`, `Display`, `Serialize` or `Clone`. The string is wiped from memory when the value is
/// dropped.
///
/// ```compile_fail
/// # fn log(key: auth::api_key::NewKey) {
/// println!("{:?}", key.text);
/// # }
/// ```
pub struct KeyText(Secret);

#[doc(hidden)]
impl std::fmt::Debug for KeyText
where
    for<'x> crate::contract::habits::Printed: crate::contract::habits::SecretIsNotPrinted<'x>,
{
    #[allow(clippy::empty_loop, reason = "nobody can call it")]
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        loop {}
    }
}

impl KeyText {
    /// Returns the text, which is shown to the user once.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

/// An API key in the list of a user's keys.
#[derive(Clone)]
#[non_exhaustive]
pub struct KeyInfo {
    /// The public part of the key, by which it is revoked.
    pub id: KeyId,
    /// The prefix of the key, which names its kind.
    pub prefix: String,
    /// The name that was given to the key.
    pub name: String,
    /// The time at which the key was made.
    pub created: UnixTime,
    /// The time at which the key stops working; `None` if it does not.
    pub expires: Option<UnixTime>,
    /// The time at which the key was last used, to within a minute; `None` if it was not used.
    pub last_used: Option<UnixTime>,
    content: String,
}

impl KeyInfo {
    fn of(key: StoredApiKey) -> Self {
        Self {
            id: KeyId::new(key.id),
            prefix: key.prefix,
            name: key.name.unwrap_or_default(),
            created: key.created,
            expires: key.expires,
            last_used: key.last_used,
            content: key.data,
        }
    }

    /// Returns the content of the key.
    ///
    /// # Errors
    /// Returns an error if the key is of another kind, or its content does not fit the struct.
    pub fn data<K: KeyData>(&self) -> Result<K, KeyDataError> {
        if self.prefix != K::PREFIX {
            return Err(KeyDataError::OtherKind);
        }
        api_key::read_content(&self.content)
    }
}

impl std::fmt::Debug for KeyInfo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyInfo")
            .field("id", &self.id.as_str())
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}

/// Returns the database, if the application has turned on API keys.
///
/// # Errors
/// Fails if it has not.
fn adapter(settings: &Settings) -> Result<&AnyAdapter, AuthError> {
    if settings.api_keys.is_empty() {
        return Err(AuthError::UnknownKeyKind);
    }
    Ok(&settings.store.as_ref().ok_or(AuthError::MissingAdapter)?.adapter)
}

/// The user for whom a key is made.
pub(crate) enum Maker<'a> {
    /// The user of a session, while the session lasts.
    Session {
        user: &'a StoredId,
        /// The proven address, as the session shows it.
        email: Option<VerifiedEmail<'a>>,
        origin: &'a Origin,
    },
    /// A stored user, at the application's word.
    User(&'a StoredId),
}

impl<'a> Maker<'a> {
    /// Returns the user of a session.
    ///
    /// # Errors
    /// Fails if the session was not read from a request, or is not of a stored user.
    pub(crate) fn of_session<S>(session: &'a Session<S>) -> Result<Self, AuthError> {
        let user = session.stored_id().ok_or(AuthError::AccessDenied)?;
        let origin = session.origin().ok_or(AuthError::AccessDenied)?;
        Ok(Self::Session { user, email: session.verified_email(), origin })
    }

    fn user(&self) -> &'a StoredId {
        match self {
            Self::Session { user, .. } | Self::User(user) => user,
        }
    }

    /// Returns the state on which the key relies: that of the session when it was read, or the present one.
    ///
    /// # Errors
    /// Fails if the session is of another state than the user is in now.
    fn basis(&self, user: &AdapterUser) -> Result<Basis, AuthError> {
        match self {
            Self::User(_) => Ok(Basis::of(user)),
            Self::Session { email, origin, .. } => {
                let basis = Basis::of(user).with_session(origin.row.clone()).with_epoch(origin.epoch);
                let is_same = match (email, user.proven_address()) {
                    (Some(email), Some(_)) => email.is(user.user.email.as_deref()),
                    (None, None) => true,
                    _ => false,
                };
                if is_same { Ok(basis) } else { Err(AuthError::AccessDenied) }
            }
        }
    }
}

/// Makes a key for a user.
///
/// # Errors
/// Fails if keys of this kind are not turned on, the user is unknown or has too many keys, the name or the content is too
/// long, or the database fails. Returns [`AuthError::AccessDenied`] if the session has ended, or the address of the user has
/// been proven or changed in the meantime.
pub(crate) async fn create(
    settings: &Settings,
    maker: &Maker<'_>,
    kind: KeyKind,
    content: Result<KeyMembers, KeyDataError>,
    (name, expires): (&str, Expires),
) -> Result<NewKey, AuthError> {
    if !settings.api_keys.has(kind) {
        return Err(AuthError::UnknownKeyKind);
    }
    let adapter = adapter(settings)?;
    let content =
        content.and_then(|members| serde_json::to_string(&members).map_err(|_| KeyDataError::NotAnObject));
    let content = content.map_err(|error| AuthError::Unwritable(error.into()))?;
    bounded("name", name, MAX_NAME)?;
    bounded("content", &content, MAX_CONTENT)?;
    let now = settings.clock.now();
    let user = maker.user();
    let owner = adapter.user(user).await?.ok_or(AuthError::UnknownUser)?;
    let basis = maker.basis(&owner)?;
    make_room(adapter, user, now).await?;
    let text::FreshKey { id, text, hash } = text::make(kind.prefix, &*settings.random);
    let mut row = StoredApiKey::new(id.clone(), user.clone(), kind.prefix, hash, content, now);
    row.name = Some(name.trim().to_owned());
    row.expires = expires.from(now);
    let expires = row.expires;
    adapter.create_api_key(row, basis).await.map_err(|error| match error {
        AdapterError::NotFound(_) => AuthError::UnknownUser,
        AdapterError::Conflict(Conflict::Proof | Conflict::Ended) => AuthError::AccessDenied,
        error => error.into(),
    })?;
    Ok(NewKey { id: KeyId::new(id), text: KeyText(text), expires })
}

/// Checks the length of a part of a key.
fn bounded(part: &str, text: &str, max: usize) -> Result<(), AuthError> {
    match text.len() {
        size if size <= max => Ok(()),
        size => {
            let message = format!("the {part} of an API key has {size} bytes, and at most {max} are kept");
            Err(AuthError::Unwritable(message.into()))
        }
    }
}

/// Removes expired keys of a user who has as many keys as a user may have.
///
/// # Errors
/// Fails if as many are left, or the database fails.
async fn make_room(adapter: &AnyAdapter, user: &StoredId, now: UnixTime) -> Result<(), AuthError> {
    let keys = adapter.api_keys_of(user).await?;
    if keys.len() < MAX_KEYS {
        return Ok(());
    }
    let mut is_full = true;
    for key in keys.iter().filter(|key| check::is_over(key, now)) {
        is_full &= !adapter.delete_api_key(user, &key.id).await?;
    }
    if is_full { Err(AuthError::TooManyKeys) } else { Ok(()) }
}

/// Lists the keys of a user, the latest first, including expired ones.
pub(crate) async fn list(settings: &Settings, user: &StoredId) -> Result<Vec<KeyInfo>, AuthError> {
    let keys = adapter(settings)?.api_keys_of(user).await?;
    Ok(keys.into_iter().map(KeyInfo::of).collect())
}

/// Revokes a key of a user. Returns `true` if the user had it.
pub(crate) async fn revoke(settings: &Settings, user: &StoredId, id: &KeyId) -> Result<bool, AuthError> {
    Ok(adapter(settings)?.delete_api_key(user, id.as_str()).await?)
}

/// Revokes all keys of a user, and returns their number.
pub(crate) async fn revoke_all(settings: &Settings, user: &StoredId) -> Result<u64, AuthError> {
    Ok(adapter(settings)?.delete_api_keys_of(user).await?)
}

/// Revokes all keys of a user who gets a new password, if the application wants that. It is called before the password is
/// stored, so that nothing changes if the keys cannot be revoked, and once more when the sessions have ended, which may have
/// made keys in between.
///
/// # Errors
/// Fails if the database fails.
#[cfg(feature = "password")]
pub(crate) async fn end_for_new_password(settings: &Settings, user: &StoredId) -> Result<(), AuthError> {
    if settings.new_passwords_end_keys && !settings.api_keys.is_empty() {
        revoke_all(settings, user).await?;
    }
    Ok(())
}

/// Returns the number of keys of a user that work.
///
/// # Errors
/// Fails if the database fails.
#[cfg(feature = "password")]
pub(crate) async fn count_working(
    settings: &Settings,
    user: &StoredId,
    now: UnixTime,
) -> Result<u32, AuthError> {
    if settings.api_keys.is_empty() {
        return Ok(0);
    }
    let keys = adapter(settings)?.api_keys_of(user).await?;
    let working = keys.iter().filter(|key| !check::is_over(key, now)).count();
    Ok(u32::try_from(working).unwrap_or(u32::MAX))
}

/// Returns `true` if a string has the form of a key of this application.
pub(crate) fn is_key(settings: &Settings, text: &str) -> bool {
    text::KeyParts::of(text).is_some_and(|parts| settings.api_keys.has_prefix(parts.prefix))
}

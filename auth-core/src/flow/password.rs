//! Passwords that the database keeps: checked at a sign-in, and stored by compare and set.

use sha2::{Digest, Sha256};

use super::{error::AuthError, settings::Settings};
use crate::{
    adapter::{Adapter, AdapterError, AnyAdapter, Basis, Conflict, NewPassword},
    check::password::{PasswordError, RefusedPassword, Verdict},
    contract::{
        AdapterUser, BoxError, EmailAddress, KnownUser, Password, Secret, StoredId, StoredPassword,
        callback::password_check::{CheckFuture, CheckPassword},
    },
    jose,
    provider::passwords::PasswordService,
};

/// The hash of a password that keeps the rules. Only [`check_new_password`] makes one.
pub(crate) struct AcceptedPassword(Secret);

impl AcceptedPassword {
    /// Returns the hash, to be stored at the current time.
    pub(crate) fn to_store(&self, settings: &Settings) -> NewPassword {
        NewPassword::new(self.0.clone(), settings.clock.now())
    }
}

/// Returns the passwords of the application.
///
/// # Errors
/// Fails if they are not turned on.
fn service(settings: &Settings) -> Result<(&PasswordService, &AnyAdapter), AuthError> {
    let service = settings.passwords.as_ref().ok_or(PasswordError::NotTurnedOn)?;
    let store = settings.store.as_ref().ok_or(AuthError::MissingAdapter)?;
    Ok((service, &store.adapter))
}

/// Returns the database of the passwords.
///
/// # Errors
/// Fails if passwords are not turned on.
pub(crate) fn adapter(settings: &Settings) -> Result<&AnyAdapter, AuthError> {
    service(settings).map(|(_, adapter)| adapter)
}

/// Checks a new password by the application's rules, and hashes it. `about` are the name and the e-mail address of its
/// user, of which the password must not consist.
///
/// # Errors
/// [`PasswordError::Refused`] if the password breaks a rule; [`PasswordError::Busy`] if too many are being hashed.
pub(crate) async fn check_new_password(
    settings: &Settings,
    password: &Password,
    about: impl IntoIterator<Item = Option<&str>>,
) -> Result<AcceptedPassword, AuthError> {
    let (service, _) = service(settings)?;
    let about = about.into_iter().flatten().map(str::to_owned).collect();
    service.check(password, about).await?;
    let hash = service.hash(password, &*settings.random).await?;
    let too_long = || PasswordError::Refused(RefusedPassword::TooLong).into();
    hash.map(AcceptedPassword).ok_or_else(too_long)
}

/// Stores a new password of a user in place of the hash that was read before; `None` if there was none. Returns `false` if
/// another one was stored in the meantime. A user whose address was not proven when `user` was read gets none if it is by
/// now: what was chosen before the first proof ends with it.
///
/// # Errors
/// Fails if the user is gone, or the database fails.
pub(crate) async fn store_password(
    settings: &Settings,
    user: &AdapterUser,
    password: &AcceptedPassword,
    replaces: Option<&StoredPassword>,
) -> Result<bool, AuthError> {
    let basis = Basis::default().while_unproven(user.email_verified.is_none());
    store_password_on(settings, &user.id(), password, (replaces, basis)).await
}

/// Stores a new password of a user in place of the hash that was read before; `None` if there was none. Returns `false` if
/// another one was stored in the meantime, or the user or the session is not as it was.
///
/// # Errors
/// Fails if the user is gone, or the database fails.
pub(crate) async fn store_password_on(
    settings: &Settings,
    user: &StoredId,
    password: &AcceptedPassword,
    (replaces, basis): (Option<&StoredPassword>, Basis),
) -> Result<bool, AuthError> {
    let (_, adapter) = service(settings)?;
    let new = password.to_store(settings).replacing(replaces.map(|stored| stored.hash.clone())).on(basis);
    match adapter.set_password(user, new).await {
        Err(AdapterError::Conflict(Conflict::Proof | Conflict::Ended)) => Ok(false),
        stored => Ok(stored?),
    }
}

/// Returns `true` if the password is that of the user. Replaces an outdated hash. Without a user it takes as long as with
/// one, and the password is wrong.
///
/// # Errors
/// Fails if the database fails, or too many passwords are being checked.
pub(crate) async fn verify(
    settings: &Settings,
    user: Option<&StoredId>,
    password: &Password,
) -> Result<bool, AuthError> {
    Ok(check(settings, user, password).await?.is_some())
}

/// Checks a password as [`verify`] does. Returns the hash that the user has, if it is right.
async fn check(
    settings: &Settings,
    user: Option<&StoredId>,
    password: &Password,
) -> Result<Option<Secret>, AuthError> {
    match check_once(settings, user, password).await? {
        Checked::Wrong => Ok(None),
        Checked::Right(hash) => Ok(Some(hash)),
        // Another request has replaced the outdated hash, or has stored another password.
        Checked::Overtaken => match check_once(settings, user, password).await? {
            Checked::Right(hash) => Ok(Some(hash)),
            Checked::Wrong | Checked::Overtaken => Ok(None),
        },
    }
}

/// The result of one check of a password.
enum Checked {
    Wrong,
    /// The password is right, and this is its hash from now on.
    Right(Secret),
    /// The password was right, and the user has another hash by now.
    Overtaken,
}

async fn check_once(
    settings: &Settings,
    user: Option<&StoredId>,
    password: &Password,
) -> Result<Checked, AuthError> {
    let (service, adapter) = service(settings)?;
    // The database is asked in any case, for the time that it takes.
    let nobody = StoredId::from_store("0");
    let stored = adapter.password_of(user.unwrap_or(&nobody)).await?;
    let (Some(user), Some(stored)) = (user, stored) else {
        service.hasher.verify(password, None, &*settings.random).await?;
        return Ok(Checked::Wrong);
    };
    match service.hasher.verify(password, Some(&stored.hash), &*settings.random).await? {
        Verdict::Wrong => Ok(Checked::Wrong),
        Verdict::Right { is_outdated: false } => Ok(Checked::Right(stored.hash)),
        Verdict::Right { is_outdated: true } => Ok(replace(settings, user, password, stored).await),
        Verdict::Foreign => match service.verify_foreign(password, &stored.hash).await? {
            true => Ok(replace(settings, user, password, stored).await),
            false => Ok(Checked::Wrong),
        },
    }
}

/// Replaces an outdated hash by one of the same password. A failure is logged and changes nothing: the next sign-in tries
/// again.
async fn replace(
    settings: &Settings,
    user: &StoredId,
    password: &Password,
    outdated: StoredPassword,
) -> Checked {
    let before = outdated.hash.clone();
    let replaced = async {
        let (service, adapter) = service(settings)?;
        let Some(hash) = service.hash(password, &*settings.random).await? else { return Ok(None) };
        let new = NewPassword::new(hash.clone(), settings.clock.now()).replacing(Some(outdated.hash));
        let is_replaced = adapter.set_password(user, new).await?;
        Ok::<_, AuthError>(Some((hash, is_replaced)))
    };
    match replaced.await {
        Ok(Some((hash, is_replaced))) => {
            tracing::debug!(target: "auth", is_replaced, "a hash was outdated");
            if is_replaced { Checked::Right(hash) } else { Checked::Overtaken }
        }
        Ok(None) => Checked::Right(before),
        Err(error) => {
            error.log();
            Checked::Right(before)
        }
    }
}

/// Returns a mark of the hash of a password, which the hash of another one does not have.
pub(crate) fn mark(hash: &Secret) -> String {
    jose::encode(Sha256::digest(hash.expose()))
}

/// Returns the mark of the password of a user; `None` if the user has none, or passwords are not turned on.
///
/// # Errors
/// Fails if the database fails.
pub(crate) async fn mark_of(settings: &Settings, user: &StoredId) -> Result<Option<String>, AuthError> {
    if settings.passwords.is_none() {
        return Ok(None);
    }
    let stored = adapter(settings)?.password_of(user).await?;
    Ok(stored.map(|stored| mark(&stored.hash)))
}

impl Settings {
    /// Returns the user, if the password is right.
    async fn user_by_password(
        &self,
        user: Option<AdapterUser>,
        password: &Password,
    ) -> Result<Option<KnownUser>, BoxError> {
        let id = user.as_ref().map(AdapterUser::id);
        let right = check(self, id.as_ref(), password).await?;
        Ok(user.zip(right).map(|(user, hash)| {
            KnownUser::stored(&user.id())
                .while_unproven(user.email_verified.is_none())
                .by_password(mark(&hash))
        }))
    }
}

impl CheckPassword for Settings {
    fn by_email<'c>(&'c self, email: &'c str, password: &'c Password) -> CheckFuture<'c, Option<KnownUser>> {
        Box::pin(async move {
            let (_, adapter) = service(self)?;
            let user = match EmailAddress::parse(email) {
                Ok(address) => adapter.user_by_email(address.as_str()).await.map_err(AuthError::from)?,
                Err(_) => None,
            };
            self.user_by_password(user, password).await
        })
    }

    fn by_id<'c>(
        &'c self,
        id: Option<&'c StoredId>,
        password: &'c Password,
    ) -> CheckFuture<'c, Option<KnownUser>> {
        Box::pin(async move {
            let (_, adapter) = service(self)?;
            let user = match id {
                Some(id) => adapter.user(id).await.map_err(AuthError::from)?,
                None => None,
            };
            self.user_by_password(user, password).await
        })
    }
}

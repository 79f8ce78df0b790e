//! The changes of users to their own account: passkeys, ways in, and the end of it.

use crate::{
    adapter::error::Result,
    contract::{
        Account, AdapterUser, Authenticator, BoxError, IntoText, ProviderId, ProviderType, UnixTime,
        callback::delete_account::{BeforeDeletion, DeletionTransaction},
    },
};

/// The facts about a passkey that the table of Auth.js has no columns for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PasskeyDetails {
    /// The credential ID of the passkey.
    pub credential_id: String,
    /// The name that the user has given it; `None` if it has none.
    pub name: Option<String>,
    /// The time at which it was added; `None` if that is not known.
    pub created: Option<UnixTime>,
    /// The time of the last sign-in with it; `None` if that is not known.
    pub last_used: Option<UnixTime>,
}

impl PasskeyDetails {
    /// Builds the details of a passkey of which nothing is known.
    pub fn new(credential_id: impl IntoText<String>) -> Self {
        Self { credential_id: credential_id.into_text(), name: None, created: None, last_used: None }
    }

    /// Applies a note.
    #[must_use]
    pub fn with(mut self, note: &PasskeyNote) -> Self {
        if let Some(name) = &note.name {
            self.name.clone_from(name);
        }
        self.created = note.created.or(self.created);
        self.last_used = note.last_used.or(self.last_used);
        self
    }
}

/// Changes to the facts about a passkey. A field that is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PasskeyNote {
    /// The name; `Some(None)` removes it.
    pub name: Option<Option<String>>,
    /// The time at which the passkey was added.
    pub created: Option<UnixTime>,
    /// The time of the last sign-in with the passkey.
    pub last_used: Option<UnixTime>,
}

impl PasskeyNote {
    /// Sets or removes the name.
    #[must_use]
    pub fn name(mut self, name: Option<String>) -> Self {
        self.name = Some(name);
        self
    }

    /// Sets the time at which the passkey was added.
    #[must_use]
    pub fn created(mut self, time: UnixTime) -> Self {
        self.created = Some(time);
        self
    }

    /// Sets the time of the last sign-in with the passkey.
    #[must_use]
    pub fn last_used(mut self, time: UnixTime) -> Self {
        self.last_used = Some(time);
        self
    }
}

/// A way in that a user wants to remove.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WayIn {
    /// An account at a provider.
    Account {
        /// The provider.
        provider: ProviderId,
        /// The ID of the account at the provider.
        provider_account_id: String,
    },
    /// A passkey, with its account.
    Passkey {
        /// The credential ID.
        credential_id: String,
    },
    /// The password.
    Password,
}

/// The rows of a user of which each may be a way in.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct WaysOfUser<'a> {
    /// The user.
    pub user: &'a AdapterUser,
    /// The accounts of the user.
    pub accounts: &'a [Account],
    /// The passkeys of the user.
    pub passkeys: &'a [Authenticator],
    /// `true` if the user has a password.
    pub has_password: bool,
}

impl<'a> WaysOfUser<'a> {
    /// Collects the rows.
    pub fn new(
        user: &'a AdapterUser,
        accounts: &'a [Account],
        passkeys: &'a [Authenticator],
        has_password: bool,
    ) -> Self {
        Self { user, accounts, passkeys, has_password }
    }
}

/// The ways in that an application has, for the rule that a user keeps at least one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WaysIn {
    /// The providers whose accounts sign a user in.
    pub providers: Vec<ProviderId>,
    /// `true` if passkeys sign a user in.
    pub passkeys: bool,
    /// `true` if a proven e-mail address signs a user in.
    pub email: bool,
    /// `true` if a password signs a user in.
    pub password: bool,
}

impl WaysIn {
    /// Decides whether a way in may be removed. At least one way in has to be left.
    pub fn decide(&self, way: &WayIn, of: WaysOfUser<'_>) -> WayInRemoval {
        let is_passkey = |account: &Account| account.kind == ProviderType::WebAuthn;
        let is_account = |account: &Account| {
            matches!(way, WayIn::Account { provider, provider_account_id }
                if *provider == account.provider && *provider_account_id == account.provider_account_id)
        };
        let is_removed = |passkey: &Authenticator| matches!(way, WayIn::Passkey { credential_id } if *credential_id == passkey.credential_id);
        let mut accounts = of.accounts.iter().filter(|account| !is_passkey(account));
        let exists = match way {
            WayIn::Account { .. } => accounts.clone().any(is_account),
            WayIn::Passkey { .. } => of.passkeys.iter().any(is_removed),
            WayIn::Password => of.has_password,
        };
        let by_account =
            accounts.any(|account| !is_account(account) && self.providers.contains(&account.provider));
        let by_passkey = self.passkeys && of.passkeys.iter().any(|passkey| !is_removed(passkey));
        let by_email = self.email && of.user.user.email.is_some() && of.user.email_verified.is_some();
        let by_password = self.password && of.has_password && *way != WayIn::Password;
        match exists {
            false => WayInRemoval::Unknown,
            true if by_account || by_passkey || by_email || by_password => WayInRemoval::Removed,
            true => WayInRemoval::LastWayIn,
        }
    }
}

/// The result of the removal of a way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WayInRemoval {
    /// The way in was removed.
    Removed,
    /// The user has no such way in. Nothing has changed.
    Unknown,
    /// The user would have no way in left. Nothing has changed.
    LastWayIn,
}

/// The result of the deletion of a user.
#[derive(Debug)]
#[non_exhaustive]
pub enum UserDeletion {
    /// The user was deleted.
    Deleted,
    /// There was no such user.
    Unknown,
    /// The application has refused, and nothing has changed in the database.
    Refused(BoxError),
}

/// Removes a user after a step of the application, which has no transaction.
pub(crate) async fn delete_after(
    user: impl Future<Output = Result<Option<AdapterUser>>> + Send,
    before: &mut dyn BeforeDeletion,
    deletion: impl Future<Output = Result<bool>> + Send,
) -> Result<UserDeletion> {
    if user.await?.is_none() {
        return Ok(UserDeletion::Unknown);
    }
    if let Err(refusal) = before.run(DeletionTransaction::none()).await {
        return Ok(UserDeletion::Refused(refusal));
    }
    Ok(if deletion.await? { UserDeletion::Deleted } else { UserDeletion::Unknown })
}

/// A deletion that the application can refuse. It runs once.
pub(crate) type Before<'a> = &'a mut (dyn BeforeDeletion + 'a);

//! The parts of the account of a user.

use super::adapter;
use crate::{
    adapter::{Adapter, AdapterError, PasskeyDetails},
    contract::{
        Account, AdapterUser, CredentialDeviceType, ProviderId, ProviderType, StoredId, StoredTotp, UnixTime,
    },
    flow::{
        api_keys::{self, KeyInfo},
        application::Engine,
        error::AuthError,
        session::{self, ActiveSession},
        types::AppTypes,
    },
};

/// A passkey of a user.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PasskeyInfo {
    /// The credential ID, by which the passkey is renamed and removed: base64, no secret.
    pub id: String,
    /// The name that the user has given it.
    pub name: Option<String>,
    /// The time at which it was added; `None` if that is not known.
    pub created: Option<UnixTime>,
    /// The time of the last sign-in with it; `None` if that is not known.
    pub last_used: Option<UnixTime>,
    /// `true` if it can be on several devices, as those of password managers are.
    pub is_synced: bool,
}

/// An account at a provider that is linked to a user.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LinkedAccount {
    /// The ID of the provider.
    pub provider: ProviderId,
    /// The name of the provider; `None` if the application does not have it any more.
    pub provider_name: Option<String>,
    /// The ID of the account at the provider; of codes by telephone, the phone number.
    pub account_id: String,
    /// The type of the provider: `OAuth`, `Oidc`, or `Sms` for a phone number.
    pub kind: ProviderType,
}

/// The account of a user, as [`Auth::account_of`](crate::app::Auth::account_of) returns it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AccountDetails {
    /// The user, with the time of the last proof of the e-mail address.
    pub user: AdapterUser,
    /// `true` if the user has a password that the library checks.
    pub has_password: bool,
    /// The passkeys, the latest first.
    pub passkeys: Vec<PasskeyInfo>,
    /// The accounts at providers.
    pub accounts: Vec<LinkedAccount>,
    /// The sessions in the database; `None` if sessions are tokens.
    pub sessions: Option<Vec<ActiveSession>>,
    /// The API keys; `None` if they are not turned on.
    pub keys: Option<Vec<KeyInfo>>,
    /// The time of the enrolment of a second factor, and the number of recovery codes that are left.
    pub second_factor: Option<(UnixTime, u32)>,
}

/// Returns the rows of an optional kind; none if the adapter does not keep it.
fn optional<T: Default>(rows: Result<T, AdapterError>) -> Result<T, AuthError> {
    match rows {
        Err(AdapterError::Unsupported(_)) => Ok(T::default()),
        rows => Ok(rows?),
    }
}

/// Returns the passkeys of a user, the latest first.
pub(crate) async fn passkeys<F: AppTypes>(
    engine: &Engine<F>,
    user: &StoredId,
) -> Result<Vec<PasskeyInfo>, AuthError> {
    let adapter = adapter(engine)?;
    let rows = optional(adapter.authenticators_of(user).await)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let details = optional(adapter.passkey_details_of(user).await)?;
    let known = |id: &str| details.iter().find(|known| known.credential_id == id).cloned();
    let mut passkeys: Vec<PasskeyInfo> = rows
        .into_iter()
        .map(|row| {
            let PasskeyDetails { name, created, last_used, .. } =
                known(&row.credential_id).unwrap_or_else(|| PasskeyDetails::new(""));
            let is_synced = row.credential_device_type == CredentialDeviceType::MultiDevice;
            PasskeyInfo { id: row.credential_id, name, created, last_used, is_synced }
        })
        .collect();
    passkeys.sort_by(|one, other| (other.created, &one.id).cmp(&(one.created, &other.id)));
    Ok(passkeys)
}

/// Returns the accounts of a user at providers, without those of passkeys.
pub(crate) async fn accounts<F: AppTypes>(
    engine: &Engine<F>,
    user: &StoredId,
) -> Result<Vec<LinkedAccount>, AuthError> {
    let rows = optional(adapter(engine)?.accounts_of(user).await)?;
    let linked = |row: Account| LinkedAccount {
        provider_name: engine
            .provider(row.provider.as_str())
            .ok()
            .map(|provider| provider.display_name().to_owned()),
        provider: row.provider,
        account_id: row.provider_account_id,
        kind: row.kind,
    };
    let is_shown =
        |row: &Account| matches!(row.kind, ProviderType::OAuth | ProviderType::Oidc | ProviderType::Sms);
    let mut linked: Vec<LinkedAccount> = rows.into_iter().filter(is_shown).map(linked).collect();
    linked.sort_by(|one, other| {
        (one.provider.as_str(), &one.account_id).cmp(&(other.provider.as_str(), &other.account_id))
    });
    Ok(linked)
}

/// Returns `true` if sessions of other devices can be ended.
pub(crate) fn is_ended_elsewhere<F: AppTypes>(engine: &Engine<F>) -> bool {
    let settings = &engine.settings;
    settings.epochs.is_some() || settings.store.as_ref().is_some_and(|store| store.keeps_sessions)
}

/// Collects the account of a user.
///
/// # Errors
/// Fails if the application has no database, or the database fails.
pub(crate) async fn overview<F: AppTypes>(
    engine: &Engine<F>,
    user: AdapterUser,
) -> Result<AccountDetails, AuthError> {
    let (id, adapter) = (user.id(), adapter(engine)?);
    let sessions = match engine.settings.store.as_ref().is_some_and(|store| store.keeps_sessions) {
        true => Some(session::list(engine, &id).await?),
        false => None,
    };
    let keys = match engine.settings.api_keys.is_empty() {
        true => None,
        false => Some(api_keys::list(&engine.settings, &id).await?),
    };
    let totp: Option<StoredTotp> = optional(second_factor(engine, adapter.second_factor(&id)).await)?;
    let has_password = match engine.settings.has_passwords() {
        true => optional(adapter.password_of(&id).await)?.is_some(),
        false => false,
    };
    Ok(AccountDetails {
        has_password,
        passkeys: passkeys(engine, &id).await?,
        accounts: accounts(engine, &id).await?,
        sessions,
        keys,
        second_factor: totp.map(|totp| (totp.created, totp.recovery_codes)),
        user,
    })
}

/// Returns the account of a user; `None` if there is no such user.
///
/// # Errors
/// As [`overview`].
pub(crate) async fn details_of<F: AppTypes>(
    engine: &Engine<F>,
    user: &StoredId,
) -> Result<Option<AccountDetails>, AuthError> {
    let Some(user) = adapter(engine)?.user(user).await? else { return Ok(None) };
    overview(engine, user).await.map(Some)
}

/// Reads the second factor, if the application has any.
async fn second_factor<F: AppTypes>(
    engine: &Engine<F>,
    row: impl Future<Output = Result<Option<StoredTotp>, AdapterError>>,
) -> Result<Option<StoredTotp>, AdapterError> {
    if engine.settings.has_totp() { row.await } else { Ok(None) }
}

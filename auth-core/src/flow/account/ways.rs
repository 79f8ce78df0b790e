//! The ways in of a user: passkeys and linked accounts.

use super::{adapter, profile::line};
use crate::{
    adapter::{Adapter, AdapterError, PasskeyNote, WayIn, WayInRemoval, WaysIn},
    contract::{
        Account, InvalidProfile, ProviderId, ProviderType, StoredId,
        callback::{
            arguments::RequestFacts,
            event::{EventCall, EventCallback, UnlinkAccountEvent},
            wiring::Subject,
        },
    },
    flow::{
        application::Engine,
        error::AuthError,
        events,
        notice::{self, Notice},
        types::AppTypes,
    },
    trace,
};

/// The greatest number of characters of the name of a passkey.
const MAX_NAME: usize = 100;

/// Returns the ways in of an application that count for the rule that a user keeps at least one. A form of the application
/// does not count, because only the application knows whether the user can fill it in.
pub(crate) fn ways_in<F: AppTypes>(engine: &Engine<F>) -> WaysIn {
    let mut ways = WaysIn { password: engine.settings.has_passwords(), ..WaysIn::default() };
    for provider in &engine.providers {
        match provider.kind() {
            ProviderType::OAuth | ProviderType::Oidc | ProviderType::Sms => {
                ways.providers.push(provider.id().clone())
            }
            ProviderType::WebAuthn => ways.passkeys = true,
            ProviderType::Email => ways.email = true,
            _ => {}
        }
    }
    ways
}

/// Renames a passkey of a user. A blank name removes it. Returns `false` if the user has no such passkey.
///
/// # Errors
/// Fails if the name is too long, or the database fails or keeps no names.
pub(crate) async fn rename_passkey<F: AppTypes>(
    engine: &Engine<F>,
    user: &StoredId,
    id: &str,
    name: &str,
) -> Result<bool, AuthError> {
    let name = line(name, MAX_NAME).ok_or(InvalidProfile::Name)?;
    Ok(adapter(engine)?.note_passkey(user, id, PasskeyNote::default().name(name)).await?)
}

/// Removes a passkey of a user, unless it is the last way in.
pub(crate) async fn remove_passkey<F: AppTypes>(
    engine: &Engine<F>,
    facts: RequestFacts<'_>,
    user: &StoredId,
    id: &str,
) -> Result<WayInRemoval, AuthError> {
    remove(engine, facts, user, WayIn::Passkey { credential_id: id.to_owned() }).await
}

/// Unlinks an account of a user, unless it is the last way in.
pub(crate) async fn unlink<F: AppTypes>(
    engine: &Engine<F>,
    facts: RequestFacts<'_>,
    user: &StoredId,
    (provider, account): (&ProviderId, &str),
) -> Result<WayInRemoval, AuthError> {
    let way = WayIn::Account { provider: provider.clone(), provider_account_id: account.to_owned() };
    remove(engine, facts, user, way).await
}

/// Returns the type and the name of a provider. One that the application does not have any more has its ID as the name.
pub(crate) fn provider_of<'a, F: AppTypes>(
    engine: &'a Engine<F>,
    id: &'a ProviderId,
) -> (ProviderType, &'a str) {
    match engine.provider(id.as_str()) {
        Ok(provider) => (provider.kind(), provider.display_name()),
        Err(_) => (ProviderType::OAuth, id.as_str()),
    }
}

/// Tells the owner of a way in that it was removed, without a request.
///
/// # Errors
/// Fails if the database fails.
pub(crate) async fn tell_of_removal<F: AppTypes>(
    engine: &Engine<F>,
    user: &StoredId,
    removal: WayInRemoval,
    notice: Notice<'_>,
) -> Result<(), AuthError> {
    if removal == WayInRemoval::Removed
        && let Some(owner) = adapter(engine)?.user(user).await?
    {
        notice::tell_without_request(engine, notice, &owner).await;
    }
    Ok(())
}

async fn remove<F: AppTypes>(
    engine: &Engine<F>,
    facts: RequestFacts<'_>,
    user: &StoredId,
    way: WayIn,
) -> Result<WayInRemoval, AuthError> {
    let adapter = adapter(engine)?;
    let account = account_of(engine, user, &way).await?;
    let removal = adapter.remove_way_in(user, &way, &ways_in(engine)).await?;
    if let (WayInRemoval::Removed, Some(account)) = (removal, account)
        && let Some(stored) = adapter.user(user).await?
    {
        let subject = Subject::typed(stored.typed()?);
        let event = UnlinkAccountEvent { user: subject.plain(), account: &account };
        let call = EventCall { state: &engine.state, facts, event, subject: &subject };
        let handled = trace::callback("event(unlink_account)", F::Events::unlink_account(call)).await;
        events::log_failure("unlink_account", handled);
    }
    Ok(removal)
}

/// Returns the account of a way in, for the event.
async fn account_of<F: AppTypes>(
    engine: &Engine<F>,
    user: &StoredId,
    way: &WayIn,
) -> Result<Option<Account>, AuthError> {
    let adapter = adapter(engine)?;
    let accounts = match adapter.accounts_of(user).await {
        Err(AdapterError::Unsupported(_)) => Vec::new(),
        accounts => accounts?,
    };
    Ok(match way {
        WayIn::Account { provider, provider_account_id } => accounts
            .into_iter()
            .find(|row| row.provider == *provider && row.provider_account_id == *provider_account_id),
        WayIn::Passkey { credential_id } => {
            let passkey = adapter.authenticator(credential_id).await?;
            accounts.into_iter().find(|row| row.is_of_passkey(passkey.as_ref()))
        }
        WayIn::Password => None,
    })
}

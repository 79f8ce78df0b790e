//! The work of an engine on accounts, without the types of its callbacks.

use serde_json::Value;

#[cfg(feature = "password")]
use super::new_password::{self, ChosenPassword, PasswordChoice};
#[cfg(feature = "email")]
use super::{
    address::{self, AddressLink, AddressRequest, LinkConfirmation, LinkRequest},
    server_side::SignInResult,
    sign_up::{self, SignUpLink},
};
use super::{
    engine_calls::engine_calls,
    server_side::{self, SetCookies},
};
use crate::{
    adapter::WayInRemoval,
    contract::{AdapterUser, ProviderId, StoredId, callback::arguments::RequestFacts},
    flow::{
        account::{self, AccountDetails, LinkedAccount, PasskeyInfo, ProfileUpdate},
        application::Engine,
        error::AuthError,
        notice::{self, Notice},
        scope::RequestHead,
        types::AppTypes,
    },
};
#[cfg(feature = "email")]
use crate::{
    contract::{EmailAddress, form::FormInput},
    flow::sign_up::SignUpError,
};

engine_calls! {
    /// The work of an engine on accounts.
    pub(crate) trait AccountCalls<V>;

    #[cfg(feature = "email")]
    request_sign_up(head: RequestHead<'r>, address: &'r str) -> Result<LinkRequest, AuthError> = sign_up::request;
    #[cfg(feature = "email")]
    open_sign_up(head: RequestHead<'r>, link: SignUpLink<'r>) -> Result<EmailAddress, AuthError> = sign_up::open;
    #[cfg(feature = "email")]
    finish_sign_up(head: RequestHead<'r>, link: SignUpLink<'r>, form: &'r (dyn FormInput + Sync))
        -> Result<SignInResult, SignUpError> = sign_up::finish;
    #[cfg(feature = "email")]
    request_address_link(head: RequestHead<'r>, request: AddressRequest<'r>)
        -> Result<LinkRequest, AuthError> = address::request;
    #[cfg(feature = "email")]
    confirm_address_link(head: RequestHead<'r>, link: AddressLink<'r>)
        -> Result<LinkConfirmation, AuthError> = address::confirm;
    #[cfg(feature = "password")]
    choose_password(head: RequestHead<'r>, choice: PasswordChoice<'r>)
        -> Result<ChosenPassword, AuthError> = new_password::choose;
    account_of(user: &'r StoredId) -> Result<Option<AccountDetails>, AuthError> = account::details_of;
    update_profile(user: &'r StoredId, update: &'r ProfileUpdate)
        -> Result<Option<AdapterUser>, AuthError> = update_profile;
    passkeys_of(user: &'r StoredId) -> Result<Vec<PasskeyInfo>, AuthError> = account::passkeys;
    rename_passkey(user: &'r StoredId, id: &'r str, name: &'r str)
        -> Result<bool, AuthError> = account::rename_passkey;
    remove_passkey(user: &'r StoredId, id: &'r str) -> Result<WayInRemoval, AuthError> = remove_passkey;
    linked_accounts_of(user: &'r StoredId) -> Result<Vec<LinkedAccount>, AuthError> = account::accounts;
    unlink_account(user: &'r StoredId, provider: &'r ProviderId, account_id: &'r str)
        -> Result<WayInRemoval, AuthError> = unlink_account;
    sign_out_elsewhere(head: RequestHead<'r>)
        -> Result<Option<SetCookies>, AuthError> = server_side::sign_out_elsewhere;
    export_of(user: &'r StoredId) -> Result<Option<Value>, AuthError> = account::export_of;
    delete_account(user: &'r StoredId) -> Result<bool, AuthError> = delete_account;
}

async fn update_profile<F: AppTypes>(
    engine: &Engine<F>,
    user: &StoredId,
    update: &ProfileUpdate,
) -> Result<Option<AdapterUser>, AuthError> {
    account::update(engine, RequestFacts::default(), user, update).await
}

/// Removes a passkey, and tells the user by mail.
async fn remove_passkey<F: AppTypes>(
    engine: &Engine<F>,
    user: &StoredId,
    id: &str,
) -> Result<WayInRemoval, AuthError> {
    let removal = account::remove_passkey(engine, RequestFacts::default(), user, id).await?;
    account::tell_of_removal(engine, user, removal, Notice::PasskeyRemoved).await?;
    Ok(removal)
}

/// Unlinks an account, and tells the user by mail.
async fn unlink_account<F: AppTypes>(
    engine: &Engine<F>,
    user: &StoredId,
    provider: &ProviderId,
    account_id: &str,
) -> Result<WayInRemoval, AuthError> {
    let removal = account::unlink(engine, RequestFacts::default(), user, (provider, account_id)).await?;
    let (kind, name) = account::provider_of(engine, provider);
    account::tell_of_removal(engine, user, removal, Notice::unlinked(kind, name)).await?;
    Ok(removal)
}

/// Deletes an account, and tells the former user by mail.
async fn delete_account<F: AppTypes>(engine: &Engine<F>, user: &StoredId) -> Result<bool, AuthError> {
    let deleted = account::delete(engine, RequestFacts::default(), user).await?;
    if let Some(former) = &deleted {
        notice::tell_without_request(engine, Notice::Deleted, former).await;
    }
    Ok(deleted.is_some())
}

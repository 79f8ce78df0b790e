//! The part of an engine that works on accounts, without the types of its callbacks.

use std::pin::Pin;

use serde_json::Value;

use super::server_side::{self, SetCookies};
use crate::{
    adapter::WayInRemoval,
    contract::{AdapterUser, ProviderId, StoredId, callback::arguments::RequestFacts},
    flow::{
        account::{self, AccountDetails, LinkedAccount, PasskeyInfo, ProfileUpdate},
        application::Engine,
        error::AuthError,
        scope::RequestHead,
        types::AppTypes,
    },
};

type Attempt<'r, T> = Pin<Box<dyn Future<Output = Result<T, AuthError>> + Send + 'r>>;

/// The part of an engine that works on accounts, without the types of its callbacks.
pub(crate) trait AccountEngine {
    fn account_of<'r>(&'r self, user: &'r StoredId) -> Attempt<'r, Option<AccountDetails>>;
    fn update_profile<'r>(
        &'r self,
        user: &'r StoredId,
        update: &'r ProfileUpdate,
    ) -> Attempt<'r, Option<AdapterUser>>;
    fn passkeys_of<'r>(&'r self, user: &'r StoredId) -> Attempt<'r, Vec<PasskeyInfo>>;
    fn rename_passkey<'r>(&'r self, user: &'r StoredId, id: &'r str, name: &'r str) -> Attempt<'r, bool>;
    fn remove_passkey<'r>(&'r self, user: &'r StoredId, id: &'r str) -> Attempt<'r, WayInRemoval>;
    fn linked_accounts_of<'r>(&'r self, user: &'r StoredId) -> Attempt<'r, Vec<LinkedAccount>>;
    fn unlink_account<'r>(
        &'r self,
        user: &'r StoredId,
        provider: &'r ProviderId,
        account_id: &'r str,
    ) -> Attempt<'r, WayInRemoval>;
    fn sign_out_elsewhere<'r>(&'r self, head: RequestHead<'r>) -> Attempt<'r, Option<SetCookies>>;
    fn export_of<'r>(&'r self, user: &'r StoredId) -> Attempt<'r, Option<Value>>;
    fn delete_account<'r>(&'r self, user: &'r StoredId) -> Attempt<'r, bool>;
}

impl<F: AppTypes> AccountEngine for Engine<F> {
    fn account_of<'r>(&'r self, user: &'r StoredId) -> Attempt<'r, Option<AccountDetails>> {
        Box::pin(account::details_of(self, user))
    }

    fn update_profile<'r>(
        &'r self,
        user: &'r StoredId,
        update: &'r ProfileUpdate,
    ) -> Attempt<'r, Option<AdapterUser>> {
        Box::pin(account::update(self, RequestFacts::default(), user, update))
    }

    fn passkeys_of<'r>(&'r self, user: &'r StoredId) -> Attempt<'r, Vec<PasskeyInfo>> {
        Box::pin(account::passkeys(self, user))
    }

    fn rename_passkey<'r>(&'r self, user: &'r StoredId, id: &'r str, name: &'r str) -> Attempt<'r, bool> {
        Box::pin(account::rename_passkey(self, user, id, name))
    }

    fn remove_passkey<'r>(&'r self, user: &'r StoredId, id: &'r str) -> Attempt<'r, WayInRemoval> {
        Box::pin(account::remove_passkey(self, RequestFacts::default(), user, id))
    }

    fn linked_accounts_of<'r>(&'r self, user: &'r StoredId) -> Attempt<'r, Vec<LinkedAccount>> {
        Box::pin(account::accounts(self, user))
    }

    fn unlink_account<'r>(
        &'r self,
        user: &'r StoredId,
        provider: &'r ProviderId,
        account_id: &'r str,
    ) -> Attempt<'r, WayInRemoval> {
        Box::pin(account::unlink(self, RequestFacts::default(), user, (provider, account_id)))
    }

    fn sign_out_elsewhere<'r>(&'r self, head: RequestHead<'r>) -> Attempt<'r, Option<SetCookies>> {
        Box::pin(server_side::sign_out_elsewhere(self, head))
    }

    fn export_of<'r>(&'r self, user: &'r StoredId) -> Attempt<'r, Option<Value>> {
        Box::pin(account::export_of(self, user))
    }

    fn delete_account<'r>(&'r self, user: &'r StoredId) -> Attempt<'r, bool> {
        Box::pin(account::delete(self, RequestFacts::default(), user))
    }
}

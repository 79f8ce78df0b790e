//! The part of an engine that works on accounts, without the types of its callbacks.

use std::pin::Pin;

use serde_json::Value;

use super::server_side::{self, SetCookies};
#[cfg(feature = "email")]
use super::{
    address::LinkRequest,
    server_side::SignInResult,
    sign_up::{self, SignUpLink},
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

type Attempt<'r, T, E = AuthError> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'r>>;

/// The part of an engine that works on accounts, without the types of its callbacks.
pub(crate) trait AccountEngine {
    #[cfg(feature = "email")]
    fn request_sign_up<'r>(&'r self, head: RequestHead<'r>, address: &'r str) -> Attempt<'r, LinkRequest>;
    #[cfg(feature = "email")]
    fn open_sign_up<'r>(&'r self, head: RequestHead<'r>, link: SignUpLink<'r>) -> Attempt<'r, EmailAddress>;
    #[cfg(feature = "email")]
    fn finish_sign_up<'r>(
        &'r self,
        head: RequestHead<'r>,
        link: SignUpLink<'r>,
        form: &'r (dyn FormInput + Sync),
    ) -> Attempt<'r, SignInResult, SignUpError>;
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
    #[cfg(feature = "email")]
    fn request_sign_up<'r>(&'r self, head: RequestHead<'r>, address: &'r str) -> Attempt<'r, LinkRequest> {
        Box::pin(sign_up::request(self, head, address))
    }

    #[cfg(feature = "email")]
    fn open_sign_up<'r>(&'r self, head: RequestHead<'r>, link: SignUpLink<'r>) -> Attempt<'r, EmailAddress> {
        Box::pin(sign_up::open(self, head, link))
    }

    #[cfg(feature = "email")]
    fn finish_sign_up<'r>(
        &'r self,
        head: RequestHead<'r>,
        link: SignUpLink<'r>,
        form: &'r (dyn FormInput + Sync),
    ) -> Attempt<'r, SignInResult, SignUpError> {
        Box::pin(sign_up::finish(self, head, link, form))
    }

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
        Box::pin(async move {
            let removal = account::remove_passkey(self, RequestFacts::default(), user, id).await?;
            account::tell_of_removal(self, user, removal, Notice::PasskeyRemoved).await?;
            Ok(removal)
        })
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
        Box::pin(async move {
            let removal =
                account::unlink(self, RequestFacts::default(), user, (provider, account_id)).await?;
            let (kind, name) = account::provider_of(self, provider);
            account::tell_of_removal(self, user, removal, Notice::unlinked(kind, name)).await?;
            Ok(removal)
        })
    }

    fn sign_out_elsewhere<'r>(&'r self, head: RequestHead<'r>) -> Attempt<'r, Option<SetCookies>> {
        Box::pin(server_side::sign_out_elsewhere(self, head))
    }

    fn export_of<'r>(&'r self, user: &'r StoredId) -> Attempt<'r, Option<Value>> {
        Box::pin(account::export_of(self, user))
    }

    fn delete_account<'r>(&'r self, user: &'r StoredId) -> Attempt<'r, bool> {
        Box::pin(async move {
            let deleted = account::delete(self, RequestFacts::default(), user).await?;
            if let Some(former) = &deleted {
                notice::tell_without_request(self, Notice::Deleted, former).await;
            }
            Ok(deleted.is_some())
        })
    }
}

//! The methods of `Auth` for the account of a user: what users see and change of their own account.

use serde_json::Value;

use super::{
    auth::{Auth, Pending},
    server_side::SetCookies,
};
use crate::{
    adapter::WayInRemoval,
    contract::{AdapterUser, AsStoredId, ProviderId, session::SessionData},
    flow::{
        account::{AccountDetails, LinkedAccount, PasskeyInfo, ProfileUpdate},
        error::AuthError,
        scope::IntoHead,
    },
};

/// The account of a user, for the application's own pages. [`account_page`](super::builder::AuthBuilder::account_page) has
/// a page for it, and JSON routes.
///
/// Each method takes the ID of a stored user and trusts it: pass that of the session of the request. Ask for a fresh proof
/// before a change of the ways in, an export or a deletion, for example by `Proven<…>` in the handler.
impl<V: SessionData> Auth<V> {
    /// Returns the account of a user: profile, passkeys, linked accounts, sessions, API keys, and the second factor. Returns
    /// `None` if the database has no such user.
    ///
    /// ```
    /// use auth::{Auth, AuthError, StoredId};
    ///
    /// async fn devices(auth: &Auth, user: &StoredId) -> Result<Vec<String>, AuthError> {
    ///     let account = auth.account_of(user).await?;
    ///     let sessions = account.and_then(|account| account.sessions).unwrap_or_default();
    ///     Ok(sessions.iter().filter_map(|session| Some(session.device?.to_string())).collect())
    /// }
    /// ```
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// Returns [`AuthError::MissingAdapter`] if the application has no database, and [`AuthError::Adapter`] if the database
    /// fails.
    pub fn account_of<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
    ) -> Pending<'a, Result<Option<AccountDetails>, AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move { self.erased().account_of(user).await })
    }

    /// Changes the name and the picture of a user, and reports the event `update_user`. Returns the user, or `None` if the
    /// database has no such user.
    ///
    /// A session token keeps the values of its sign-in until the next one, unless `#[auth::jwt(update)]` changes them.
    /// Sessions in the database show the new values at once.
    ///
    /// # Errors
    /// Returns [`AuthError::InvalidProfile`] if a value is not valid; otherwise as [`account_of`](Self::account_of).
    pub fn update_profile<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
        update: &'a ProfileUpdate,
    ) -> Pending<'a, Result<Option<AdapterUser>, AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move {
            let updated = self.erased().update_profile(user, update).await;
            self.session_has_changed(None);
            updated
        })
    }

    /// Lists the passkeys of a user, the latest first.
    ///
    /// # Errors
    /// As [`account_of`](Self::account_of).
    pub fn passkeys_of<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
    ) -> Pending<'a, Result<Vec<PasskeyInfo>, AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move { self.erased().passkeys_of(user).await })
    }

    /// Renames a passkey of a user. A blank name removes the name. Returns `false` if the user has no such passkey.
    ///
    /// # Errors
    /// Returns [`AuthError::InvalidProfile`] if the name has more than 100 characters, or control characters; otherwise as
    /// [`account_of`](Self::account_of).
    pub fn rename_passkey<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
        id: &'a str,
        name: &'a str,
    ) -> Pending<'a, Result<bool, AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move { self.erased().rename_passkey(user, id, name).await })
    }

    /// Removes a passkey of a user, and reports the event `unlink_account`. The last way in of a user is not removed: see
    /// [`unlink_account`](Self::unlink_account).
    ///
    /// # Errors
    /// As [`account_of`](Self::account_of).
    pub fn remove_passkey<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
        id: &'a str,
    ) -> Pending<'a, Result<WayInRemoval, AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move { self.erased().remove_passkey(user, id).await })
    }

    /// Lists the accounts at providers that are linked to a user.
    ///
    /// # Errors
    /// As [`account_of`](Self::account_of).
    pub fn linked_accounts_of<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
    ) -> Pending<'a, Result<Vec<LinkedAccount>, AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move { self.erased().linked_accounts_of(user).await })
    }

    /// Unlinks an account at a provider from a user, and reports the event `unlink_account`.
    ///
    /// The last way in of a user is not removed. Ways in are accounts at providers of the application, passkeys, and the
    /// proven e-mail address, if the application has magic links. The database counts and removes in one step, so
    /// that of concurrent removals one is refused. Forms of the application (`#[auth::authorize]`) do not count: only the
    /// application knows who can fill them in.
    ///
    /// # Errors
    /// As [`account_of`](Self::account_of).
    pub fn unlink_account<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
        provider: &'a ProviderId,
        account_id: &'a str,
    ) -> Pending<'a, Result<WayInRemoval, AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move { self.erased().unlink_account(user, provider, account_id).await })
    }

    /// Ends all other sessions of the user of a request, and continues this one. If sessions are tokens, they must be
    /// [revocable](super::builder::AuthBuilder::revocable_tokens). The response must set the cookies. Returns `None` if the
    /// request has no session of a stored user.
    ///
    /// ```
    /// use auth::{Auth, AuthError, SetCookies};
    /// use http::request::Parts;
    ///
    /// async fn only_here(auth: &Auth, parts: &Parts) -> Result<Option<SetCookies>, AuthError> {
    ///     auth.sign_out_elsewhere(parts).await
    /// }
    /// ```
    ///
    /// # Errors
    /// Returns [`AuthError::NotRevocable`] if tokens are not revocable, and [`AuthError::Adapter`] if the database fails.
    pub fn sign_out_elsewhere<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
    ) -> Pending<'a, Result<Option<SetCookies>, AuthError>> {
        let head = head.into_head();
        Box::pin(async move {
            let cookies = self.erased().sign_out_elsewhere(head).await;
            self.session_has_changed(None);
            cookies
        })
    }

    /// Returns what is stored about a user, as JSON: the user, accounts without the provider's tokens, passkeys without
    /// keys, sessions without tokens, and API keys without hashes. Of the application's own columns, it holds those under
    /// `#[auth(personal)]`. Returns `None` if the database has no such user.
    ///
    /// The JSON has no place for other data of the application: add it to the result.
    ///
    /// # Errors
    /// As [`account_of`](Self::account_of).
    pub fn export_of<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
    ) -> Pending<'a, Result<Option<Value>, AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move { self.erased().export_of(user).await })
    }

    /// Deletes a user with everything that belongs to the user: accounts, passkeys, sessions, API keys, the second factor,
    /// and the magic links of the e-mail address. The callback `#[auth::delete_account]` runs before and can refuse, and the
    /// event `delete_user` is reported. Returns `false` if the database has no such user.
    ///
    /// Session tokens that can be [revoked](super::builder::AuthBuilder::revocable_tokens) end. Others stay valid until they
    /// expire, or are issued anew.
    ///
    /// # Errors
    /// Returns [`AuthError::Callback`] if the callback fails; nothing is deleted then. Otherwise as
    /// [`account_of`](Self::account_of).
    pub fn delete_account<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
    ) -> Pending<'a, Result<bool, AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move {
            let deleted = self.erased().delete_account(user).await;
            self.session_has_changed(None);
            deleted
        })
    }
}

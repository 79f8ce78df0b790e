//! The builder's methods for callers that are not browsers: API keys, and sessions in the header `Authorization`.

use super::*;
use crate::{
    adapter::Kind,
    contract::api_key::{KeyData, KeyKind, KeyKinds},
};

/// Programs.
impl<S: AppState, C> AuthBuilder<S, C> {
    /// Accepts API keys of one kind: a struct under `#[auth::api_key]`. Handlers take a caller with a key as
    /// `Caller<Visible, Key>`, and [`Auth::create_key`] makes keys. Several kinds are several calls. Default: no keys.
    ///
    /// A key never does more than its owner may do now: `Can` grants it what it was made for, as far as `#[auth::grants]`
    /// grants it to a session of the owner. That session is made of the stored user. Sessions in the database are such
    /// sessions, and so are tokens without claims of the application. If a jwt callback makes the claims, `Can` grants
    /// nothing to a key, unless [`key_owners_by_jwt`](Self::key_owners_by_jwt) lets the callback make them of a stored
    /// user.
    ///
    /// ```
    /// use auth::prelude::*;
    ///
    /// #[auth::api_key(prefix = "acme")]
    /// struct Key {
    ///     project: u32,
    /// }
    ///
    /// let builder = Auth::builder().adapter(auth::adapter::MemoryAdapter::new()).api_keys::<Key>();
    /// # let _ = builder;
    /// ```
    ///
    /// Auth.js has no such option.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::ApiKeysWithoutAdapter`] if there is no database,
    /// [`BuildProblem::ApiKeysNotKept`] if its adapter keeps no keys, and [`BuildProblem::SamePrefix`] if two kinds have
    /// one prefix.
    pub fn api_keys<K: KeyData>(mut self) -> Self {
        self.options.api_keys.add(KeyKind::of::<K>());
        self
    }

    /// Lets the jwt callback (`#[auth::jwt]` on a function) make the session of the owner of an API key, as at a sign-in of
    /// the stored user by [`Auth::sign_in_as`]. Default: no session is made, and `Can` grants nothing to a key.
    ///
    /// The callback runs at every request by a key. It receives the user as stored, with the application's own columns,
    /// `Trigger::SignIn`, an account of the provider `api-key`, and neither a profile nor a form. Call this method if the
    /// callback makes its claims of the user alone, and records nothing.
    ///
    /// Auth.js has no such option.
    pub fn key_owners_by_jwt(mut self) -> Self {
        self.options.key_owners_by_jwt = true;
        self
    }

    /// Revokes all API keys of a user who gets a new password: by a change, by a link for a forgotten one, or by
    /// [`Auth::set_password`](crate::app::Auth::set_password). Default: keys go on, so that no program stops because a person
    /// has forgotten a password, and the mail about the new password says how many still work. If the keys cannot be revoked, the
    /// password is not stored.
    ///
    /// Call this method if the owner alone uses the keys, or if a password that was stolen weighs more than a program that
    /// stops.
    ///
    /// ```
    /// use auth::prelude::*;
    ///
    /// #[auth::api_key(prefix = "acme")]
    /// struct Key {
    ///     project: u32,
    /// }
    ///
    /// let builder = Auth::builder()
    ///     .adapter(auth::adapter::MemoryAdapter::new())
    ///     .api_keys::<Key>()
    ///     .new_passwords_end_keys();
    /// # let _ = builder;
    /// ```
    ///
    /// Auth.js has no such option.
    #[cfg(feature = "password")]
    pub fn new_passwords_end_keys(mut self) -> Self {
        self.options.new_passwords_end_keys = true;
        self
    }

    /// Accepts sessions in the header `Authorization: Bearer`, for applications on phones and in terminals. The text is
    /// that of the session cookie: [`SetCookies::bearer`] returns it after [`Auth::sign_in`] in an endpoint of the
    /// application. Default: only cookies hold sessions.
    ///
    /// - A request with such a header is the bearer's alone: its cookies do not count.
    /// - Behind [`Auth::layer`], a session in use is extended in the header `X-Auth-Session` of the response. The program
    ///   keeps that text from then on. It is empty if the session has ended.
    /// - [`Auth::sign_out`] in an endpoint of the application ends the session.
    /// - Of the actions of the protocol, `GET /session` alone reads the header. All others need the cookies of a browser.
    /// - If the user needs a second factor, [`Auth::sign_in`] returns a cookie instead. The program sends it, and the code, to
    ///   an endpoint that calls `Auth::prove_second_factor` (feature `totp`). The cookies of the result have the session.
    /// - No CSRF token is needed, since no browser adds the header by itself.
    ///
    /// Auth.js has no such option.
    ///
    /// [`SetCookies::bearer`]: crate::app::SetCookies::bearer
    pub fn bearer_sessions(mut self) -> Self {
        self.options.bearer_sessions = true;
        self
    }
}

/// Checks that the database keeps API keys, and that a prefix belongs to one kind.
pub(super) fn check(kinds: &KeyKinds, store: Option<&Store>, problems: &mut Vec<BuildProblem>) {
    if kinds.is_empty() {
        return;
    }
    match store {
        None => problems.push(BuildProblem::ApiKeysWithoutAdapter),
        Some(store) if !store.adapter.keeps(Kind::ApiKey) => problems.push(BuildProblem::ApiKeysNotKept),
        Some(_) => {}
    }
    problems.extend(kinds.ambiguous().map(|(first, second)| BuildProblem::SamePrefix {
        prefix: first.prefix,
        kinds: [first.name, second.name],
    }));
}

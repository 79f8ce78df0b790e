//! The builder's methods for the account of a user.

use super::*;
use crate::{
    adapter::Kind, contract::callback::delete_account::DeleteAccountCallback,
    flow::before_deletion::TypedDeletion,
};

/// Accounts.
impl<S: AppState, C> AuthBuilder<S, C> {
    /// Serves the page `/account` below the base path, on which users look after their account: name and picture,
    /// sessions, passkeys, linked accounts, second factor, API keys, an export of their data, and its deletion. `POST` to
    /// `/account/…` makes each change, for forms and for JSON. Default: there is no such page.
    ///
    /// Changes of the ways in, the export and the deletion need a sign-in or a proof of the last ten minutes: the page leads to
    /// the step-up page and back.
    ///
    /// Auth.js has no such option.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::AccountPageWithoutAdapter`] if there is no database, and
    /// [`BuildProblem::AccountPageNotKept`] if its adapter keeps no names of passkeys. With a database in SQL, `migrate` adds
    /// the table `auth_passkey`.
    ///
    /// ```
    /// use auth::{Auth, adapter::MemoryAdapter};
    ///
    /// let builder = Auth::builder().adapter(MemoryAdapter::new()).account_page();
    /// # let _ = builder;
    /// ```
    #[doc(alias = "profile_page")]
    #[doc(alias = "settings_page")]
    pub fn account_page(mut self) -> Self {
        self.options.account_page = true;
        self
    }

    /// Sets the function that runs before a user is deleted (`#[auth::delete_account]`), on the account page or by
    /// [`Auth::delete_account`]. It removes the application's own data of the user. If it fails, nothing is deleted.
    /// Default: users are deleted without it.
    ///
    /// Auth.js has no such option.
    ///
    /// Call it after [`state`](AuthBuilder::state) and [`users`](AuthBuilder::users).
    #[doc(alias = "on_delete")]
    pub fn delete_account<D>(mut self) -> Self
    where
        D: DeleteAccountCallback<S>,
        D::Wired: DeleteAccountCallback<S>,
    {
        if self.delete_account.is_some() {
            self.problems.push(BuildProblem::RegisteredTwice("delete_account"));
        }
        self.delete_account = Some(Box::new(TypedDeletion::<D::Wired>(PhantomData)));
        self
    }
}

/// Checks that the database keeps what the account page shows.
pub(super) fn check(options: &Options, problems: &mut Vec<BuildProblem>) {
    match &options.store {
        _ if !options.account_page => {}
        None => problems.push(BuildProblem::AccountPageWithoutAdapter),
        Some(store) if !store.adapter.keeps(Kind::PasskeyDetails) => {
            problems.push(BuildProblem::AccountPageNotKept);
        }
        Some(_) => {}
    }
}

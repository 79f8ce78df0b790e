//! `#[auth::delete_account]`: runs before a user who deletes the account is deleted.

use std::{
    any::Any,
    pin::Pin,
    sync::{Mutex, PoisonError},
};

use super::{
    arguments::{RequestFacts, argument_trait},
    state::AppState,
    wiring::{Subject, UsersOf},
};
use crate::contract::{error::BoxError, model::User};

/// The transaction in which a user is deleted, as an argument of `#[auth::delete_account]`.
///
/// Statements that run on its connection are kept if the user is deleted, and undone otherwise. The connection is that of
/// the adapter: `sqlx::SqliteConnection`, `sqlx::PgConnection` or `sqlx::MySqlConnection`. An adapter without transactions
/// of SQL, such as the one in memory, has none.
pub struct DeletionTransaction<'c>(Option<&'c mut (dyn Any + Send)>);

impl<'c> DeletionTransaction<'c> {
    /// Wraps the connection of a transaction, for adapters.
    pub fn new(connection: &'c mut (dyn Any + Send)) -> Self {
        Self(Some(connection))
    }

    /// Builds a transaction without a connection, for adapters that have none, and for tests.
    pub fn none() -> Self {
        Self(None)
    }

    /// Returns the connection if it has the type `C`; `None` if the adapter has another one or none.
    pub fn connection<C: 'static>(&mut self) -> Option<&mut C> {
        self.0.as_mut()?.downcast_mut()
    }
}

/// A step that runs in the transaction of a deletion, before the rows of the user are removed.
pub trait BeforeDeletion: Send {
    /// Runs the step. If it fails, nothing is deleted.
    fn run<'c>(
        &'c mut self,
        transaction: DeletionTransaction<'c>,
    ) -> Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send + 'c>>;
}

/// Runs before a user is deleted, and can refuse the deletion.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not run at the deletion of an account of this application",
    label = "not a delete-account callback",
    note = "put `#[auth::delete_account]` on the function and register it by its name: \
        `.delete_account::<my_function>()`"
)]
pub trait DeleteAccountCallback<S: AppState>: 'static {
    /// The callback itself. The builder stores it as this type, which only callbacks have.
    type Wired;

    /// The return type of the function.
    type Outcome: DeleteAccountOutcome;

    /// Runs the function.
    fn call(call: DeleteAccountCall<'_, S>) -> impl Future<Output = Self::Outcome> + Send;
}

/// The call of a delete-account callback.
pub struct DeleteAccountCall<'c, S: AppState> {
    /// The application's state.
    pub state: &'c S,
    /// The facts about the request.
    pub facts: RequestFacts<'c>,
    /// The user.
    pub subject: &'c Subject<S::Columns>,
    transaction: Mutex<DeletionTransaction<'c>>,
}

impl<'c, S: AppState> DeleteAccountCall<'c, S> {
    /// Builds the call. The first argument that takes the transaction gets it.
    pub fn new(
        state: &'c S,
        facts: RequestFacts<'c>,
        subject: &'c Subject<S::Columns>,
        transaction: DeletionTransaction<'c>,
    ) -> Self {
        Self { state, facts, subject, transaction: Mutex::new(transaction) }
    }
}

argument_trait! {
    /// The arguments that a delete-account callback may take.
    #[diagnostic::on_unimplemented(
        message = "a delete-account callback cannot take `{Self}`",
        label = "not available in this callback",
        note = "it can take `&User`, `&User<…>` (with the type in `.users::<…>()`), `DeletionTransaction<'_>`, a part of the state as `State<…>` \
            (written out, no alias), `&HeaderMap`, `Cookies<'_>` and `Option<ClientIp>`"
    )]
    pub trait DeleteAccountArgument<'c, S>: DeleteAccountCall<'c, S>;
}

#[diagnostic::do_not_recommend]
impl<'c, S: AppState> DeleteAccountArgument<'c, S> for DeletionTransaction<'c> {
    fn from_call(call: &DeleteAccountCall<'c, S>) -> Self {
        let mut slot = call.transaction.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *slot, DeletionTransaction::none())
    }
}

#[diagnostic::do_not_recommend]
impl<'c, S: AppState> DeleteAccountArgument<'c, S> for &'c User {
    fn from_call(call: &DeleteAccountCall<'c, S>) -> Self {
        call.subject.plain()
    }
}

#[diagnostic::do_not_recommend]
impl<'c, S: AppState, U: UsersOf<S>> DeleteAccountArgument<'c, S> for &'c User<U> {
    fn from_call(call: &DeleteAccountCall<'c, S>) -> Self {
        U::of(call.subject)
    }
}

/// The values that a delete-account callback may return.
#[diagnostic::on_unimplemented(
    message = "a delete-account callback cannot return `{Self}`",
    label = "the return value is ignored here",
    note = "return nothing, or a `Result` of nothing: an error keeps the account"
)]
pub trait DeleteAccountOutcome: Send {
    /// Always `true`: a type that cannot be returned does not implement this trait.
    const IS_SUPPORTED: bool = true;

    /// Returns the error of the application, which keeps the account.
    ///
    /// # Errors
    /// Returns the error of the application.
    fn done(self) -> Result<(), BoxError>;
}

#[diagnostic::do_not_recommend]
impl DeleteAccountOutcome for () {
    fn done(self) -> Result<(), BoxError> {
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<E: Into<BoxError> + Send> DeleteAccountOutcome for Result<(), E> {
    fn done(self) -> Result<(), BoxError> {
        self.map_err(Into::into)
    }
}

/// Refuses no deletion, if the application registers no callback.
#[diagnostic::do_not_recommend]
impl<S: AppState> DeleteAccountCallback<S> for () {
    type Wired = Self;
    type Outcome = ();

    async fn call(_: DeleteAccountCall<'_, S>) {}
}

//! The callback before the deletion of a user (`#[auth::delete_account]`), without its type.

use std::{marker::PhantomData, pin::Pin};

use crate::{
    contract::{
        AppState, BoxError,
        callback::delete_account::{DeleteAccountCall, DeleteAccountCallback, DeleteAccountOutcome},
    },
    trace,
};

/// The future of a step before a deletion.
pub(crate) type StepFuture<'c> = Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send + 'c>>;

/// A delete-account callback without its type.
pub(crate) trait DeleteAccount<S: AppState>: Send + Sync {
    /// Runs the callback.
    fn run<'c>(&'c self, call: DeleteAccountCall<'c, S>) -> StepFuture<'c>;
}

/// A delete-account callback as a value.
pub(crate) struct TypedDeletion<C>(pub(crate) PhantomData<fn() -> C>);

impl<S: AppState, C: DeleteAccountCallback<S>> DeleteAccount<S> for TypedDeletion<C> {
    fn run<'c>(&'c self, call: DeleteAccountCall<'c, S>) -> StepFuture<'c> {
        Box::pin(async move { trace::callback("delete_account", C::call(call)).await.done() })
    }
}

//! The deletion of an account.

use super::adapter;
use crate::{
    adapter::{Adapter, UserDeletion},
    contract::{
        AdapterUser, AppState, StoredId,
        callback::{
            arguments::RequestFacts,
            delete_account::{BeforeDeletion, DeleteAccountCall, DeletionTransaction},
            event::{DeleteUserEvent, EventCall, EventCallback},
            wiring::Subject,
        },
    },
    flow::{
        application::Engine,
        before_deletion::{DeleteAccount, StepFuture},
        error::AuthError,
        events,
        types::AppTypes,
    },
    trace,
};

/// The step of the application before the rows of a user are removed.
struct Step<'a, S: AppState> {
    callback: Option<&'a dyn DeleteAccount<S>>,
    state: &'a S,
    facts: RequestFacts<'a>,
    subject: &'a Subject<S::Columns>,
}

impl<S: AppState> BeforeDeletion for Step<'_, S> {
    fn run<'c>(&'c mut self, transaction: DeletionTransaction<'c>) -> StepFuture<'c> {
        match self.callback {
            Some(callback) => {
                callback.run(DeleteAccountCall::new(self.state, self.facts, self.subject, transaction))
            }
            None => Box::pin(std::future::ready(Ok(()))),
        }
    }
}

/// Deletes a user with everything that belongs to the user, and reports the event `delete_user`. The callback of the
/// application runs before, in the transaction of the adapter if it has one. If it fails, nothing is deleted. Returns
/// the deleted user; `None` if there is no such user.
///
/// # Errors
/// Fails with the error of the callback, or if the database fails.
pub(crate) async fn delete<F: AppTypes>(
    engine: &Engine<F>,
    facts: RequestFacts<'_>,
    user: &StoredId,
) -> Result<Option<AdapterUser>, AuthError> {
    let adapter = adapter(engine)?;
    let Some(stored) = adapter.user(user).await? else { return Ok(None) };
    let subject = Subject::typed(stored.clone().typed()?);
    let callback = engine.delete_account.as_deref();
    let mut step = Step { callback, state: &engine.state, facts, subject: &subject };
    match adapter.delete_user_with(user, &mut step).await? {
        UserDeletion::Unknown => return Ok(None),
        UserDeletion::Refused(cause) => return Err(AuthError::callback("delete_account", cause)),
        UserDeletion::Deleted => {}
    }
    if let Some(epochs) = &engine.settings.epochs {
        epochs.forget(|known, _| known == user.as_str());
    }
    let event = DeleteUserEvent { user: subject.plain() };
    let call = EventCall { state: &engine.state, facts, event, subject: &subject };
    let handled = trace::callback("event(delete_user)", F::Events::delete_user(call)).await;
    events::log_failure("delete_user", handled);
    Ok(Some(stored))
}

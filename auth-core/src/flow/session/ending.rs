//! The end of a session before its time, for everyone who holds its cookie: by a sign-out, or because a callback has
//! revoked it. An end that could not be stored is tried again in the background.

use std::{sync::Arc, time::Duration};

use tokio::{runtime::Handle, sync::Semaphore};

use super::{SessionState, find, revocation, stored, token};
use crate::{
    adapter::{self, Adapter, AnyAdapter},
    contract::{Secret, UnixTime, callback::event::SignOutEvent, token::Jwt},
    flow::{epochs::Epochs, error::AuthError, events, scope::Scope, types::AppTypes},
    random, timer,
};

/// The number of further attempts. With the pauses between them, they last about a minute.
const ATTEMPTS: usize = 8;

/// The pause before the first further attempt. It doubles with every one.
const FIRST_PAUSE: Duration = Duration::from_millis(250);

/// The maximum time of one attempt.
const ATTEMPT: Duration = Duration::from_secs(10);

/// The ends that are tried again at the same time. If there are more, they are only logged.
static UNDER_WAY: Semaphore = Semaphore::const_new(256);

/// Ends the session of the request and reports the sign-out. Does not delete the cookie.
///
/// # Errors
/// Fails if the end could not be stored. It is then tried again in the background.
pub(super) async fn sign_out<F: AppTypes>(scope: &Scope<'_, F>) -> Result<(), AuthError> {
    match find(scope).await {
        Ok(SessionState::Active(record)) => {
            if let Some(end) = End::of_request(scope) {
                end.store_or_retry(scope).await?;
            }
            let event = SignOutEvent { user_id: record.sub.as_deref() };
            events::sign_out(scope, event, &record).await;
            Ok(())
        }
        // A token of an epoch that another request has just ended may be continued by that request.
        Ok(SessionState::Invalid) if scope.session_store().is_none() => match End::of_request(scope) {
            Some(end) => end.store_or_retry(scope).await,
            None => Ok(()),
        },
        Ok(SessionState::Absent | SessionState::Invalid | SessionState::Foreign) => Ok(()),
        // The state is unknown, so the session may be valid.
        Err(error) => {
            error.log();
            match End::of_request(scope) {
                Some(end) => end.store_or_retry(scope).await,
                None => Ok(()),
            }
        }
    }
}

/// Ends a session that a callback has revoked. A failure is logged: the callback refuses the session all the same.
pub(super) async fn revoke<F: AppTypes>(scope: &Scope<'_, F>, record: &Jwt<F::Token>) {
    store_or_log(scope, End::of(scope, record)).await;
}

/// Ends the revocable tokens that the browser had before a sign-in. A failure is logged.
pub(super) async fn replace<F: AppTypes>(scope: &Scope<'_, F>) {
    if scope.session_store().is_none() {
        store_or_log(scope, End::of_request(scope)).await;
    }
}

async fn store_or_log<F: AppTypes>(scope: &Scope<'_, F>, end: Option<End>) {
    if let Some(end) = end
        && let Err(error) = end.store_or_retry(scope).await
    {
        error.log();
    }
}

/// The ends that the database has to keep, so that sessions end for everyone.
enum End {
    /// The rows with these tokens are deleted.
    Rows { adapter: AnyAdapter, tokens: Vec<Secret> },
    /// Markers say until when revocable tokens have ended.
    Tokens { adapter: AnyAdapter, epochs: Arc<Epochs>, markers: Vec<(String, UnixTime)> },
}

impl End {
    /// Returns the end of the session of a record; `None` if the database does not know of it.
    fn of<F: AppTypes>(scope: &Scope<'_, F>, record: &Jwt<F::Token>) -> Option<Self> {
        match scope.session_store() {
            Some(_) => {
                Self::of_rows(scope, stored::token(scope).into_iter().map(|token| token.key).collect())
            }
            None => Self::of_tokens(scope, revocation::end(scope.engine, record).into_iter().collect()),
        }
    }

    /// Returns the end of all sessions whose cookies the browser has sent; `None` if the database knows of none.
    fn of_request<F: AppTypes>(scope: &Scope<'_, F>) -> Option<Self> {
        if scope.session_store().is_some() {
            return Self::of_rows(scope, stored::keys(scope));
        }
        let active = token::candidates(scope).filter_map(|state| match state {
            SessionState::Active(token) => revocation::end(scope.engine, &token),
            _ => None,
        });
        Self::of_tokens(scope, active.collect())
    }

    fn of_rows<F: AppTypes>(scope: &Scope<'_, F>, tokens: Vec<Secret>) -> Option<Self> {
        let adapter = scope.session_store()?.clone();
        (!tokens.is_empty()).then_some(Self::Rows { adapter, tokens })
    }

    fn of_tokens<F: AppTypes>(scope: &Scope<'_, F>, markers: Vec<(String, UnixTime)>) -> Option<Self> {
        let (adapter, epochs) = (scope.adapter().ok()?.clone(), scope.engine.settings.epochs.clone()?);
        (!markers.is_empty()).then_some(Self::Tokens { adapter, epochs, markers })
    }

    async fn store(&self) -> adapter::Result<()> {
        let mut stored = Ok(());
        match self {
            Self::Rows { adapter, tokens } => {
                for token in tokens {
                    stored = adapter.delete_session(token).await.map(drop).and(stored);
                }
            }
            Self::Tokens { adapter, epochs, markers } => {
                for (marker, until) in markers {
                    stored = adapter.spend_once(marker, *until).await.map(drop).and(stored);
                    epochs.forget(|_, known| known == marker);
                }
            }
        }
        stored
    }

    /// Stores the end, or tries it again in the background if that fails.
    ///
    /// # Errors
    /// Fails if the first attempt fails.
    async fn store_or_retry<F: AppTypes>(self, scope: &Scope<'_, F>) -> Result<(), AuthError> {
        let stored = self.store().await;
        if stored.is_err() {
            self.retry(random::bytes(&*scope.engine.settings.random));
        }
        stored.map_err(AuthError::SignOutNotStored)
    }

    /// Tries again, with growing pauses. `jitter` makes them differ, so that requests that have failed together do not come
    /// back together.
    fn retry(self, jitter: [u8; ATTEMPTS]) {
        let (Ok(runtime), Ok(permit)) = (Handle::try_current(), UNDER_WAY.try_acquire()) else { return };
        runtime.spawn(async move {
            let _permit = permit;
            for (attempt, jitter) in (0..).zip(jitter) {
                let longest = FIRST_PAUSE * 2_u32.saturating_pow(attempt);
                timer::sleep(longest / 2 + longest.mul_f64(f64::from(jitter) / 512.0)).await;
                if matches!(timer::timeout(ATTEMPT, self.store()).await, Some(Ok(()))) {
                    tracing::info!(target: "auth", help = "end_stored", "the end of a session is stored now");
                    return;
                }
            }
            tracing::error!(target: "auth", help = "end_not_stored", "the end of a session could not be stored: its cookie stays valid");
        });
    }
}

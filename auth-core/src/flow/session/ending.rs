//! The end of a session before its time, for everyone who holds its cookie: by a sign-out, or because a callback has
//! revoked it. An end that could not be stored is tried again in the background.

use std::{sync::Arc, time::Duration};

use tokio::{
    runtime::Handle,
    sync::Semaphore,
    time::{sleep, timeout},
};

use super::{SessionState, find, revocation, stored, token};
use crate::{
    adapter::{self, Adapter, AnyAdapter},
    contract::{Secret, UnixTime, callback::event::SignOutEvent, token::Jwt},
    flow::{epochs::Epochs, error::AuthError, events, scope::Scope, types::AppTypes},
    random,
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
            if let Some(end) = End::of(scope, &record) {
                end.store_or_retry(scope).await?;
            }
            let event = SignOutEvent { user_id: record.sub.as_deref() };
            events::sign_out(scope, event, &record).await;
            Ok(())
        }
        Ok(SessionState::Absent | SessionState::Invalid | SessionState::Foreign) => Ok(()),
        // The state is unknown, so the session may be valid.
        Err(error) => {
            let end = match (scope.session_store(), token::decode(scope)) {
                (None, SessionState::Active(token)) => End::of(scope, &token),
                _ => End::of_row(scope),
            };
            error.log();
            match end {
                Some(end) => end.store_or_retry(scope).await,
                None => Ok(()),
            }
        }
    }
}

/// Ends a session that a callback has revoked. A failure is logged: the callback refuses the session all the same.
pub(super) async fn revoke<F: AppTypes>(scope: &Scope<'_, F>, record: &Jwt<F::Token>) {
    if let Some(end) = End::of(scope, record)
        && let Err(error) = end.store_or_retry(scope).await
    {
        error.log();
    }
}

/// Ends the revocable token that the browser had before a sign-in. A failure is logged.
pub(super) async fn replace<F: AppTypes>(scope: &Scope<'_, F>) {
    if scope.session_store().is_none()
        && let SessionState::Active(replaced) = token::decode(scope)
    {
        revoke(scope, &replaced).await;
    }
}

/// What the database has to keep, so that a session ends for everyone.
enum End {
    /// The row with this token is deleted.
    Row { adapter: AnyAdapter, token: Secret },
    /// A marker says that a revocable token has ended.
    Token { adapter: AnyAdapter, epochs: Arc<Epochs>, marker: String, until: UnixTime },
}

impl End {
    /// Returns the end of a session; `None` if the database does not know of it.
    fn of<F: AppTypes>(scope: &Scope<'_, F>, record: &Jwt<F::Token>) -> Option<Self> {
        if scope.session_store().is_some() {
            return Self::of_row(scope);
        }
        let (adapter, epochs) = (scope.adapter().ok()?.clone(), scope.engine.settings.epochs.clone()?);
        let (marker, until) = revocation::end(scope.engine, record)?;
        Some(Self::Token { adapter, epochs, marker, until })
    }

    fn of_row<F: AppTypes>(scope: &Scope<'_, F>) -> Option<Self> {
        Some(Self::Row { adapter: scope.session_store()?.clone(), token: stored::token(scope)? })
    }

    async fn store(&self) -> adapter::Result<()> {
        match self {
            Self::Row { adapter, token } => {
                adapter.delete_session(token).await?;
            }
            Self::Token { adapter, epochs, marker, until } => {
                adapter.spend_once(marker, *until).await?;
                epochs.forget(|_, known| known == marker);
            }
        }
        Ok(())
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
                sleep(longest / 2 + longest.mul_f64(f64::from(jitter) / 512.0)).await;
                if matches!(timeout(ATTEMPT, self.store()).await, Ok(Ok(()))) {
                    tracing::info!(target: "auth", "the end of a session is stored now");
                    return;
                }
            }
            tracing::error!(target: "auth", "the end of a session could not be stored: its cookie stays valid");
        });
    }
}

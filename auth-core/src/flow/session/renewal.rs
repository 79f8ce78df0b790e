//! Sessions in use: shown and extended. A session that can be read is shown even if it cannot be extended.

use serde_json::Value;

use super::{access, end, ending, lifetime, show, stored, token};
use crate::{
    adapter::AnyAdapter,
    contract::{
        callback::{event::SessionEvent, jwt::Access},
        session::Session,
        token::Jwt,
    },
    flow::{error::AuthError, events, row_token::RowToken, scope::Scope, types::AppTypes},
};

/// The result of the attempt to extend a session in use.
pub(crate) enum Renewal {
    /// The session stays as it was: it is not due, or could not be extended.
    Unchanged,
    /// The session was extended. The response has to set its cookies.
    Extended,
    /// The session has ended. The response has to delete its cookies.
    Ended,
}

/// Extends a session in use if it is due. A failure is logged, and the session stays as it was.
pub(crate) async fn renew<F: AppTypes>(scope: &mut Scope<'_, F>, record: &mut Jwt<F::Token>) -> Renewal {
    let renewal = match (scope.session_store(), stored::token(scope)) {
        (Some(adapter), Some(token)) => Box::pin(renew_row(scope, record, (adapter, &token))).await,
        _ if token::is_due(scope, record) => renew_token(scope, record).await,
        _ => Ok(Renewal::Unchanged),
    };
    renewal.unwrap_or_else(|error| {
        log(&error);
        Renewal::Unchanged
    })
}

async fn renew_row<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    record: &Jwt<F::Token>,
    (adapter, token): (&AnyAdapter, &RowToken),
) -> Result<Renewal, AuthError> {
    if stored::is_due(scope, record) && stored::touch(scope, adapter, token, record).await? {
        stored::set_cookie(scope, &token.text)?;
        return Ok(Renewal::Extended);
    }
    Ok(Renewal::Unchanged)
}

/// Issues a token anew, unless it ends.
async fn renew_token<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    record: &mut Jwt<F::Token>,
) -> Result<Renewal, AuthError> {
    if ends(scope, record).await? {
        end(scope);
        return Ok(Renewal::Ended);
    }
    token::issue(scope, record)?;
    Ok(Renewal::Extended)
}

/// Returns `true` if a token is not issued anew, because it is of a former user. The database is asked once per update
/// age.
async fn ends<F: AppTypes>(scope: &Scope<'_, F>, record: &Jwt<F::Token>) -> Result<bool, AuthError> {
    Ok(token::begins_a_period(scope, record) && access::is_of_a_former_user(scope, record).await?)
}

/// Shows and extends a session, or ends it if `access` revokes it. `update` is the payload that the browser has just
/// sent, if any.
///
/// # Errors
/// Fails if the session cannot be shown, or an updated token cannot be written.
pub(crate) async fn extend<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    record: Box<Jwt<F::Token>>,
    access: Access,
    update: Option<&Value>,
) -> Result<Option<Session<F::Session>>, AuthError> {
    if access == Access::Revoke {
        Box::pin(ending::revoke(scope, &record)).await;
        end(scope);
        return Ok(None);
    }
    match (scope.session_store(), stored::token(scope)) {
        (Some(adapter), Some(token)) => {
            Box::pin(extend_row(scope, record, (adapter, &token), update)).await.map(Some)
        }
        _ => extend_token(scope, record, update).await,
    }
}

/// The session shows the stored expiry; that of the cookie moves at every read (Auth.js).
async fn extend_row<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    record: Box<Jwt<F::Token>>,
    (adapter, token): (&AnyAdapter, &RowToken),
    update: Option<&Value>,
) -> Result<Session<F::Session>, AuthError> {
    let session = show(scope, &record, record.exp.unwrap_or(scope.now), update).await?;
    let touched = match stored::is_due(scope, &record) {
        true => stored::touch(scope, adapter, token, &record).await.map(drop),
        false => Ok(()),
    };
    if let Err(error) = touched.and_then(|()| stored::set_cookie(scope, &token.text)) {
        log(&error);
    }
    report(scope, &record, &session).await;
    Ok(session)
}

/// An update that is not written has failed. A session that is only read is shown even if its token is not issued anew.
async fn extend_token<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    mut record: Box<Jwt<F::Token>>,
    update: Option<&Value>,
) -> Result<Option<Session<F::Session>>, AuthError> {
    let ends = ends(scope, &record).await;
    if let Ok(true) = ends {
        end(scope);
        return Ok(None);
    }
    let present = record.exp.unwrap_or(scope.now);
    let mut session = show(scope, &record, lifetime::expiry(scope, &record), update).await?;
    match ends.and_then(|_| token::issue(scope, &mut record)) {
        Ok(()) => {}
        Err(error) if update.is_some() => return Err(error),
        Err(error) => {
            log(&error);
            session.expires = present;
        }
    }
    report(scope, &record, &session).await;
    Ok(Some(session))
}

async fn report<F: AppTypes>(scope: &Scope<'_, F>, record: &Jwt<F::Token>, session: &Session<F::Session>) {
    events::session(scope, SessionEvent { user: &session.user }, record, session).await;
}

fn log(error: &AuthError) {
    error.log();
    tracing::warn!(target: "auth", help = "session_not_extended", "the session is shown, but could not be extended");
}

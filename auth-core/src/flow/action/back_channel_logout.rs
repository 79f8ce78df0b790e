//! `POST /backchannel-logout/{provider}`: a provider ends the sessions of a user (OpenID Connect Back-Channel Logout
//! 1.0).

use bytes::Bytes;
use http::Response;

use crate::{
    adapter::{Adapter, AdapterError, AnyAdapter, Kind},
    contract::StoredId,
    flow::{application::Engine, error::AuthError, request::AuthRequest, response, session, types::AppTypes},
    provider::{
        Provider,
        oauth::{Ended, OAuth, OAuthError},
    },
};

/// Ends the sessions that the logout token names: those of a user, or of a session of the provider. The response is that
/// of a success if there are none, since they are signed out. It is that of a failure if the token names only a session of
/// the provider that is not known here, because nobody can tell whose sessions began in it.
pub(super) async fn run<F: AppTypes>(
    engine: &Engine<F>,
    request: &AuthRequest<'_>,
    provider: &str,
) -> Response<Bytes> {
    match end_sessions(engine, request, provider).await {
        Ok(()) => response::logged_out(),
        Err(error) => {
            error.log();
            response::logout_failed()
        }
    }
}

async fn end_sessions<F: AppTypes>(
    engine: &Engine<F>,
    request: &AuthRequest<'_>,
    provider: &str,
) -> Result<(), AuthError> {
    let Provider::OAuth(provider) = engine.provider(provider)? else {
        return Err(AuthError::InvalidProvider);
    };
    let settings = &engine.settings;
    let http = settings.oauth.client.as_deref().ok_or(AuthError::InvalidProvider)?;
    let adapter = &settings.store.as_ref().ok_or(AuthError::MissingAdapter)?.adapter;
    let encoded = request.body.text("logout_token").unwrap_or_default();
    let token = provider.logout_token(http, encoded, settings.clock.now()).await;
    let token = token.map_err(|cause| refused(provider, cause))?;
    let marker = format!("logout {} {}", provider.id, token.jti);
    if is_spent(adapter, &marker).await? {
        return Err(refused(provider, OAuthError::LogoutRepeated));
    }
    match token.ends {
        Ended::Session { sid, sub } => {
            let is_known = session::provider_session::end(engine, &provider.id, &sid).await?;
            match sub {
                _ if is_known => {}
                // The session may have begun in it unrecorded, so all of the user end.
                Some(sub) => end_sessions_of(engine, adapter, (provider, &sub)).await?,
                None => return Err(refused(provider, OAuthError::LogoutUnknown)),
            }
        }
        Ended::Subject(sub) => end_sessions_of(engine, adapter, (provider, &sub)).await?,
    }
    // Last, so that the provider can repeat a request that has failed.
    match adapter.spend_once(&marker, token.until).await {
        // The database has no markers. A repeated token ends the sessions again.
        Ok(_) | Err(AdapterError::Unsupported(Kind::Marker)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Ends all sessions of a user of the provider. A user without an account here is signed out already.
async fn end_sessions_of<F: AppTypes>(
    engine: &Engine<F>,
    adapter: &AnyAdapter,
    (provider, sub): (&OAuth, &str),
) -> Result<(), AuthError> {
    match adapter.user_by_account(&provider.id, sub).await? {
        Some(user) => session::revoke_all(engine, &user.id()).await,
        None => Ok(()),
    }
}

/// Returns `true` if a logout token was used before, as far as the database can tell.
async fn is_spent(adapter: &AnyAdapter, marker: &str) -> Result<bool, AdapterError> {
    match adapter.token_status(&StoredId::from_store(""), marker).await {
        Ok(status) => Ok(status.is_ended),
        Err(AdapterError::Unsupported(Kind::Epoch)) => Ok(false),
        Err(error) => Err(error),
    }
}

fn refused(provider: &OAuth, cause: OAuthError) -> AuthError {
    AuthError::BackChannelLogout { provider: provider.id.to_string(), cause: cause.into() }
}

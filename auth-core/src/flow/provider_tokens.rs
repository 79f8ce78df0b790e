//! The tokens that providers issue for users. They are kept in the database and refreshed before they expire, once even
//! if many callers ask at the same time.

use std::{fmt, pin::Pin, sync::Arc, time::Duration};

use sha2::{Digest, Sha256};

use super::{
    application::Engine,
    error::{AuthError, causes},
    types::AppTypes,
};
use crate::{
    adapter::{Adapter, AdapterError, AnyAdapter, Kind},
    contract::{Account, BoxError, ProviderId, Secret, StoredId, TokenSet, UnixTime, UserId},
    jose,
    provider::{
        Provider,
        oauth::{OAuth, OAuthError},
    },
    timer,
};

/// The time before its expiry at which an access token is refreshed.
const LEEWAY: Duration = Duration::from_secs(30);

/// The minimum time for which a process has the claim to a refresh: longer than a request to a provider may take.
const CLAIM: Duration = Duration::from_secs(15);

/// The time for which a provider is not asked again for an account after a failed refresh.
const PAUSE: Duration = Duration::from_secs(30);

/// The interval at which a process looks for the tokens that another process has refreshed.
const POLL_INTERVAL: Duration = Duration::from_millis(100);

/// The number of times that it looks.
const POLL_ATTEMPTS: u32 = 120;

/// The tokens that a provider has issued for a user. Returned by `Auth::provider_tokens`.
///
/// Use them for the server's own requests to the provider. Put tokens neither into sessions nor into logs.
///
/// ```
/// # use auth::{Auth, StoredId, provider::ProviderTokensError};
/// # async fn example(auth: Auth, user: StoredId) -> Result<(), ProviderTokensError> {
/// if let Some(tokens) = auth.provider_tokens(&user, "github").await? {
///     let token = tokens.access_token().await?;
///     let authorization = format!("Bearer {}", token.expose());
///     // A request to the provider with this header.
/// #   drop(authorization);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ProviderTokens {
    source: Arc<dyn TokenSource>,
    account: AccountKey,
    scope: Option<String>,
}

impl ProviderTokens {
    /// Returns the access token. Refreshes it first if it expires within half a minute.
    ///
    /// Of several calls at the same time, in this process or in others on the same database, one asks the provider, and
    /// all receive the token that it returns. The refresh is completed even if the caller does not wait for it.
    ///
    /// # Errors
    /// Returns [`ProviderTokensError::SignInAgain`] if the token has expired and can no longer be refreshed,
    /// [`ProviderTokensError::Provider`] or [`ProviderTokensError::Unavailable`] if the refresh fails, and
    /// [`ProviderTokensError::Adapter`] if the database fails.
    pub async fn access_token(&self) -> Result<Secret, ProviderTokensError> {
        Arc::clone(&self.source).access_token(self.account.clone()).await
    }

    /// Returns the user's ID at the provider.
    pub fn provider_account_id(&self) -> &str {
        &self.account.id
    }

    /// Returns the scopes that were granted at sign-in, separated by spaces; `None` if the provider did not report
    /// them.
    pub fn scope(&self) -> Option<&str> {
        self.scope.as_deref()
    }
}

impl fmt::Debug for ProviderTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProviderTokens").field("account", &self.account).finish_non_exhaustive()
    }
}

/// The error of a request for the tokens of a provider.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum ProviderTokensError {
    /// The provider has revoked its grant, or the token has expired and there is no refresh token. The user has to sign
    /// in through the provider again, which replaces these tokens.
    #[error("the user has to sign in through the provider again")]
    SignInAgain,
    /// The application has no OAuth provider with this ID.
    #[error("there is no OAuth provider with this ID")]
    UnknownProvider,
    /// The application has no database, so it keeps no tokens.
    #[error("the tokens of providers are kept in a database: call `.adapter(…)` on the builder")]
    MissingAdapter,
    /// The token has expired, and the request to the provider for a new one failed.
    #[error("the tokens of the provider `{provider}` could not be refreshed")]
    Provider {
        /// The provider's ID.
        provider: ProviderId,
        /// The cause.
        #[source]
        cause: BoxError,
    },
    /// The token has expired, and a refresh has just failed or is still running in another process. Try again in half a
    /// minute.
    #[error("the tokens are being refreshed in another process, or a refresh has just failed")]
    Unavailable,
    /// The database failed.
    #[error(transparent)]
    Adapter(#[from] AdapterError),
}

crate::contract::readable::debug_by_message!(ProviderTokensError);

/// An account and the user to whom it belonged when its tokens were requested. If it has moved to another user, the
/// tokens are no longer available.
#[derive(Clone, Debug)]
pub(crate) struct AccountKey {
    user: Option<UserId>,
    provider: ProviderId,
    id: String,
}

type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// The part of the engine that a handle needs, without the engine's type.
trait TokenSource: Send + Sync {
    fn access_token(self: Arc<Self>, account: AccountKey) -> BoxFuture<Result<Secret, ProviderTokensError>>;
}

impl<F: AppTypes> TokenSource for Engine<F> {
    fn access_token(self: Arc<Self>, account: AccountKey) -> BoxFuture<Result<Secret, ProviderTokensError>> {
        Box::pin(async move {
            if let Some(token) = usable(&stored_tokens(&*self, &account).await?, self.settings.clock.now()) {
                return Ok(token);
            }
            // New tokens from a provider must be stored, even if the caller goes away.
            let refreshed = async move { refresh(&*self, &account).await };
            tokio::spawn(refreshed).await.unwrap_or(Err(ProviderTokensError::Unavailable))
        })
    }
}

/// Returns a handle for the tokens of a user's account; `None` if the user has no account with tokens at this provider.
pub(crate) async fn tokens_of<F: AppTypes>(
    engine: Arc<Engine<F>>,
    user: &StoredId,
    provider: &str,
) -> Result<Option<ProviderTokens>, ProviderTokensError> {
    oauth_provider(&engine, provider)?;
    let accounts = database(&engine)?.accounts_of(user).await?;
    let has_tokens =
        |account: &Account| account.provider.as_str() == provider && account.tokens.access_token.is_some();
    Ok(accounts.into_iter().find(has_tokens).map(|account| ProviderTokens {
        source: engine,
        account: AccountKey {
            user: account.user_id,
            provider: account.provider,
            id: account.provider_account_id,
        },
        scope: account.tokens.scope,
    }))
}

/// Returns the OAuth provider with an ID.
fn oauth_provider<'e, F: AppTypes>(
    engine: &'e Engine<F>,
    provider: &str,
) -> Result<&'e OAuth, ProviderTokensError> {
    match engine.provider(provider) {
        Ok(Provider::OAuth(provider)) => Ok(provider),
        _ => Err(ProviderTokensError::UnknownProvider),
    }
}

/// Returns the database, which keeps the tokens.
fn database<F: AppTypes>(engine: &Engine<F>) -> Result<&AnyAdapter, ProviderTokensError> {
    let store = engine.settings.store.as_ref().ok_or(ProviderTokensError::MissingAdapter)?;
    Ok(&store.adapter)
}

/// Returns the tokens in the database. An account that was unlinked has none.
async fn stored_tokens<F: AppTypes>(
    engine: &Engine<F>,
    account: &AccountKey,
) -> Result<TokenSet, ProviderTokensError> {
    let found = database(engine)?.account(&account.provider, &account.id).await?;
    let found = found.filter(|found| found.user_id == account.user);
    Ok(found.ok_or(ProviderTokensError::SignInAgain)?.tokens)
}

/// Refreshes the tokens of an account. Calls for the same account in this process wait for each other.
async fn refresh<F: AppTypes>(
    engine: &Engine<F>,
    account: &AccountKey,
) -> Result<Secret, ProviderTokensError> {
    let provider = oauth_provider(engine, account.provider.as_str())?;
    let mut lock = provider.refresh_locks.acquire(&account.id).await;
    refresh_locked(engine, provider, account, &mut lock.pause).await
}

/// Refreshes the tokens of an account, unless another call or process has done so. The caller holds the account's lock;
/// `pause` is the time of the monotonic clock before which the provider is not asked again.
async fn refresh_locked<F: AppTypes>(
    engine: &Engine<F>,
    provider: &OAuth,
    account: &AccountKey,
    pause: &mut Option<Duration>,
) -> Result<Secret, ProviderTokensError> {
    let (now, before) = (engine.settings.clock.now(), stored_tokens(engine, account).await?);
    if let Some(token) = usable(&before, now) {
        return Ok(token);
    }
    let (Some(expected), Some(refresh_token)) = (&before.access_token, &before.refresh_token) else {
        return Err(ProviderTokensError::SignInAgain);
    };
    if pause.is_some_and(|end| engine.settings.clock.monotonic() < end) {
        return Err(ProviderTokensError::Unavailable);
    }
    if !claim(engine, (expected, refresh_token), now).await? {
        return wait_for_another(engine, account, expected).await;
    }
    let settings = &engine.settings;
    let http = settings.oauth.client.as_deref().ok_or(ProviderTokensError::UnknownProvider)?;
    let refreshed = provider.refresh(http, (&before, refresh_token), now, &*settings.random).await;
    *pause = None;
    match refreshed {
        Ok(after) => replace(engine, account, expected, &after).await,
        Err(OAuthError::Refused { error, .. }) if error == "invalid_grant" => {
            let ended = TokenSet { refresh_token: None, ..before.clone() };
            replace(engine, account, expected, &ended).await.and(Err(ProviderTokensError::SignInAgain))
        }
        Err(cause) => {
            // The provider may have been silent for longer than the pause.
            *pause = Some(engine.settings.clock.monotonic() + PAUSE);
            let provider = account.provider.clone();
            let error = ProviderTokensError::Provider { provider, cause: cause.into() };
            tracing::error!(target: "auth", help = "tokens_not_refreshed", causes = causes(&error), "{error}");
            Err(error)
        }
    }
}

/// Replaces the stored tokens if their access token is still `expected`, and returns the access token that is then
/// stored. If another process was faster, that is its token.
async fn replace<F: AppTypes>(
    engine: &Engine<F>,
    account: &AccountKey,
    expected: &Secret,
    tokens: &TokenSet,
) -> Result<Secret, ProviderTokensError> {
    let AccountKey { provider, id, .. } = account;
    let replaced = database(engine)?.update_account_tokens(provider, id, expected, tokens).await?;
    let current = if replaced { tokens.clone() } else { stored_tokens(engine, account).await? };
    current.access_token.ok_or(ProviderTokensError::SignInAgain)
}

/// Claims a refresh token. Returns `true` if this process is the one that may use it.
///
/// Providers that rotate refresh tokens treat a second use as theft, so comparing tokens after the request would be too
/// late. Time is divided into periods: a process may use the token if it is the first to claim the current period, and
/// no process has claimed the previous one.
async fn claim<F: AppTypes>(
    engine: &Engine<F>,
    (access_token, refresh_token): (&Secret, &Secret),
    now: UnixTime,
) -> Result<bool, ProviderTokensError> {
    let adapter = database(engine)?;
    // Some providers never change the refresh token, but all of them change the access token.
    let tokens = Sha256::new_with_prefix(access_token.expose()).chain_update(refresh_token.expose());
    let hash = jose::encode(tokens.finalize());
    let period = now.as_secs().div_euclid(i64::try_from(CLAIM.as_secs()).unwrap_or(i64::MAX));
    for period in [period - 1, period] {
        match adapter.spend_once(&format!("refresh {hash} {period}"), now + CLAIM * 2).await {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            // The database has no markers. The tokens are still compared when they are replaced.
            Err(AdapterError::Unsupported(Kind::Marker)) => return Ok(true),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(true)
}

/// Waits for the access token from the process that has claimed the refresh.
async fn wait_for_another<F: AppTypes>(
    engine: &Engine<F>,
    account: &AccountKey,
    expected: &Secret,
) -> Result<Secret, ProviderTokensError> {
    for _ in 0..POLL_ATTEMPTS {
        timer::sleep(POLL_INTERVAL).await;
        let TokenSet { access_token, refresh_token, .. } = stored_tokens(engine, account).await?;
        match access_token {
            Some(token) if token != *expected => return Ok(token),
            Some(_) if refresh_token.is_some() => {}
            _ => return Err(ProviderTokensError::SignInAgain),
        }
    }
    Err(ProviderTokensError::Unavailable)
}

/// Replaces stored tokens with those of a sign-in, if they have expired and cannot be refreshed. Other tokens stay, as
/// in Auth.js.
pub(crate) async fn replace_dead(
    adapter: &AnyAdapter,
    account: &Account,
    now: UnixTime,
) -> Result<(), AuthError> {
    let (provider, id) = (&account.provider, &account.provider_account_id);
    let Some(stored) = adapter.account(provider, id).await? else { return Ok(()) };
    let is_dead = usable(&stored.tokens, now).is_none() && stored.tokens.refresh_token.is_none();
    let (Some(expected), Some(_), true) =
        (&stored.tokens.access_token, &account.tokens.access_token, is_dead)
    else {
        return Ok(());
    };
    match adapter.update_account_tokens(provider, id, expected, &account.tokens).await {
        Ok(_) | Err(AdapterError::Unsupported(Kind::Tokens)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Returns the access token, unless it expires soon.
fn usable(tokens: &TokenSet, now: UnixTime) -> Option<Secret> {
    let lasts = tokens.expires_at.is_none_or(|end| now + LEEWAY < end);
    tokens.access_token.clone().filter(|_| lasts)
}

//! The tokens of providers, for requests in the name of a user: kept in the database, refreshed in time, and
//! once however many ask.

use std::{fmt, pin::Pin, sync::Arc, time::Duration};

use sha2::{Digest, Sha256};

use super::{
    application::Engine,
    error::{AuthError, causes},
    types::AppTypes,
};
use crate::{
    adapter::{Adapter, AdapterError, AnyAdapter, Kind},
    contract::{Account, BoxError, ProviderId, Secret, TokenSet, UnixTime, UserId},
    jose,
    provider::{
        Provider,
        oauth::{OAuth, OAuthError},
    },
};

/// How long before its end an access token is refreshed.
const LEEWAY: Duration = Duration::from_secs(30);

/// For how long one process has a refresh to itself, at least: longer than a request to a provider may take.
const CLAIM: Duration = Duration::from_secs(15);

/// How long a provider that has failed is not asked again for the same account.
const PAUSE: Duration = Duration::from_secs(30);

/// How often, and how many times, it is looked whether another process has refreshed.
const POLL: (Duration, u32) = (Duration::from_millis(100), 120);

/// The tokens that a provider has given out for a user: made by `Auth::provider_tokens`.
///
/// It is for the server's own requests to the provider. Tokens belong neither into sessions nor into logs.
///
/// ```
/// # use auth::{Auth, UserId, provider::ProviderTokensError};
/// # async fn example(auth: Auth, user: UserId) -> Result<(), ProviderTokensError> {
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
    /// The access token, refreshed if it ends within half a minute.
    ///
    /// Of several calls at the same time, in this process or in others on the same database, one asks the
    /// provider, and all get what it has answered. The refresh goes on to its end even if the caller does not
    /// wait for it.
    ///
    /// # Errors
    /// [`ProviderTokensError::SignInAgain`] when the token has expired and cannot be refreshed any more.
    pub async fn access_token(&self) -> Result<Secret, ProviderTokensError> {
        Arc::clone(&self.source).access_token(self.account.clone()).await
    }

    /// The user's id at the provider.
    pub fn provider_account_id(&self) -> &str {
        &self.account.id
    }

    /// The scopes that were granted at sign-in, separated by spaces, where the provider says so.
    pub fn scope(&self) -> Option<&str> {
        self.scope.as_deref()
    }
}

impl fmt::Debug for ProviderTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProviderTokens").field("account", &self.account).finish_non_exhaustive()
    }
}

/// Why there is no access token.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProviderTokensError {
    /// The provider has withdrawn what it had granted, or the token has expired and there is none to refresh
    /// it by. The user has to sign in by the provider again; that puts new tokens in the place of these.
    #[error("the user has to sign in by the provider again")]
    SignInAgain,
    /// The application has no OAuth provider of this id.
    #[error("there is no OAuth provider of this id")]
    UnknownProvider,
    /// The application has no database, and so keeps no tokens.
    #[error("the tokens of providers are kept in a database: call `.adapter(…)` on the builder")]
    MissingAdapter,
    /// The token has expired, and the provider could not be asked for another.
    #[error("the tokens of the provider `{provider}` could not be refreshed")]
    Provider {
        /// Its id.
        provider: ProviderId,
        /// Why.
        #[source]
        cause: BoxError,
    },
    /// The token has expired, and a refresh has failed just now or is still going on elsewhere. To be tried
    /// again in half a minute.
    #[error("the tokens are being refreshed elsewhere, or that has just failed")]
    Unavailable,
    /// The database failed.
    #[error(transparent)]
    Adapter(#[from] AdapterError),
}

/// Which account, and whose: one that has gone to another user is not theirs any more.
#[derive(Clone, Debug)]
pub(crate) struct AccountKey {
    user: Option<UserId>,
    provider: ProviderId,
    id: String,
}

type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// The engine without its type, as a handle needs it.
trait TokenSource: Send + Sync {
    fn access_token(self: Arc<Self>, account: AccountKey) -> BoxFuture<Result<Secret, ProviderTokensError>>;
}

impl<F: AppTypes> TokenSource for Engine<F> {
    fn access_token(self: Arc<Self>, account: AccountKey) -> BoxFuture<Result<Secret, ProviderTokensError>> {
        Box::pin(async move {
            if let Some(token) = usable(&stored(&*self, &account).await?, self.settings.clock.now()) {
                return Ok(token);
            }
            // What a provider has changed must be stored, whatever becomes of the caller.
            let refresh = async move { refreshed(&*self, &account).await };
            tokio::spawn(refresh).await.unwrap_or(Err(ProviderTokensError::Unavailable))
        })
    }
}

/// A handle for the tokens of a user's account; none if the user has none of this provider.
pub(crate) async fn handle<F: AppTypes>(
    engine: Arc<Engine<F>>,
    user: &UserId,
    provider: &str,
) -> Result<Option<ProviderTokens>, ProviderTokensError> {
    oauth(&engine, provider)?;
    let accounts = token_store(&engine)?.accounts_of(user).await?;
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

fn oauth<'e, F: AppTypes>(engine: &'e Engine<F>, provider: &str) -> Result<&'e OAuth, ProviderTokensError> {
    match engine.provider(provider) {
        Ok(Provider::OAuth(provider)) => Ok(provider),
        _ => Err(ProviderTokensError::UnknownProvider),
    }
}

fn token_store<F: AppTypes>(engine: &Engine<F>) -> Result<&AnyAdapter, ProviderTokensError> {
    let store = engine.settings.store.as_ref().ok_or(ProviderTokensError::MissingAdapter)?;
    Ok(&store.adapter)
}

/// The tokens in the database. An account that has been unlinked has none.
async fn stored<F: AppTypes>(
    engine: &Engine<F>,
    account: &AccountKey,
) -> Result<TokenSet, ProviderTokensError> {
    let found = token_store(engine)?.account(&account.provider, &account.id).await?;
    let found = found.filter(|found| found.user_id == account.user);
    Ok(found.ok_or(ProviderTokensError::SignInAgain)?.tokens)
}

async fn refreshed<F: AppTypes>(
    engine: &Engine<F>,
    account: &AccountKey,
) -> Result<Secret, ProviderTokensError> {
    let provider = oauth(engine, account.provider.as_str())?;
    let mut turn = provider.refresh_locks.acquire(&account.id).await;
    refresh_alone(engine, provider, account, &mut turn.pause).await
}

/// Refreshes the tokens of an account. In this process nobody else does.
async fn refresh_alone<F: AppTypes>(
    engine: &Engine<F>,
    provider: &OAuth,
    account: &AccountKey,
    pause: &mut Option<UnixTime>,
) -> Result<Secret, ProviderTokensError> {
    let (now, before) = (engine.settings.clock.now(), stored(engine, account).await?);
    if let Some(token) = usable(&before, now) {
        return Ok(token);
    }
    let (Some(expected), Some(refresh_token)) = (&before.access_token, &before.refresh_token) else {
        return Err(ProviderTokensError::SignInAgain);
    };
    if pause.is_some_and(|end| now < end) {
        return Err(ProviderTokensError::Unavailable);
    }
    if !claim(engine, (expected, refresh_token), now).await? {
        return wait_for_another(engine, account, expected).await;
    }
    let settings = &engine.settings;
    let http = settings.oauth.client.as_deref().ok_or(ProviderTokensError::UnknownProvider)?;
    let asked = provider.refresh(http, (&before, refresh_token), now, &*settings.random).await;
    *pause = None;
    match asked {
        Ok(after) => replace(engine, account, expected, &after).await,
        Err(OAuthError::Refused { error, .. }) if error == "invalid_grant" => {
            let ended = TokenSet { refresh_token: None, ..before.clone() };
            replace(engine, account, expected, &ended).await.and(Err(ProviderTokensError::SignInAgain))
        }
        Err(cause) => {
            *pause = Some(now + PAUSE);
            let provider = account.provider.clone();
            let error = ProviderTokensError::Provider { provider, cause: cause.into() };
            tracing::error!(target: "auth", causes = causes(&error), "{error}");
            Err(error)
        }
    }
}

/// Stores tokens in the place of those that had this access token. If somebody else has been faster, it
/// is theirs that count.
async fn replace<F: AppTypes>(
    engine: &Engine<F>,
    account: &AccountKey,
    expected: &Secret,
    tokens: &TokenSet,
) -> Result<Secret, ProviderTokensError> {
    let AccountKey { provider, id, .. } = account;
    let replaced = token_store(engine)?.update_account_tokens(provider, id, expected, tokens).await?;
    let counting = if replaced { tokens.clone() } else { stored(engine, account).await? };
    counting.access_token.ok_or(ProviderTokensError::SignInAgain)
}

/// Whether this process is the one to use a refresh token. Providers that rotate them take a second use
/// for a theft, so that comparing afterwards would be too late. Time is cut into pieces: who has claimed
/// this one and finds that nobody has claimed the one before is alone.
async fn claim<F: AppTypes>(
    engine: &Engine<F>,
    (access_token, refresh_token): (&Secret, &Secret),
    now: UnixTime,
) -> Result<bool, ProviderTokensError> {
    let adapter = token_store(engine)?;
    // Some providers never change the refresh token, but all change the access token.
    let tokens = Sha256::new_with_prefix(access_token.expose()).chain_update(refresh_token.expose());
    let hash = jose::encode(tokens.finalize());
    let piece = now.as_secs().div_euclid(i64::try_from(CLAIM.as_secs()).unwrap_or(i64::MAX));
    for piece in [piece - 1, piece] {
        match adapter.spend_once(&format!("refresh {hash} {piece}"), now + CLAIM * 2).await {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            // A store without markers: comparing when the tokens are stored is all there is.
            Err(AdapterError::Unsupported(Kind::Marker)) => return Ok(true),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(true)
}

/// What another process, which has claimed the refresh, has made of it.
async fn wait_for_another<F: AppTypes>(
    engine: &Engine<F>,
    account: &AccountKey,
    expected: &Secret,
) -> Result<Secret, ProviderTokensError> {
    let (pause, times) = POLL;
    for _ in 0..times {
        tokio::time::sleep(pause).await;
        let TokenSet { access_token, refresh_token, .. } = stored(engine, account).await?;
        match access_token {
            Some(token) if token != *expected => return Ok(token),
            Some(_) if refresh_token.is_some() => {}
            _ => return Err(ProviderTokensError::SignInAgain),
        }
    }
    Err(ProviderTokensError::Unavailable)
}

/// Replaces stored tokens that have expired and cannot be refreshed by those of a sign-in. Other tokens stay, as in
/// Auth.js.
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

/// The access token, if it does not end soon.
fn usable(tokens: &TokenSet, now: UnixTime) -> Option<Secret> {
    let lasts = tokens.expires_at.is_none_or(|end| now + LEEWAY < end);
    tokens.access_token.clone().filter(|_| lasts)
}

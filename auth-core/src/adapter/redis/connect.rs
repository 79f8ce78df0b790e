//! The connection to Redis, which comes back by itself.

use std::time::Duration;

use ::redis::{
    Client, IntoConnectionInfo, ProtocolVersion, RedisResult,
    aio::{ConnectionManager, ConnectionManagerConfig},
};

use super::{WithRedis, store};
use crate::{
    adapter::{Adapter, Result},
    contract::IntoText,
};

/// The time-out for one answer of Redis.
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(2);
/// The time-out for one attempt to connect.
const CONNECTION_TIMEOUT: Duration = Duration::from_secs(1);
/// The longest pause before a second attempt to connect.
const RECONNECTION_PAUSE: Duration = Duration::from_millis(100);

impl<A: Adapter> WithRedis<A> {
    /// Connects to Redis, and adds it to the adapter `inner`. The names of the keys begin with `auth:`. URLs have the form
    /// `redis://user:password@host:port/database`; with `rediss://`, which needs one of redis-rs's features for TLS, the
    /// connection is encrypted.
    ///
    /// The connection comes back by itself after a failure. A call waits at most 2 seconds for an answer, and about as
    /// long for a connection.
    ///
    /// # Errors
    /// Returns [`AdapterError::Rejected`](crate::adapter::AdapterError::Rejected) if the URL is invalid or Redis refuses the password, and
    /// [`AdapterError::Unavailable`](crate::adapter::AdapterError::Unavailable) if Redis cannot be reached.
    pub async fn connect(inner: A, url: &str) -> Result<Self> {
        Self::connect_with_prefix(inner, url, "auth:").await
    }

    /// Connects to Redis as [`connect`](Self::connect) does. The names of the keys begin with `prefix`.
    ///
    /// # Errors
    /// As [`connect`](Self::connect).
    pub async fn connect_with_prefix(inner: A, url: &str, prefix: impl IntoText<String>) -> Result<Self> {
        let manager = manager(url).await.map_err(store::adapter_error)?;
        Ok(Self::with_prefix(inner, manager, prefix))
    }
}

/// Connects to Redis. With RESP3, the connection manager learns of a lost connection when it happens; otherwise, it would
/// learn from the next command, which would fail.
async fn manager(url: &str) -> RedisResult<ConnectionManager> {
    let info = url.into_connection_info()?;
    let settings = info.redis_settings().clone().set_protocol(ProtocolVersion::RESP3);
    let config = ConnectionManagerConfig::new()
        .set_response_timeout(Some(RESPONSE_TIMEOUT))
        .set_connection_timeout(Some(CONNECTION_TIMEOUT))
        .set_number_of_retries(1)
        .set_max_delay(RECONNECTION_PAUSE);
    ConnectionManager::new_with_config(Client::open(info.set_redis_settings(settings))?, config).await
}

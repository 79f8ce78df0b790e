//! The environment variables of the contract that `auth` does not read itself. An empty one counts as absent.

use std::{env, num::ParseIntError, time::Duration};

/// Reads a variable; `None` if it is absent or empty.
pub fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// Reads issuer, ID and secret of a client, if all three are set.
pub fn client(issuer: &str, prefix: &str) -> Option<(String, String, String)> {
    let id = variable(&format!("{prefix}_CLIENT_ID"))?;
    Some((variable(issuer)?, id, variable(&format!("{prefix}_CLIENT_SECRET"))?))
}

/// Reads the address to listen on.
pub fn host() -> String {
    variable("HOST").unwrap_or_else(|| "127.0.0.1".to_owned())
}

/// Reads the port to listen on.
pub fn port() -> Result<u16, ParseIntError> {
    variable("PORT").map_or(Ok(3000), |port| port.parse())
}

/// Reads the age at which a session is extended, if it is set.
pub fn update_age() -> Result<Option<Duration>, ParseIntError> {
    variable("SESSION_UPDATE_AGE").map(|age| age.parse().map(Duration::from_secs)).transpose()
}

/// Reads how long a session lasts; thirty days by default.
pub fn max_age() -> Result<Duration, ParseIntError> {
    variable("SESSION_MAX_AGE").map_or(Ok(2_592_000), |age| age.parse()).map(Duration::from_secs)
}

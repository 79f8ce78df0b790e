//! The keys and values in Redis.

use std::{fmt, sync::Arc, time::Duration};

use ::redis::{Cmd, FromRedisValue, RedisError, Script, aio::ConnectionLike};

use super::script::Scripts;
use crate::{
    adapter::{AdapterError, AttemptRule, AttemptVerdict, Conflict, Kind, Result},
    contract::{AdapterSession, Secret, StoredId, UnixTime, VerificationToken},
};

/// A connection, and the prefix of its keys.
#[derive(Clone)]
pub(super) struct Store<C> {
    connection: C,
    prefix: Arc<str>,
    scripts: Arc<Scripts>,
}

/// A session in Redis.
pub(super) struct Stored {
    pub(super) session: AdapterSession,
    /// `true` if the e-mail address of the user was not proven when the session was started. If it is now, the session has
    /// ended.
    pub(super) of_unproven: bool,
}

/// The mark in the value of a session of an unproven user.
const UNPROVEN: &str = "u";

/// Sends a command, and once more if there was no connection to send it on. A connection manager that has tried to connect
/// while Redis was down returns that failure to the next command, and tries again only then.
macro_rules! sent {
    ($command:expr) => {
        match $command.await {
            Err(error) if error.is_connection_refusal() => $command.await,
            result => result,
        }
        .map_err(adapter_error)
    };
}

impl<C: ConnectionLike + Clone> Store<C> {
    pub(super) fn new(connection: C, prefix: String) -> Self {
        Self { connection, prefix: prefix.into(), scripts: Scripts::new().into() }
    }

    fn key(&self, kind: &str, name: &str) -> String {
        format!("{}{kind}:{name}", self.prefix)
    }

    /// Returns the key of a verification token. The length separates the identifier from the token.
    fn token_key(&self, identifier: &str, token: &Secret) -> String {
        self.key("token", &format!("{}:{identifier}:{}", identifier.len(), token.expose()))
    }

    /// Returns the key of the verification tokens of an e-mail address.
    fn tokens_key(&self, identifier: &str) -> String {
        self.key("tokens", identifier)
    }

    async fn run<T: FromRedisValue>(&self, command: &Cmd) -> Result<T> {
        let mut connection = self.connection.clone();
        sent!(command.query_async(&mut connection))
    }

    async fn invoke<T: FromRedisValue>(&self, script: &Script, arguments: &[&str]) -> Result<T> {
        let mut invocation = script.arg(&*self.prefix);
        for argument in arguments {
            invocation.arg(*argument);
        }
        let mut connection = self.connection.clone();
        sent!(invocation.invoke_async(&mut connection))
    }

    pub(super) async fn session(&self, token: &Secret) -> Result<Option<Stored>> {
        let stored: Option<String> = self.run(&Cmd::get(self.key("session", token.expose()))).await?;
        stored.map(|stored| session(token, &stored)).transpose()
    }

    /// Stores a session, if the one that it continues has not ended.
    ///
    /// # Errors
    /// Fails with [`Conflict::Session`] if the token is already taken, and with [`Conflict::Ended`] if the other session has
    /// ended.
    pub(super) async fn insert_session(
        &self,
        Stored { session, of_unproven }: &Stored,
        continued: Option<&Secret>,
    ) -> Result<()> {
        let AdapterSession { session_token, user_id, expires } = session;
        let (expires, mark) = (expires.as_millis().to_string(), if *of_unproven { UNPROVEN } else { "" });
        let continued = continued.map_or("", Secret::expose);
        let arguments = [session_token.expose(), &expires, user_id.as_str(), mark, continued];
        let done: String = self.invoke(&self.scripts.insert_session, &arguments).await?;
        match &*done {
            "taken" => Err(Conflict::Session.into()),
            "ended" => Err(Conflict::Ended.into()),
            _ => Ok(()),
        }
    }

    pub(super) async fn touch_session(
        &self,
        token: &Secret,
        expires: UnixTime,
        due: UnixTime,
    ) -> Result<bool> {
        let (expires, due) = (expires.as_millis().to_string(), due.as_millis().to_string());
        self.invoke(&self.scripts.touch_session, &[token.expose(), &expires, &due]).await
    }

    pub(super) async fn delete_session(&self, token: &Secret) -> Result<Option<AdapterSession>> {
        let stored: Option<String> = self.invoke(&self.scripts.delete_session, &[token.expose()]).await?;
        stored.map(|stored| session(token, &stored).map(|stored| stored.session)).transpose()
    }

    pub(super) async fn sessions_of(&self, user: &StoredId) -> Result<Vec<Stored>> {
        let found: Vec<(String, i64, String)> =
            self.invoke(&self.scripts.sessions_of, &[user.as_str()]).await?;
        let session = |(token, expires, mark): (String, i64, String)| Stored {
            session: AdapterSession::new(Secret::new(token), user.clone(), UnixTime::from_millis(expires)),
            of_unproven: mark == UNPROVEN,
        };
        Ok(found.into_iter().map(session).collect())
    }

    /// Lets a session end with the first proof of the address of its user.
    pub(super) async fn mark_session(&self, token: &Secret) -> Result<()> {
        self.invoke(&self.scripts.mark_session, &[token.expose()]).await
    }

    /// Lets the sessions of a user go on although the e-mail address is proven now.
    pub(super) async fn unmark_sessions_of(&self, user: &StoredId) -> Result<()> {
        self.invoke(&self.scripts.unmark_sessions_of, &[user.as_str()]).await
    }

    pub(super) async fn delete_sessions_of(&self, user: &StoredId) -> Result<u64> {
        self.invoke(&self.scripts.delete_sessions_of, &[user.as_str()]).await
    }

    /// Stores a verification token. Returns `false` if it is already stored.
    pub(super) async fn insert_token(&self, token: &VerificationToken) -> Result<bool> {
        let key = self.token_key(&token.identifier, &token.token);
        let (index, expires) = (self.tokens_key(&token.identifier), token.expires.as_millis().to_string());
        self.invoke(&self.scripts.insert_token, &[&key, &index, &expires]).await
    }

    /// Stores a verification token in place of all others with its identifier.
    pub(super) async fn replace_tokens(&self, token: &VerificationToken) -> Result<()> {
        let key = self.token_key(&token.identifier, &token.token);
        let (index, expires) = (self.tokens_key(&token.identifier), token.expires.as_millis().to_string());
        let _: i64 = self.invoke(&self.scripts.replace_tokens, &[&key, &index, &expires]).await?;
        Ok(())
    }

    pub(super) async fn token(&self, identifier: &str, token: &Secret) -> Result<Option<VerificationToken>> {
        let expires: Option<i64> = self.run(&Cmd::get(self.token_key(identifier, token))).await?;
        Ok(expires.map(|expires| verification_token(identifier, token, expires)))
    }

    /// Removes a verification token and returns it. Of several calls exactly one gets it.
    pub(super) async fn take_token(
        &self,
        identifier: &str,
        token: &Secret,
    ) -> Result<Option<VerificationToken>> {
        let expires: Option<i64> = self.run(&Cmd::get_del(self.token_key(identifier, token))).await?;
        Ok(expires.map(|expires| verification_token(identifier, token, expires)))
    }

    /// Removes a verification token and all others of its e-mail address, and returns it. Of several calls exactly one
    /// gets it.
    pub(super) async fn spend_token(
        &self,
        identifier: &str,
        token: &Secret,
    ) -> Result<Option<VerificationToken>> {
        let (key, index) = (self.token_key(identifier, token), self.tokens_key(identifier));
        let expires: Option<i64> = self.invoke(&self.scripts.spend_token, &[&key, &index]).await?;
        Ok(expires.map(|expires| verification_token(identifier, token, expires)))
    }

    /// Removes all verification tokens of an e-mail address.
    pub(super) async fn delete_tokens_of(&self, identifier: &str) -> Result<()> {
        self.invoke(&self.scripts.delete_tokens, &[&self.tokens_key(identifier)]).await
    }

    pub(super) async fn spend_once(&self, key: &str, until: UnixTime) -> Result<bool> {
        self.set_once(self.key("once", key), until).await
    }

    /// Stores `until` under a key, which expires then. Returns `false` if the key already exists.
    async fn set_once(&self, key: String, until: UnixTime) -> Result<bool> {
        let millis = until.as_millis();
        let mut command = ::redis::cmd("SET");
        command.arg(key).arg(millis).arg("NX").arg("PXAT").arg(millis);
        let done: Option<String> = self.run(&command).await?;
        Ok(done.is_some())
    }

    pub(super) async fn begin_epoch(&self, user: &StoredId, first: u64) -> Result<u64> {
        self.invoke(&self.scripts.begin_epoch, &[user.as_str(), &first.to_string()]).await
    }

    pub(super) async fn advance_epoch(&self, user: &StoredId, least: u64) -> Result<u64> {
        self.invoke(&self.scripts.advance_epoch, &[user.as_str(), &least.to_string()]).await
    }

    pub(super) async fn delete_epoch(&self, user: &StoredId) -> Result<()> {
        self.run(&Cmd::del(self.key("epoch", user.as_str()))).await
    }

    /// Returns the epoch of a user, and whether a marker was spent.
    pub(super) async fn token_status(&self, user: &StoredId, marker: &str) -> Result<(Option<u64>, bool)> {
        let keys = [self.key("epoch", user.as_str()), self.key("once", marker)];
        let (epoch, until): (Option<u64>, Option<i64>) = self.run(&Cmd::mget(&keys)).await?;
        Ok((epoch, until.is_some()))
    }

    pub(super) async fn count_attempt(
        &self,
        key: &str,
        rule: &AttemptRule,
        now: UnixTime,
    ) -> Result<AttemptVerdict> {
        let (first, longest) = rule.waits.unwrap_or_default();
        let number = |time: Duration| time.as_millis().to_string();
        let arguments = [
            key,
            &now.as_millis().to_string(),
            &rule.tries.to_string(),
            &number(rule.window),
            &number(first),
            &number(longest),
            if rule.waits.is_some() { "growing" } else { "fixed" },
        ];
        let wait: u64 = self.invoke(&self.scripts.count_attempt, &arguments).await?;
        Ok(match wait {
            0 => AttemptVerdict::Allowed,
            wait => AttemptVerdict::Refused { retry_after: Duration::from_millis(wait) },
        })
    }

    pub(super) async fn forgive_attempt(&self, key: &str) -> Result<()> {
        self.invoke(&self.scripts.forgive_attempt, &[key]).await
    }
}

/// Reads a session from the value of its key, `{expires}:{user}` or `{expires}u:{user}`.
fn session(token: &Secret, stored: &str) -> Result<Stored> {
    let corrupt = |column| AdapterError::Corrupt { kind: Kind::Session, column };
    let (expires, user) = stored.split_once(':').ok_or(corrupt("userId"))?;
    let (expires, of_unproven) = match expires.strip_suffix(UNPROVEN) {
        Some(expires) => (expires, true),
        None => (expires, false),
    };
    let expires = expires.parse().map_err(|_| corrupt("expires"))?;
    let user = StoredId::from_store(user);
    let session = AdapterSession::new(token.clone(), user, UnixTime::from_millis(expires));
    Ok(Stored { session, of_unproven })
}

fn verification_token(identifier: &str, token: &Secret, expires: i64) -> VerificationToken {
    VerificationToken::new(identifier, token.clone(), UnixTime::from_millis(expires))
}

/// Converts an error of Redis, without the values that its message may quote.
pub(super) fn adapter_error(error: RedisError) -> AdapterError {
    let is_unavailable = error.is_io_error()
        || error.is_timeout()
        || error.is_unrecoverable_error()
        || error.code().is_some_and(|code| UNAVAILABLE.contains(&code));
    let fault =
        Box::new(RedisFault { category: error.category().to_owned(), code: error.code().map(str::to_owned) });
    if is_unavailable { AdapterError::Unavailable(fault) } else { AdapterError::Rejected(fault) }
}

/// The codes of a server that does not serve the command now: it starts, runs a script, is out of memory, cannot store its
/// data, has no replica, or is one.
const UNAVAILABLE: [&str; 8] =
    ["BUSY", "LOADING", "MASTERDOWN", "MISCONF", "NOREPLICAS", "OOM", "READONLY", "TRYAGAIN"];

/// The category and the code of an error of Redis.
#[derive(Debug)]
struct RedisFault {
    category: String,
    code: Option<String>,
}

impl fmt::Display for RedisFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Redis: {}", self.category)?;
        match &self.code {
            Some(code) => write!(f, " ({code})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for RedisFault {}

#[cfg(test)]
mod tests {
    use ::redis::make_extension_error;

    use super::*;

    #[test]
    fn errors_have_their_class_and_their_code_and_no_value() {
        let refused = |error: RedisError| match adapter_error(error) {
            AdapterError::Unavailable(fault) => (true, fault.to_string()),
            other => (false, std::error::Error::source(&other).map(ToString::to_string).unwrap_or_default()),
        };
        for code in UNAVAILABLE {
            let (is_unavailable, text) =
                refused(make_extension_error(code.to_owned(), Some("hush".to_owned())));
            assert!(
                is_unavailable && text.ends_with(&format!("({code})")) && !text.contains("hush"),
                "{text}"
            );
        }
        let (is_unavailable, text) =
            refused(make_extension_error("NOPERM".to_owned(), Some("hush".to_owned())));
        assert!(!is_unavailable && text.ends_with("(NOPERM)") && !text.contains("hush"), "{text}");
        let lost = std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        assert!(refused(RedisError::from(lost)).0);
    }
}

//! The builder's methods for the length and the format of sessions.

use super::*;

/// Sessions.
impl<S: AppState, C> AuthBuilder<S, C> {
    /// Lets the application start without a provider: it reads the sessions that another server has made. Both have the
    /// same secret, the same cookie names and, with sessions in a database, the same database.
    ///
    /// Use it while an application moves from Auth.js route by route, or for a service next to the one where users sign in.
    /// The routes of the other server are at the [base path](Self::base_path), so that visitors without a session are sent to
    /// its sign-in page; leave those of this application out.
    ///
    /// ```
    /// use auth::Auth;
    ///
    /// # fn main() -> auth::Result<()> {
    /// let auth: Auth = Auth::builder()
    /// #   .environment(|name| (name == "AUTH_SECRET").then(|| "thirty-two random bytes of the other".to_owned()))
    ///     .url("https://app.example.com/api/auth")
    ///     .sign_in_elsewhere()
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Auth.js has no such option: `providers` may be empty.
    #[doc(alias("without_providers", "providers"))]
    pub fn sign_in_elsewhere(mut self) -> Self {
        self.options.may_lack_providers = true;
        self
    }

    /// Sets the time for which a session lasts after its last use. Default: 30 days.
    ///
    /// Auth.js: `session.maxAge`, in seconds.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::NoMaxAge`] if it is shorter than one second.
    #[doc(alias("with_expiry", "expiry", "max_age"))]
    #[doc(alias = "maxAge")]
    #[doc(alias = "session.maxAge")]
    pub fn session_max_age(mut self, age: Duration) -> Self {
        self.options.max_age = age;
        self
    }

    /// Sets the time after which a session ends even if it is used, counted from the sign-in. Default: a session in use
    /// does not end.
    ///
    /// A sign-in guard can set a shorter one for one sign-in ([`SignIn::allow_for`]). Tokens carry the time of the
    /// sign-in as `auth_time` ([`Jwt::auth_time`]), sessions in the database in their session token. A session that
    /// does not record it, such as one of Auth.js, is limited too: a token counts from its last issue, and a row of the
    /// database is not extended any more.
    ///
    /// ```
    /// use auth::{Auth, AuthBuilder, callback::Callbacks};
    /// use std::time::Duration;
    ///
    /// fn limited(builder: AuthBuilder<(), Callbacks>) -> AuthBuilder<(), Callbacks> {
    ///     builder
    ///         .session_max_age(Duration::from_secs(30 * 60))
    ///         .session_lifetime(Duration::from_secs(12 * 60 * 60))
    /// }
    /// # let _ = limited(Auth::builder());
    /// ```
    ///
    /// Auth.js has no such option.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::NoLifetime`] if it is shorter than one second.
    ///
    /// [`SignIn::allow_for`]: crate::contract::callback::sign_in::SignIn::allow_for
    /// [`Jwt::auth_time`]: crate::contract::token::Jwt::auth_time
    pub fn session_lifetime(mut self, lifetime: Duration) -> Self {
        self.options.lifetime = Some(lifetime);
        self
    }

    /// Sets the age at which a session in use is extended. Default: one day, or half of the
    /// [maximum age](Self::session_max_age) if that is shorter.
    ///
    /// The age applies to sessions in the database, and to tokens behind [`Auth::layer`]. `GET /session` and
    /// [`Auth::refresh`] extend a token at any age, as in Auth.js. A session in the database is never extended if this
    /// age exceeds the maximum age; it then ends at the time that was set at sign-in.
    ///
    /// Auth.js: `session.updateAge`, in seconds, which applies to sessions in the database only.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::LateUpdateAge`] if sessions are tokens and this age is not less
    /// than the maximum age.
    #[doc(alias = "updateAge")]
    #[doc(alias = "session.updateAge")]
    pub fn session_update_age(mut self, age: Duration) -> Self {
        self.options.update_age = Some(age);
        self
    }

    /// Stores the tokens of database sessions as SHA-256 hashes, so that a reader of the database, such as the holder of a
    /// backup, cannot use them. Default: tokens are stored as the browser has them, as in Auth.js.
    ///
    /// Sessions of before keep working: each gets its hash at its next read. Services that read the table themselves, such as
    /// Auth.js, find no session any more, and must not share the table: they would accept a stored hash as a token. If the
    /// option is turned off again, all users have to sign in again.
    ///
    /// Auth.js has no such option.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::HashesWithoutDatabaseSessions`] if sessions are tokens.
    #[doc(alias("hash", "hashed", "at_rest"))]
    pub fn hash_session_tokens(mut self) -> Self {
        self.options.hash_session_tokens = true;
        self
    }

    /// Signs session tokens instead of encrypting them, so that other services can verify them with the public keys at
    /// `{base path}/jwks`. Everyone who holds such a token can read it. Default: tokens are encrypted, as in Auth.js.
    ///
    /// Auth.js: `jwt.encode` and `jwt.decode`, written by the application.
    #[doc(alias("jwks", "sign", "with_signed"))]
    #[cfg(feature = "signed")]
    pub fn signed(mut self, keys: crate::jose::SignedKeys) -> Self {
        self.options.format = Some(TokenFormat::Signed(std::sync::Arc::new(keys)));
        self
    }
}

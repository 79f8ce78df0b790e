//! Callbacks run without HTTP: sign a user in, inspect the typed token and session, move the clock.

mod builder;
mod claims;
#[cfg(fuzzing)]
pub mod parsers;
#[cfg(feature = "totp")]
mod totp;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use http::{
    HeaderMap, HeaderValue,
    header::{COOKIE, SET_COOKIE},
};

pub use self::claims::assert_claims_shape;
#[cfg(feature = "totp")]
pub use self::totp::totp_code;
#[cfg(feature = "passkey")]
pub use crate::provider::webauthn::SoftwarePasskey;
use crate::{
    app::{
        Auth,
        server_side::{self, SetCookies, SignInResult},
    },
    contract::{
        Clock, KnownUser, ManualClock, UnixTime,
        assurance::{AuthMethod, Proofs},
        callback::jwt::IntoPayload,
        session::Session,
        token::jwt::Jwt,
    },
    flow::{
        application::Engine,
        error::AuthError,
        scope::{RequestHead, Scope},
        session::{self, SessionState},
        types::AppTypes,
    },
    random::Random,
};

/// The time at which tests start: 2023-11-14T22:13:20Z.
pub const START: UnixTime = UnixTime::from_secs(1_700_000_000);

/// Randomness that is the same in every run.
#[derive(Debug, Default)]
pub struct SeededRandom(AtomicU64);

impl SeededRandom {
    /// Creates a sequence that depends only on the seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.into())
    }
}

impl Random for SeededRandom {
    /// Fills the buffer by SplitMix64, which is unsuitable for secrets.
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(8) {
            let mut word = self
                .0
                .fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed)
                .wrapping_add(0x9e37_79b9_7f4a_7c15);
            word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk
                .iter_mut()
                .zip((word ^ (word >> 31)).to_le_bytes())
                .for_each(|(byte, random)| *byte = random);
        }
    }
}

/// An application under test, built by `AuthBuilder::test()`. It runs the real flow. Only its clock,
/// randomness, secret and origin (`http://localhost`) are those of the test.
pub struct TestAuth<F: AppTypes> {
    engine: Arc<Engine<F>>,
    clock: ManualClock,
}

impl<F: AppTypes> TestAuth<F> {
    pub(crate) fn new(engine: Engine<F>, clock: ManualClock) -> Self {
        Self { engine: Arc::new(engine), clock }
    }

    /// Returns the current time of the test.
    pub fn now(&self) -> UnixTime {
        self.clock.now()
    }

    /// Moves the clock forward.
    pub fn advance(&self, duration: Duration) {
        self.clock.advance(duration);
    }

    /// Signs in a user as if they had proven their identity: guards, `jwt` and events run.
    ///
    /// # Errors
    /// Fails if a guard refuses the sign-in, or if a callback fails.
    pub async fn sign_in(&self, user: impl Into<KnownUser>) -> Result<TestSignIn<'_, F>, AuthError> {
        let empty = HeaderMap::new();
        let entered =
            server_side::sign_in_as(&self.engine, RequestHead::of_headers(&empty), user.into()).await?;
        self.result(entered).await
    }

    /// Signs in a user who has proven who they are by these methods, each so long ago, for tests of handlers and sessions
    /// that require proofs.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # async fn test() -> Result<(), Box<dyn std::error::Error>> {
    /// use std::time::Duration;
    ///
    /// use auth::{Auth, User, assurance::{AuthMethod, Hours, Minutes, Password}};
    ///
    /// let test = Auth::builder().test()?;
    /// let proofs = [(AuthMethod::Password, Duration::from_secs(600))];
    /// let session = test.sign_in_with_proofs(User::new("1"), &proofs).await?.session().ok_or("signed in")?;
    ///
    /// let assurance = session.read().await?.ok_or("still signed in")?.assurance();
    /// assert!(assurance.proves::<Password, Minutes<10>>() && !assurance.proves::<Password, Minutes<5>>());
    /// test.advance(Duration::from_secs(3600));
    /// let assurance = session.read().await?.ok_or("still signed in")?.assurance();
    /// assert!(!assurance.proves::<Password, Hours<1>>());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`sign_in`](Self::sign_in).
    pub async fn sign_in_with_proofs(
        &self,
        user: impl Into<KnownUser>,
        proofs: &[(AuthMethod, Duration)],
    ) -> Result<TestSignIn<'_, F>, AuthError> {
        let mut proven = Proofs::default();
        for (method, ago) in proofs {
            proven.prove(*method, self.now() - *ago);
        }
        let (empty, user) = (HeaderMap::new(), user.into());
        let head = RequestHead::of_headers(&empty);
        let entered = server_side::sign_in_with_proofs(&self.engine, head, user, proven).await?;
        self.result(entered).await
    }

    /// Returns the handle of the application, for a router that a test sends requests to. [`TestSession::headers`] has the
    /// cookies of a session.
    ///
    /// ```
    /// # #[cfg(all(feature = "axum", feature = "testing"))]
    /// # async fn test() -> Result<(), Box<dyn std::error::Error>> {
    /// use std::time::Duration;
    ///
    /// use auth::{Auth, User, assurance::AuthMethod, prelude::*};
    /// use axum::{Router, body::Body, http::Request, routing::get};
    ///
    /// async fn account(_: Fresh<Session, Minutes<5>>) -> &'static str {
    ///     "your account"
    /// }
    ///
    /// let test = Auth::builder().test()?;
    /// let app: Router = Router::new().route("/account", get(account)).with_state(test.auth());
    /// let proofs = [(AuthMethod::Password, Duration::ZERO)];
    /// let session = test.sign_in_with_proofs(User::new("1"), &proofs).await?.session().ok_or("signed in")?;
    /// test.advance(Duration::from_secs(301));
    /// let mut request = Request::get("/account").header("sec-fetch-mode", "navigate").body(Body::empty())?;
    /// request.headers_mut().extend(session.headers().clone());
    /// // `app.oneshot(request)` of `tower` now redirects to `/auth/step-up?max_age=300&callbackUrl=%2Faccount`.
    /// # let _ = (app, request);
    /// # Ok(())
    /// # }
    /// ```
    pub fn auth(&self) -> Auth<F::Session> {
        Auth::of(self.engine.clone())
    }

    /// Signs in by the form of a credentials provider: `authorize` runs too.
    ///
    /// # Errors
    /// Fails if `authorize` or a guard refuses the sign-in, or if a callback fails.
    pub async fn sign_in_by_form(
        &self,
        provider: &str,
        form: &[(&str, &str)],
    ) -> Result<TestSignIn<'_, F>, AuthError> {
        let empty = HeaderMap::new();
        let entered =
            server_side::sign_in(&self.engine, RequestHead::of_headers(&empty), provider, &form).await?;
        self.result(entered).await
    }

    /// Returns the URL to which a browser is sent that asked for `callback_url`.
    ///
    /// # Errors
    /// Fails if the redirect callback fails.
    pub async fn redirect(&self, callback_url: &str) -> Result<String, AuthError> {
        let empty = HeaderMap::new();
        let target = self.scope(&empty)?.redirect_target(callback_url).await?;
        Ok(target.to_string())
    }

    fn scope<'r>(&'r self, headers: &'r HeaderMap) -> Result<Scope<'r, F>, AuthError> {
        Ok(Scope::new(&self.engine, RequestHead::of_headers(headers))?)
    }

    async fn result(&self, entered: SignInResult) -> Result<TestSignIn<'_, F>, AuthError> {
        Ok(match entered {
            SignInResult::Redirect(to) => TestSignIn::Redirect(to),
            SignInResult::SecondFactor { .. } => TestSignIn::SecondFactor,
            SignInResult::SignedIn(cookies) => {
                let headers = cookie_header(&cookies);
                match session::find(&self.scope(&headers)?).await? {
                    SessionState::Active(token) => {
                        TestSignIn::Session(TestSession { test: self, headers, token: *token })
                    }
                    SessionState::Absent | SessionState::Invalid | SessionState::Foreign => {
                        TestSignIn::NoSession
                    }
                }
            }
        })
    }
}

/// The outcome of a sign-in that was not refused.
#[expect(clippy::large_enum_variant, reason = "made once a sign-in, in tests")]
pub enum TestSignIn<'t, F: AppTypes> {
    /// The sign-in made a session.
    Session(TestSession<'t, F>),
    /// The sign-in made no session, because the `jwt` callback made no token.
    NoSession,
    /// A guard sent the browser to this URL.
    Redirect(String),
    /// The user has to prove a second factor first.
    SecondFactor,
}

impl<'t, F: AppTypes> TestSignIn<'t, F> {
    /// Returns the session, if there is one.
    pub fn session(self) -> Option<TestSession<'t, F>> {
        match self {
            Self::Session(session) => Some(session),
            Self::NoSession | Self::Redirect(_) | Self::SecondFactor => None,
        }
    }

    /// Returns the URL to which a guard sent the browser, if one did.
    pub fn redirect(self) -> Option<String> {
        match self {
            Self::Redirect(to) => Some(to),
            Self::Session(_) | Self::NoSession | Self::SecondFactor => None,
        }
    }
}

/// The session of a signed-in user, as one browser holds it.
pub struct TestSession<'t, F: AppTypes> {
    test: &'t TestAuth<F>,
    headers: HeaderMap,
    token: Jwt<F::Token>,
}

impl<F: AppTypes> TestSession<'_, F> {
    /// Returns the headers that the browser sends with a request: the cookies of the session.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the token as it was last written.
    pub fn token(&self) -> &Jwt<F::Token> {
        &self.token
    }

    /// Returns the session as a handler sees it now, or `None` if it has ended. Access and session callbacks
    /// run.
    ///
    /// # Errors
    /// Fails if a callback fails.
    pub async fn read(&self) -> Result<Option<Session<F::Session>>, AuthError> {
        Ok(server_side::read(&self.test.engine, RequestHead::of_headers(&self.headers), false).await?.session)
    }

    /// Returns the session after `update(payload)` in the browser, or `None` if the update ended it.
    ///
    /// # Errors
    /// Returns [`AuthError::InvalidPayload`] for an invalid payload, and fails if a callback fails.
    pub async fn update(
        &mut self,
        payload: impl IntoPayload,
    ) -> Result<Option<Session<F::Session>>, AuthError> {
        let payload = payload.into_json()?;
        let change =
            server_side::refresh(&self.test.engine, RequestHead::of_headers(&self.headers), Some(payload))
                .await?;
        self.headers = cookie_header(&change.cookies);
        if let SessionState::Active(token) = session::find(&self.test.scope(&self.headers)?).await? {
            self.token = *token;
        }
        Ok(change.session)
    }

    /// Signs out; event handlers run.
    ///
    /// # Errors
    /// Fails if the database cannot store the sign-out.
    pub async fn sign_out(mut self) -> Result<(), AuthError> {
        let head = RequestHead::of_headers(&self.headers);
        let signed_out = server_side::sign_out(&self.test.engine, head).await?;
        self.headers.clear();
        signed_out.stored
    }
}

/// Returns the headers of a browser that has set these cookies.
fn cookie_header(cookies: &SetCookies) -> HeaderMap {
    let mut set = HeaderMap::new();
    cookies.append_to(&mut set);
    let pairs = set.get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok()?.split(';').next());
    let kept: Vec<&str> = pairs.filter(|pair| !pair.ends_with('=')).collect();
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_str(&kept.join("; ")) {
        headers.insert(COOKIE, value);
    }
    headers
}

//! `AuthBuilder::test()`: the application under test.

use super::{START, SeededRandom, TestAuth};
use crate::{
    app::{AuthBuilder, BuildError},
    contract::{
        ManualClock, Secret,
        callback::{
            event::EventCallback,
            jwt::{JwtAccessCallback, JwtCallback, JwtOutcome, JwtUpdateCallback},
            redirect::RedirectCallback,
            second_factor::SecondFactorCallback,
            session::{SessionCallback, SessionOutcome},
            sign_in::SignInCallback,
            state::AppState,
        },
        session::SessionData,
        token::claims::Claims,
    },
    flow::types::{Assembled, Callbacks},
};

impl<S: AppState, SignIn, Jwt, Update, Access, Show, Redirect, Events, Factor>
    AuthBuilder<S, Callbacks<SignIn, Jwt, Update, Access, Show, Redirect, Events, Factor>>
{
    /// Builds the application under test (see [`testing`](crate::testing)), with a secret, an origin, a clock
    /// and randomness for tests. The environment is not read, and no provider is needed.
    ///
    /// # Errors
    /// Fails as [`build`](Self::build) does.
    #[cfg(feature = "testing")]
    pub fn test<T, V>(
        self,
    ) -> Result<
        TestAuth<Assembled<S, T, V, Callbacks<SignIn, Jwt, Update, Access, Show, Redirect, Events, Factor>>>,
        BuildError,
    >
    where
        T: Claims,
        V: SessionData,
        SignIn: SignInCallback<S>,
        Jwt: JwtCallback<S, Outcome: JwtOutcome<Token = T>>,
        Update: JwtUpdateCallback<S, T>,
        Access: JwtAccessCallback<S, T>,
        Show: SessionCallback<S, T, Outcome: SessionOutcome<Session = V>>,
        Redirect: RedirectCallback<S>,
        Events: EventCallback<S, T, V>,
        Factor: SecondFactorCallback<S>,
    {
        let clock = ManualClock::at(START);
        let builder = self
            .secret(Secret::new("a secret of tests, known to everybody"))
            .url("http://localhost")
            .environment(|_| None)
            .clock(clock.clone())
            .random(SeededRandom::new(1))
            .sign_in_limit(None)
            .account_limit(None)
            .sign_in_elsewhere();
        Ok(TestAuth::new(builder.engine()?, clock))
    }
}

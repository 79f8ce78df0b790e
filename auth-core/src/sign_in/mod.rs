//! What every sign-in has in common, whatever the provider: guards before anything is written, and then
//! session, cookie and event.

pub(crate) mod address;
mod credentials;

use crate::{
    Account,
    auth_error::AuthError,
    callback::{
        event::{EventCall, EventCallback, SignInEvent},
        jwt::{Issued, JwtCall, JwtCallback, JwtOutcome, Trigger},
        profile::RawProfile,
        sign_in::{SignIn, SignInCall, SignInCallback, SignInOutcome, SignInPhase},
        subject::Subject,
    },
    check::callback_url::CallbackUrl,
    event::log_failure,
    flow::{ColumnsOf, Flow},
    form::FormInput,
    jwt::Jwt,
    model::AdapterSession,
    scope::Scope,
    trace,
};

/// A sign-in on its way: who, by what, and with what the callbacks may want to see of it.
pub(crate) struct Attempt<'p, F: Flow> {
    pub(crate) phase: SignInPhase,
    pub(crate) subject: &'p Subject<ColumnsOf<F>>,
    pub(crate) account: &'p Account,
    /// The form by which they have proven who they are, if it was one.
    pub(crate) form: Option<&'p (dyn FormInput + Sync)>,
    /// What the provider said about them, if it was one of OAuth 2.0 or OpenID Connect.
    pub(crate) profile: Option<RawProfile<'p>>,
}

impl<F: Flow> Clone for Attempt<'_, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: Flow> Copy for Attempt<'_, F> {}

impl<'p, F: Flow> Attempt<'p, F> {
    /// A sign-in of somebody who has proven who they are, without form and profile.
    pub(crate) fn new(subject: &'p Subject<ColumnsOf<F>>, account: &'p Account) -> Self {
        Self { phase: SignInPhase::Proven, subject, account, form: None, profile: None }
    }
}

/// How a sign-in ends that did not fail.
pub(crate) enum SignedIn {
    /// With a session (or without one, when the jwt callback made none).
    Done,
    /// A guard refused and sends the browser there.
    Redirected(CallbackUrl),
}

/// Who has signed in, by the store's account of it.
pub(crate) struct Entrance {
    /// Whether the user was created just now; unknown without a database.
    pub(crate) is_new_user: Option<bool>,
    /// The session, where it is kept in the database.
    pub(crate) session: Option<AdapterSession>,
}

impl Entrance {
    /// Without a database, or beside it.
    pub(crate) const STATELESS: Self = Self { is_new_user: None, session: None };
}

impl<F: Flow> Scope<'_, F> {
    /// Asks the guards, before anything is written. Where one sends the browser elsewhere, that.
    ///
    /// # Errors
    /// When one refuses or fails.
    pub(crate) async fn ask_guards(&self, attempt: Attempt<'_, F>) -> Result<Option<CallbackUrl>, AuthError> {
        let Attempt { phase, subject: user, account, form, profile } = attempt;
        let (state, facts) = (self.state(), self.facts);
        let call = SignInCall { state, facts, phase, user, account, form, profile };
        let outcome = trace::callback("sign_in", F::SignIn::call(call)).await;
        match outcome.decide().map_err(AuthError::GuardFailed)? {
            SignIn::Allow => Ok(None),
            SignIn::Deny => Err(AuthError::AccessDenied),
            SignIn::Redirect(to) => Ok(Some(self.redirect_target(&to).await?)),
        }
    }

    /// Gives the browser its session, and tells that somebody has signed in.
    ///
    /// # Errors
    /// When the token cannot be made.
    pub(crate) async fn finish(
        &mut self,
        attempt: Attempt<'_, F>,
        entrance: Entrance,
    ) -> Result<(), AuthError> {
        let Entrance { is_new_user, session } = entrance;
        match session {
            Some(session) => self.set_session_token(&session.session_token),
            None => match self.make_token(attempt, is_new_user).await? {
                Some(mut token) => {
                    if let Some(user) = &token.sub {
                        token.epoch = self.epoch_of(user).await?;
                    }
                    self.issue(&mut token)?;
                }
                None => self.end_session(),
            },
        }
        let Attempt { subject, account, profile, .. } = attempt;
        #[cfg(feature = "oauth")]
        self.remember_provider(account)?;
        let event = SignInEvent { user: subject.plain(), account, is_new_user, profile };
        let call = EventCall { state: self.state(), facts: self.facts, event, subject };
        log_failure("sign_in", trace::callback("event(sign_in)", F::Events::sign_in(call)).await);
        if let Some(store) = &self.engine.settings.store {
            store.tidy(self.now).await;
        }
        Ok(())
    }

    async fn make_token(
        &self,
        attempt: Attempt<'_, F>,
        is_new_user: Option<bool>,
    ) -> Result<Option<Jwt<F::Token>>, AuthError> {
        let Attempt { subject: user, account, form, profile, .. } = attempt;
        let trigger = if is_new_user == Some(true) { Trigger::SignUp } else { Trigger::SignIn };
        let call = JwtCall { state: self.state(), facts: self.facts, user, account, trigger, form, profile };
        let outcome = trace::callback("jwt", F::Jwt::call(call)).await;
        let issued = outcome.issue().map_err(|error| AuthError::callback("jwt", error))?;
        Ok(match issued {
            Issued::Claims(claims) => Some(Jwt::for_user(user.plain(), claims)),
            Issued::Token(token) => Some(token),
            Issued::Nothing => None,
        })
    }

    /// Counts an attempt of the client's address, where it is known.
    pub(crate) fn count_sign_in(&self) -> Result<(), AuthError> {
        match (&self.engine.settings.sign_ins, self.facts.client_ip) {
            (Some(limiter), Some(address)) => limiter
                .count(address, self.now)
                .map_err(|retry_after| AuthError::TooManyRequests { retry_after }),
            _ => Ok(()),
        }
    }
}

//! What follows a proof of identity, whatever the provider: guard, token, cookie, event.

use crate::{
    Account, User,
    auth_error::AuthError,
    callback::{
        event::{EventCall, EventCallback, SignInEvent},
        jwt::{Issued, JwtCall, JwtCallback, JwtOutcome, Trigger},
        profile::RawProfile,
        sign_in::{SignIn, SignInCall, SignInCallback, SignInOutcome},
    },
    check::callback_url::CallbackUrl,
    event::log_failure,
    flow::Flow,
    form::FormInput,
    jwt::Jwt,
    model::ProviderType,
    provider::credentials::Credentials,
    scope::Scope,
    trace,
};

/// Somebody who has proven who they are.
pub(crate) struct Proven<'p> {
    pub(crate) user: &'p User,
    pub(crate) account: &'p Account,
    /// The form by which they did, if it was one.
    pub(crate) form: Option<&'p (dyn FormInput + Sync)>,
    /// What the provider said about them, if it was one of OAuth 2.0 or OpenID Connect.
    pub(crate) profile: Option<RawProfile<'p>>,
    /// Whether the user was created just now; unknown without a database.
    pub(crate) is_new_user: Option<bool>,
}

/// How a sign-in ends that did not fail.
pub(crate) enum SignedIn {
    /// With a session (or without one, when the jwt callback made none).
    Done,
    /// A guard refused and sends the browser there.
    Redirected(CallbackUrl),
}

impl<F: Flow> Scope<'_, F> {
    /// Signs somebody in.
    ///
    /// # Errors
    /// When a guard refuses or fails, or the token cannot be made.
    pub(crate) async fn sign_in(&mut self, proven: Proven<'_>) -> Result<SignedIn, AuthError> {
        match self.ask_guards(&proven).await? {
            SignIn::Allow => {}
            SignIn::Deny => return Err(AuthError::AccessDenied),
            SignIn::Redirect(to) => return Ok(SignedIn::Redirected(self.redirect_target(&to).await?)),
        }
        match self.make_token(&proven).await? {
            Some(mut token) => self.issue(&mut token)?,
            None => self.end_session(),
        }
        let Proven { user, account, profile, is_new_user, .. } = proven;
        let event = SignInEvent { user, account, is_new_user, profile };
        let call = EventCall { state: self.state(), facts: self.facts, event };
        log_failure("sign_in", trace::callback("event(sign_in)", F::Events::sign_in(call)).await);
        Ok(SignedIn::Done)
    }

    /// Counts an attempt of the client's address, where it is known.
    fn count_sign_in(&self) -> Result<(), AuthError> {
        match (&self.engine.settings.sign_ins, self.facts.client_ip) {
            (Some(limiter), Some(address)) => limiter
                .count(address, self.now)
                .map_err(|retry_after| AuthError::TooManyRequests { retry_after }),
            _ => Ok(()),
        }
    }

    async fn ask_guards(&self, proven: &Proven<'_>) -> Result<SignIn, AuthError> {
        let Proven { user, account, form, profile, .. } = *proven;
        let call = SignInCall { state: self.state(), facts: self.facts, user, account, form, profile };
        trace::callback("sign_in", F::SignIn::call(call)).await.decide().map_err(AuthError::GuardFailed)
    }

    async fn make_token(&self, proven: &Proven<'_>) -> Result<Option<Jwt<F::Token>>, AuthError> {
        let Proven { user, account, form, profile, is_new_user } = *proven;
        let trigger = if is_new_user == Some(true) { Trigger::SignUp } else { Trigger::SignIn };
        let call = JwtCall { state: self.state(), facts: self.facts, user, account, trigger, form, profile };
        let outcome = trace::callback("jwt", F::Jwt::call(call)).await;
        let issued = outcome.issue().map_err(|error| AuthError::callback("jwt", error))?;
        Ok(match issued {
            Issued::Claims(claims) => Some(Jwt::for_user(user, claims)),
            Issued::Token(token) => Some(token),
            Issued::Nothing => None,
        })
    }
}

impl<F: Flow> Scope<'_, F> {
    /// Signs in whom a credentials provider recognises by a form.
    pub(crate) async fn sign_in_with(
        &mut self,
        provider: &Credentials<F::State>,
        form: &(dyn FormInput + Sync),
    ) -> Result<SignedIn, AuthError> {
        self.count_sign_in()?;
        let user = provider.authorize(self.state(), self.facts, form).await?;
        let account = Account::new(provider.id.clone(), ProviderType::Credentials, user.id.as_str());
        let form = Some(form);
        let proven = Proven { user: &user, account: &account, form, profile: None, is_new_user: None };
        self.sign_in(proven).await
    }
}

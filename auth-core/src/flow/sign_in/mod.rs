//! The steps that all sign-ins share: guards run before anything is written, then session, cookie and event follow.

#[cfg(any(feature = "oauth", feature = "passkey", feature = "sms"))]
pub(crate) mod by_account;
pub(crate) mod by_form;
#[cfg(feature = "email")]
pub(crate) mod by_link;
#[cfg(feature = "sms")]
pub(crate) mod by_number;
#[cfg(feature = "passkey")]
pub(crate) mod by_passkey;
mod cleared;
pub(crate) mod first_proof;
pub(crate) mod limit;
pub(crate) mod link;
#[cfg(any(feature = "oauth", feature = "passkey", feature = "sms"))]
mod replaced;
#[cfg(feature = "totp")]
pub(crate) mod resume;
pub(crate) mod second_factor;
mod spelling;

use super::{
    error::AuthError, events, pages::StepUpUrl, remembered_way, scope::Scope, session,
    session::sign_out_hint, types::AppTypes,
};
use crate::{
    check::callback_url::CallbackUrl,
    contract::{
        AdapterSession, StoredId,
        callback::{
            event::SignInEvent,
            jwt::{Issued, JwtCall, JwtCallback, JwtOutcome, Trigger},
            sign_in::{SessionLimit, SignIn, SignInAttempt, SignInCall, SignInCallback, SignInOutcome},
        },
        token::Jwt,
    },
    trace,
};

/// The age of a sign-in or proof, in seconds, up to which a session may add a way in.
const RECENT: i64 = 600;

/// A sign-in in progress, as the callbacks of the application receive it.
pub(crate) type Attempt<'a, F> = SignInAttempt<'a, <F as AppTypes>::State>;

/// The result of a sign-in that did not fail.
pub(crate) enum SignedIn {
    /// The user has a session, or none if the jwt callback returned no token.
    Done,
    /// A guard refused and sends the browser to a URL.
    Redirected(CallbackUrl),
    /// The signed-in user has to prove something before an account is linked. Nothing is written.
    #[cfg_attr(
        not(any(feature = "oauth", feature = "passkey", feature = "sms")),
        allow(dead_code, reason = "for accounts")
    )]
    StepUp,
    /// The user has to prove a second factor. Nothing is written yet.
    #[cfg(feature = "totp")]
    SecondFactor(Box<crate::flow::second_factor::pending::Pending>),
}

impl SignedIn {
    /// Returns the URL to which the browser is sent: that of the guard, the page for a step-up or the second factor, else
    /// `callback_url`. Writes the cookie of a pending sign-in.
    ///
    /// # Errors
    /// Fails if the cookie cannot be written.
    #[cfg_attr(not(feature = "totp"), allow(unused_variables, reason = "for second factors"))]
    pub(crate) fn target<F: AppTypes>(
        self,
        scope: &mut Scope<'_, F>,
        callback_url: &CallbackUrl,
    ) -> Result<String, AuthError> {
        Ok(match self {
            Self::Done => callback_url.as_str().to_owned(),
            Self::Redirected(url) => url.to_string(),
            Self::StepUp => {
                let callback_url = callback_url.as_str();
                let page = StepUpUrl { acr_values: "", max_age: Some(RECENT), callback_url };
                format!("{}{}", scope.origin, page.below(&scope.base))
            }
            #[cfg(feature = "totp")]
            Self::SecondFactor(pending) => {
                pending.keep(scope, Some(callback_url))?;
                super::pages::second_factor_url(
                    &scope.engine.settings,
                    scope.origin.as_str(),
                    &scope.base,
                    None,
                )
            }
        })
    }

    /// Returns `true` if the first factor was right and the sign-in was not refused.
    fn is_accepted(&self) -> bool {
        !matches!(self, Self::Redirected(_) | Self::StepUp)
    }
}

/// The part of a sign-in that was written to the database.
pub(crate) struct StoredSignIn {
    /// `true` if the sign-in created the user; `None` without a database.
    pub(crate) is_new_user: Option<bool>,
    /// The session, if sessions are rows of the database.
    pub(crate) session: Option<AdapterSession>,
    /// The ID of the stored user; `None` if the user is not one of the database.
    pub(crate) user: Option<StoredId>,
}

impl StoredSignIn {
    /// A sign-in that was not written to the database.
    pub(crate) const STATELESS: Self = Self { is_new_user: None, session: None, user: None };
}

/// Asks the guards before anything is written, and keeps the limit that they set. Returns the URL to which a guard sends the
/// browser, if one does. Guards are not asked again about a sign-in that continues after its second factor.
///
/// # Errors
/// Fails if a guard refuses or fails, or if the session that the sign-in continues has ended in the meantime.
pub(crate) async fn ask_guards<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    attempt: &Attempt<'_, F>,
) -> Result<Option<CallbackUrl>, AuthError> {
    if second_factor::is_resumed(scope) {
        Box::pin(session::identity::require_continued(scope)).await?;
        return Ok(None);
    }
    scope.limit = SessionLimit::default();
    let call = SignInCall { state: scope.state(), facts: scope.facts, attempt: *attempt };
    let outcome = trace::callback("sign_in", F::SignIn::call(call)).await;
    if scope.continued.is_some() {
        Box::pin(session::identity::require_continued(scope)).await?;
    }
    match outcome.decide().map_err(AuthError::GuardFailed)? {
        SignIn::Allow => Ok(None),
        SignIn::AllowFor(limit) => {
            scope.limit = limit;
            Ok(None)
        }
        SignIn::Deny => Err(AuthError::AccessDenied),
        SignIn::Redirect(to) => Ok(Some(scope.redirect_target(&to).await?)),
    }
}

/// Writes the session into its cookie, and sends the event of the sign-in.
///
/// # Errors
/// Fails if the jwt callback fails, or the token cannot be written.
pub(crate) async fn finish<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    attempt: &Attempt<'_, F>,
    stored: StoredSignIn,
) -> Result<(), AuthError> {
    let StoredSignIn { is_new_user, session, user: stored_id } = stored;
    let address = attempt.user.plain().email.as_deref();
    let is_proven = [attempt.proof, attempt.stored_proof].iter().flatten().any(|proof| proof.is(address));
    if second_factor::is_resumed(scope) {
        Box::pin(second_factor::enrol(scope, stored_id.as_ref(), session.as_ref(), is_proven)).await?;
    }
    match session {
        Some(session) => {
            session::stored::set_new_cookie(scope, &session)?;
            Box::pin(session::stored::end_unhashed(scope)).await;
        }
        None => match make_token(scope, attempt, is_new_user).await? {
            Some(mut token) => {
                token.set_subject(stored_id.as_ref());
                let address = attempt.user.plain().email.as_deref();
                token.set_proof(&[attempt.proof, attempt.stored_proof], address);
                session::step_up::check_token(scope, &token)?;
                session::start(scope, token).await?;
            }
            None => Box::pin(session::end_previous(scope)).await,
        },
    }
    let verified_email = attempt.verified_email();
    let Attempt::<F> { user, account, profile, .. } = *attempt;
    sign_out_hint::remember(scope, account)?;
    remembered_way::signed_in(scope, &account.provider);
    let event = SignInEvent { user: user.plain(), account, is_new_user, verified_email, profile };
    events::sign_in(scope, event, user).await;
    if let Some(store) = &scope.engine.settings.store {
        store.start_deletion(scope.now);
    }
    Ok(())
}

/// Calls the jwt callback. Returns `None` if it returns no token.
async fn make_token<F: AppTypes>(
    scope: &Scope<'_, F>,
    attempt: &Attempt<'_, F>,
    is_new_user: Option<bool>,
) -> Result<Option<Box<Jwt<F::Token>>>, AuthError> {
    let trigger = if is_new_user == Some(true) { Trigger::SignUp } else { Trigger::SignIn };
    let call = JwtCall { state: scope.state(), facts: scope.facts, attempt: *attempt, trigger };
    let outcome = trace::callback("jwt", F::Jwt::call(call)).await;
    let issued = outcome.issue().map_err(|error| AuthError::callback("jwt", error))?;
    Ok(match issued {
        Issued::Claims(claims) => Some(Box::new(Jwt::for_user(attempt.user.plain(), claims))),
        Issued::Token(token) => Some(Box::new(token)),
        Issued::Nothing => None,
    })
}

//! The authenticator application of the signed-in user, for pages of the application: enrolled, replaced, removed, and its
//! recovery codes. The steps are those of the page `totp`.

use super::{pending_sign_in::NewAuthenticatorApp, server_side::SetCookies};
use crate::{
    contract::Secret,
    flow::{
        application::Engine,
        error::AuthError,
        scope::{RequestHead, Scope},
        second_factor::{
            enrolment::{self, Begun, Enrolment, ShownCodes},
            label, verify,
        },
        session::{self, OwnSession},
        types::AppTypes,
    },
};

/// The enrolment of an authenticator application, which a code has to confirm. Nothing is stored before.
#[derive(Clone)]
#[non_exhaustive]
pub struct TotpEnrolment {
    /// The authenticator application, as the user sets it up.
    pub app: NewAuthenticatorApp,
    /// The enrolment, for a hidden field of the form with the code, and for
    /// [`confirm_totp`](crate::app::Auth::confirm_totp). It is sealed, and works for ten minutes in the session of the user.
    pub sealed: Secret,
    /// `true` if the authenticator application replaces another one.
    pub is_replacement: bool,
}

/// A change of the second factor of the signed-in user.
#[must_use = "the response must set the cookies"]
#[non_exhaustive]
pub struct ChangedTotp {
    /// The cookies that the response must set: the session goes on under a new token.
    pub cookies: SetCookies,
    /// The new recovery codes; none after a removal. Show them now: they are not stored.
    pub recovery_codes: Vec<Secret>,
    /// `true` if all other sessions of the user have ended, as far as they can be ended. `false` if the database failed
    /// after the change was stored: tell the user to sign out on other devices.
    pub ended_other_sessions: bool,
}

/// A request for an enrolment.
pub(crate) enum Enrol<'r> {
    /// A first one.
    First,
    /// One that replaces the present authenticator application, of which this is a code.
    Replacement(&'r str),
    /// The sealed one, to show it again.
    Again(&'r str),
}

/// A change.
pub(crate) enum TotpChange<'r> {
    /// Stores an authenticator application.
    Confirm { sealed: &'r str, code: &'r str },
    /// Makes new recovery codes.
    NewRecoveryCodes { code: &'r str },
    /// Removes the second factor.
    Remove { code: &'r str },
}

/// Returns the session of the signed-in user.
async fn own<F: AppTypes>(scope: &Scope<'_, F>) -> Result<OwnSession<F::Token>, AuthError> {
    verify::settings(scope)?;
    session::own(scope).await?.ok_or(AuthError::SessionRequired)
}

/// Begins an enrolment, or shows one again.
pub(super) async fn enrol<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
    request: Enrol<'_>,
) -> Result<TotpEnrolment, AuthError> {
    let mut scope = Scope::new(engine, head)?.with_bearer();
    let own = own(&scope).await?;
    let enrolment = match request {
        Enrol::First => match enrolment::begin(&scope, &own).await? {
            Begun::New(enrolment) => enrolment,
            Begun::Present(_) => return Err(AuthError::SecondFactorChanged),
        },
        Enrol::Replacement(code) => enrolment::begin_replacement(&mut scope, &own, code).await?,
        Enrol::Again(sealed) => enrolment::read(&scope, &own, sealed)?,
    };
    let Enrolment { secret, sealed, .. } = &enrolment;
    let url = secret.url(&verify::settings(&scope)?.issuer, label(&own.user.user));
    let app = NewAuthenticatorApp { url: url.as_str().into(), key: secret.base32().as_str().into() };
    let sealed = Secret::new(sealed.as_str());
    Ok(TotpEnrolment { app, sealed, is_replacement: enrolment.is_replacement() })
}

/// Changes the second factor of the signed-in user.
pub(super) async fn change<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
    change: TotpChange<'_>,
) -> Result<ChangedTotp, AuthError> {
    let mut scope = Scope::new(engine, head)?.with_bearer();
    let own = own(&scope).await?;
    let ShownCodes { codes, is_alone } = match change {
        TotpChange::Confirm { sealed, code } => {
            let enrolment = enrolment::read(&scope, &own, sealed)?;
            enrolment::confirm(&mut scope, own, &enrolment, code).await?
        }
        TotpChange::NewRecoveryCodes { code } => enrolment::replace_codes(&mut scope, own, code).await?,
        TotpChange::Remove { code } => {
            let is_alone = enrolment::remove(&mut scope, own, code).await?;
            ShownCodes { codes: Vec::new(), is_alone }
        }
    };
    Ok(ChangedTotp {
        cookies: SetCookies::of(&mut scope)?,
        recovery_codes: codes.iter().map(|code| code.as_str().into()).collect(),
        ended_other_sessions: is_alone,
    })
}

//! The second factor of a pending sign-in, for pages of the application: the need for it, and its proof.

use super::server_side::SetCookies;
use crate::{
    check::confirmed_totp::ConfirmedTotp,
    contract::Secret,
    flow::{
        application::Engine,
        error::AuthError,
        scope::{RequestHead, Scope},
        second_factor::{code, passkey, pending::Pending, verify},
        sign_in::{SignedIn, limit, resume},
        types::AppTypes,
    },
    page::qr_code,
};

/// The second factor that a pending sign-in needs.
#[derive(Clone)]
#[non_exhaustive]
pub struct PendingSecondFactor {
    /// `true` if the user can enter a code of the authenticator application, or a recovery code.
    pub takes_codes: bool,
    /// `true` if the user can use a passkey, with a form that the script of passkeys sends to the action `second-factor`.
    pub takes_passkeys: bool,
    /// The authenticator application that the user has to enrol, because there is no second factor yet.
    pub enrolment: Option<NewAuthenticatorApp>,
}

/// An authenticator application that a user is about to enrol.
#[derive(Clone)]
#[non_exhaustive]
pub struct NewAuthenticatorApp {
    /// The URL for a QR code: `otpauth://totp/…`.
    pub url: Secret,
    /// The key in base 32, for typing.
    pub key: Secret,
}

impl NewAuthenticatorApp {
    /// Draws the URL as a QR code: an `<svg>` element without style and script, to be put into a page as it is. It scales to
    /// the size that the page gives it, and `label` is its accessible name. Returns `None` if the user's e-mail address is too
    /// long for a QR code.
    pub fn qr_code(&self, label: &str) -> Option<Secret> {
        qr_code::draw(self.url.expose(), label).map(|svg| Secret::new(svg.into_string()))
    }
}

/// A sign-in whose second factor was proven.
#[must_use = "the response must set the cookies"]
#[non_exhaustive]
pub struct ProvenSecondFactor {
    /// The cookies that the response must set.
    pub cookies: SetCookies,
    /// The URL to which the browser wanted to go; `None` if the sign-in began in a handler of the application.
    pub callback_url: Option<String>,
    /// The recovery codes of a user who has just enrolled an authenticator application. Show them now: they are not stored.
    pub recovery_codes: Vec<Secret>,
}

/// Returns the second factor that the pending sign-in of a request needs; `None` if there is no pending sign-in.
pub(super) async fn pending<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
) -> Result<Option<PendingSecondFactor>, AuthError> {
    let scope = Scope::new(engine, head)?;
    let pending = match Pending::read(&scope).await {
        Ok(pending) => pending,
        Err(AuthError::NoPendingSignIn) => return Ok(None),
        Err(error) => return Err(error),
    };
    if let Some(secret) = pending.enrolment() {
        let url = secret.url(&verify::settings(&scope)?.issuer, &pending.label);
        let (url, key) = (Secret::new(url.as_str()), Secret::new(secret.base32().as_str()));
        let enrolment = Some(NewAuthenticatorApp { url, key });
        return Ok(Some(PendingSecondFactor { takes_codes: false, takes_passkeys: false, enrolment }));
    }
    let Some(user) = pending.stored_user() else { return Ok(None) };
    Ok(Some(PendingSecondFactor {
        takes_codes: verify::has_codes(&scope, &user).await?,
        takes_passkeys: passkey::has_one(&scope, &user).await?,
        enrolment: None,
    }))
}

/// Checks a code, and finishes the pending sign-in of a request.
pub(super) async fn prove<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
    code: &str,
) -> Result<ProvenSecondFactor, AuthError> {
    let mut scope = Scope::new(engine, head)?;
    limit::network(&scope).await?;
    let pending = Pending::read(&scope).await?;
    let enrolment = code::check(&mut scope, &pending, code).await?;
    let recovery_codes = enrolment.iter().flat_map(ConfirmedTotp::shown_codes).collect();
    let callback_url = pending.callback_url(&scope).map(|url| url.to_string());
    match resume::resume(&mut scope, &pending, enrolment).await? {
        SignedIn::Done => {
            Ok(ProvenSecondFactor { cookies: SetCookies::of(&mut scope)?, callback_url, recovery_codes })
        }
        SignedIn::Redirected(_) | SignedIn::StepUp | SignedIn::SecondFactor(_) => {
            Err(AuthError::NoPendingSignIn)
        }
    }
}

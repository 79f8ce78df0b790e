//! `GET /webauthn-options/{provider}`: the options for the browser's request to an authenticator.

use http::StatusCode;

use super::Context;
use crate::{
    adapter::{Adapter, AnyAdapter},
    check::sealed::Check,
    contract::{AdapterUser, EmailAddress},
    flow::{
        check_cookies,
        error::AuthError,
        response::Answer,
        scope::ContinuedSession,
        session,
        sign_in::limit::{self, AccountName, Purpose},
        types::AppTypes,
    },
    provider::webauthn::{Ceremony, Challenge, Passkey, RegisterData, Registrant},
};

/// The ceremony for which options are created.
enum Decision {
    /// A sign-in: by any passkey of the site, or by one of the signed-in user.
    Authenticate(Option<AdapterUser>),
    /// A registration.
    Register(Registering),
    /// No ceremony yet: the signed-in user has to prove something first.
    StepUp,
    /// No ceremony: the request is not valid.
    Refuse,
}

/// The user who is about to register.
enum Registering {
    /// A visitor who is not signed in, with an e-mail address.
    Stranger(EmailAddress),
    /// The signed-in user.
    Known(AdapterUser),
}

/// Returns the options, and sets the cookie with the challenge.
pub(super) async fn show<F: AppTypes>(
    cx: &mut Context<'_, F>,
    provider: Option<&str>,
) -> Result<Answer, AuthError> {
    let engine = cx.scope.engine;
    let provider = engine.provider(provider.ok_or(AuthError::InvalidProvider)?)?;
    let provider = provider.passkey().ok_or(AuthError::InvalidProvider)?;
    let adapter = cx.scope.adapter()?;
    let ceremony = match cx.request.query.get("action") {
        None => None,
        Some(action) => match Ceremony::parse(action) {
            None => return Ok(refusal("Invalid action")),
            known => known,
        },
    };
    let signed_in = session::signed_in(&cx.scope).await?;
    match decide(cx, adapter, ceremony, signed_in).await? {
        Decision::Authenticate(user) => options_to_sign_in(cx, adapter, provider, user).await,
        Decision::Register(who) => options_to_register(cx, adapter, provider, who).await,
        Decision::StepUp => Ok(step_up(cx)),
        Decision::Refuse => Ok(refusal("Invalid request")),
    }
}

/// Responds to a request to add a passkey to a session that is not fresh, with the URL of the step-up page. The script of
/// the form adds the page to return to.
fn step_up<F: AppTypes>(cx: &Context<'_, F>) -> Answer {
    let url = format!("{}{}/step-up?max_age=600", cx.scope.origin, cx.scope.base);
    let body = serde_json::json!({ "error": "insufficient_user_authentication", "url": url });
    Answer::Json(StatusCode::UNAUTHORIZED, body.to_string())
}

fn refusal(error: &str) -> Answer {
    Answer::Json(StatusCode::BAD_REQUEST, serde_json::json!({ "error": error }).to_string())
}

/// Decides by the table of Auth.js, except that a registration may begin for any e-mail address. Only the end of the
/// ceremony reveals if a user has the address, and only to a visitor who has created a passkey for it.
///
/// | requested | signed in | signed out, by e-mail address |
/// | --- | --- | --- |
/// | authenticate | authenticate | authenticate |
/// | register | register, if the session is fresh | any: register; none: refused |
/// | nothing | refused | known or none: authenticate; new: register |
///
/// The last line reveals to visitors which e-mail addresses are known, so such a request counts as a sign-in attempt.
async fn decide<F: AppTypes>(
    cx: &Context<'_, F>,
    adapter: &AnyAdapter,
    ceremony: Option<Ceremony>,
    signed_in: Option<(AdapterUser, ContinuedSession)>,
) -> Result<Decision, AuthError> {
    use Ceremony::*;
    let stranger = |email| Decision::Register(Registering::Stranger(email));
    let text = cx.request.query.get("email").map(str::trim).filter(|email| !email.is_empty());
    let email = text.map(EmailAddress::parse);
    Ok(match (ceremony, signed_in, email) {
        (Some(Authentication), signed_in, _) => Decision::Authenticate(signed_in.map(|(user, _)| user)),
        (Some(Registration), Some((user, session)), _) if session.is_fresh(cx.scope.now) => {
            Decision::Register(Registering::Known(user))
        }
        (Some(Registration), Some(_), _) => Decision::StepUp,
        (Some(Registration), None, Some(Ok(email))) => stranger(email),
        (Some(Registration), None, _) | (None, Some(_), _) | (None, None, Some(Err(_))) => Decision::Refuse,
        (None, None, Some(Ok(email))) => {
            limit::network(&cx.scope).await?;
            let name = AccountName::of_address(&email);
            let _told = limit::account(&cx.scope, Purpose::Lookup, &name).await?;
            match adapter.user_by_email(email.as_str()).await? {
                None => stranger(email),
                Some(_) => Decision::Authenticate(None),
            }
        }
        (None, None, None) => Decision::Authenticate(None),
    })
}

async fn options_to_sign_in<F: AppTypes>(
    cx: &mut Context<'_, F>,
    adapter: &AnyAdapter,
    provider: &Passkey,
    user: Option<AdapterUser>,
) -> Result<Answer, AuthError> {
    let own = match &user {
        Some(user) => Some(adapter.authenticators_of(&user.id()).await?),
        None => None,
    };
    let challenge = Challenge::new(None, &*cx.scope.engine.settings.random);
    keep(cx, provider, &challenge)?;
    let party = provider.relying_party(&cx.scope.origin);
    answer(provider.request_options(&party, &challenge.value, own.as_deref()))
}

async fn options_to_register<F: AppTypes>(
    cx: &mut Context<'_, F>,
    adapter: &AnyAdapter,
    provider: &Passkey,
    who: Registering,
) -> Result<Answer, AuthError> {
    let (data, own) = match who {
        Registering::Stranger(email) => (RegisterData::stranger(&email), Vec::new()),
        Registering::Known(user) => {
            let data = RegisterData::known(&user.user).ok_or(AuthError::UnknownUser)?;
            (data, adapter.authenticators_of(&user.id()).await?)
        }
    };
    let random = &*cx.scope.engine.settings.random;
    let challenge = Challenge::new(Some(data.clone()), random);
    keep(cx, provider, &challenge)?;
    let registrant = Registrant { email: &data.email, name: data.name.as_deref(), authenticators: &own };
    let party = provider.relying_party(&cx.scope.origin);
    answer(provider.creation_options(&party, &challenge.value, &registrant, random))
}

/// Writes the challenge into its cookie.
fn keep<F: AppTypes>(
    cx: &mut Context<'_, F>,
    provider: &Passkey,
    challenge: &Challenge,
) -> Result<(), AuthError> {
    let settings = &cx.scope.engine.settings;
    let sealed = challenge
        .seal(&settings.challenge_keys, cx.scope.now, &*settings.random)
        .map_err(|error| AuthError::Unwritable(error.into()))?;
    check_cookies::seal(&mut cx.scope, Check::Challenge, provider, sealed.expose())
}

fn answer(options: Result<String, serde_json::Error>) -> Result<Answer, AuthError> {
    options.map(Answer::json).map_err(|error| AuthError::Unwritable(error.into()))
}

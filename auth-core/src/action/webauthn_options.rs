//! `GET /webauthn-options/{provider}`: what the browser is to ask an authenticator for.

use http::StatusCode;

use super::Context;
use crate::{
    adapter::{Adapter, AnyAdapter},
    auth_error::AuthError,
    check::sealed::Check,
    flow::Flow,
    model::AdapterUser,
    provider::webauthn::{Ceremony, Challenge, Passkey, RegisterData, Registrant},
    response::Outcome,
    sign_in::address::lower_case,
};

/// What the answer is made for.
enum Decision {
    /// A sign-in by a passkey: any of the site, or one of who is signed in.
    Authenticate(Option<AdapterUser>),
    /// A registration.
    Register(Registering),
    /// Nothing: such a request makes no sense.
    Refuse,
}

/// Who is about to register.
enum Registering {
    /// Somebody new, or who says so.
    Stranger(String),
    /// Who is signed in.
    Known(AdapterUser),
}

/// The options, and the challenge in its cookie.
pub(super) async fn show<F: Flow>(
    cx: &mut Context<'_, F>,
    provider: Option<&str>,
) -> Result<Outcome, AuthError> {
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
    let signed_in = cx.scope.signed_in_user().await?;
    match cx.decide(adapter, ceremony, signed_in).await? {
        Decision::Authenticate(user) => cx.ask_for_sign_in(adapter, provider, user).await,
        Decision::Register(who) => cx.ask_for_registration(adapter, provider, who).await,
        Decision::Refuse => Ok(refusal("Invalid request")),
    }
}

/// An e-mail address in lower case, if it can be one.
fn address(text: &str) -> Option<String> {
    /// RFC 5321 section 4.5.3.1.3, without the brackets of a path.
    const MAX: usize = 254;

    let (local, domain) = text.rsplit_once('@')?;
    let is_plain = text.len() <= MAX && !text.chars().any(|c| c.is_whitespace() || c.is_control());
    (is_plain && !local.is_empty() && !local.contains('@') && !domain.is_empty()).then(|| lower_case(text))
}

fn refusal(error: &str) -> Outcome {
    Outcome::Json(StatusCode::BAD_REQUEST, serde_json::json!({ "error": error }).to_string())
}

impl<F: Flow> Context<'_, F> {
    /// The table of Auth.js, but that a registration may begin for any address: whether somebody has it is told
    /// at the end, and only to who has made a passkey for it.
    ///
    /// | asked for | signed in | signed out, by address |
    /// | --- | --- | --- |
    /// | authenticate | authenticate | authenticate |
    /// | register | register | any: register; none: nothing |
    /// | nothing | nothing | known or none: authenticate; new: register |
    ///
    /// The last line tells strangers who is known, so it counts as a try to sign in.
    async fn decide(
        &self,
        adapter: &AnyAdapter,
        ceremony: Option<Ceremony>,
        signed_in: Option<AdapterUser>,
    ) -> Result<Decision, AuthError> {
        use Ceremony::*;
        let stranger = |email| Decision::Register(Registering::Stranger(email));
        let text = self.request.query.get("email").map(str::trim).filter(|email| !email.is_empty());
        let email = text.map(|text| address(text).ok_or(()));
        Ok(match (ceremony, signed_in, email) {
            (Some(Authentication), user, _) => Decision::Authenticate(user),
            (Some(Registration), Some(user), _) => Decision::Register(Registering::Known(user)),
            (Some(Registration), None, Some(Ok(email))) => stranger(email),
            (Some(Registration), None, _) | (None, Some(_), _) | (None, None, Some(Err(_))) => {
                Decision::Refuse
            }
            (None, None, Some(Ok(email))) => {
                self.scope.count_sign_in()?;
                match adapter.user_by_email(&email).await? {
                    None => stranger(email),
                    Some(_) => Decision::Authenticate(None),
                }
            }
            (None, None, None) => Decision::Authenticate(None),
        })
    }

    async fn ask_for_sign_in(
        &mut self,
        adapter: &AnyAdapter,
        provider: &Passkey,
        user: Option<AdapterUser>,
    ) -> Result<Outcome, AuthError> {
        let own = match &user {
            Some(user) => Some(adapter.authenticators_of(&user.user.id).await?),
            None => None,
        };
        let challenge = Challenge::new(None, &*self.scope.engine.settings.random);
        self.keep(provider, &challenge)?;
        let party = provider.relying_party(&self.scope.origin);
        answer(provider.request_options(&party, &challenge.value, own.as_deref()))
    }

    async fn ask_for_registration(
        &mut self,
        adapter: &AnyAdapter,
        provider: &Passkey,
        who: Registering,
    ) -> Result<Outcome, AuthError> {
        let (data, own) = match who {
            Registering::Stranger(email) => (RegisterData::stranger(&email), Vec::new()),
            Registering::Known(user) => {
                let data = RegisterData::known(&user.user).ok_or(AuthError::UnknownUser)?;
                (data, adapter.authenticators_of(&user.user.id).await?)
            }
        };
        let random = &*self.scope.engine.settings.random;
        let challenge = Challenge::new(Some(data.clone()), random);
        self.keep(provider, &challenge)?;
        let registrant = Registrant { email: &data.email, name: data.name.as_deref(), authenticators: &own };
        let party = provider.relying_party(&self.scope.origin);
        answer(provider.creation_options(&party, &challenge.value, &registrant, random))
    }

    /// Keeps the challenge in the browser.
    fn keep(&mut self, provider: &Passkey, challenge: &Challenge) -> Result<(), AuthError> {
        let settings = &self.scope.engine.settings;
        let sealed = challenge
            .seal(&settings.challenge_keys, self.scope.now, &*settings.random)
            .map_err(|error| AuthError::Unwritable(error.into()))?;
        self.scope.seal_check(Check::Challenge, provider, sealed.expose())
    }
}

fn answer(options: Result<String, serde_json::Error>) -> Result<Outcome, AuthError> {
    options.map(Outcome::json).map_err(|error| AuthError::Unwritable(error.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_other_texts() {
        assert_eq!(address("Gwen@Example.COM").as_deref(), Some("gwen@example.com"));
        for text in ["gwen", "@", "a@", "@b", "a b@c", "a@b@c", "a@b\n", &format!("{}@x.y", "a".repeat(251))]
        {
            assert_eq!(address(text), None, "{text}");
        }
    }
}

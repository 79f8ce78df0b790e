//! `POST /callback/{provider}` for passkeys: the answer of an authenticator.

use super::super::Context;
use crate::{
    User,
    account::Arrival,
    adapter::{Adapter, AdapterError, AnyAdapter, Link},
    auth_error::AuthError,
    callback::subject::Subject,
    check::sealed::Check,
    flow::Flow,
    model::{Account, AdapterUser, Authenticator, ProviderType},
    provider::webauthn::{
        Ceremony, Challenge, Expected, InvalidResponse, Passkey, RegisterData, Response, WebAuthnError,
        authentication, registration,
    },
    random,
    response::Outcome,
    sign_in::{Attempt, Entrance, SignedIn},
};

/// Signs in by a passkey, or registers one, and signs in its user.
pub(super) async fn run<F: Flow>(cx: &mut Context<'_, F>, provider: &Passkey) -> Result<Outcome, AuthError> {
    cx.require_csrf()?;
    cx.scope.count_sign_in()?;
    let adapter = cx.scope.adapter()?;
    let action = cx.request.body.text("action").and_then(Ceremony::parse).ok_or(InvalidResponse::Action)?;
    let response = Response::parse(cx.request.body.text("data").ok_or(InvalidResponse::Data)?)?;
    let outcome = match action {
        Ceremony::Registration => cx.register(adapter, provider, response).await,
        Ceremony::Authentication => cx.sign_in_by_passkey(adapter, provider, response).await,
    };
    Ok(Outcome::Redirect(match outcome? {
        SignedIn::Done => cx.callback_url.to_string(),
        SignedIn::Redirected(to) => to.to_string(),
    }))
}

impl<F: Flow> Context<'_, F> {
    /// The challenge of this browser. Nobody can answer it a second time.
    async fn take_challenge(
        &mut self,
        adapter: &AnyAdapter,
        provider: &Passkey,
    ) -> Result<Challenge, AuthError> {
        let sealed = self.scope.take_check(Check::Challenge, provider)?;
        let keys = &self.scope.engine.settings.challenge_keys;
        let challenge = Challenge::open(keys, sealed.expose(), self.scope.now)
            .map_err(|error| AuthError::InvalidCheck { check: "challenge", cause: error.into() })?;
        let (key, until) = challenge.marker(self.scope.now);
        if adapter.spend_once(&key, until).await? {
            Ok(challenge)
        } else {
            Err(WebAuthnError::Replayed.into())
        }
    }

    /// Who owns the passkey signs in.
    async fn sign_in_by_passkey(
        &mut self,
        adapter: &AnyAdapter,
        provider: &Passkey,
        response: Response,
    ) -> Result<SignedIn, AuthError> {
        let stored = adapter.authenticator(&response.credential_id).await?;
        let stored = stored.ok_or(InvalidResponse::Unknown)?;
        let challenge = self.take_challenge(adapter, provider).await?;
        let relying_party = provider.relying_party(&self.scope.origin);
        let expected = Expected { challenge: &challenge.value, relying_party };
        let counter = authentication(response, &expected, &stored)?;

        let account = adapter.account(&provider.id, &stored.provider_account_id).await?;
        let account = account.filter(|account| account.user_id.as_ref() == Some(&stored.user_id));
        let account = account.ok_or(InvalidResponse::Orphan)?;
        let owner = adapter.user(&stored.user_id).await?.ok_or(InvalidResponse::Orphan)?;
        self.enter_as_owner(adapter, &owner, &account, (&stored, counter)).await
    }

    /// Guards, then the counter and the session. A session of somebody else does not become the owner's.
    async fn enter_as_owner(
        &mut self,
        adapter: &AnyAdapter,
        owner: &AdapterUser,
        account: &Account,
        (passkey, counter): (&Authenticator, u32),
    ) -> Result<SignedIn, AuthError> {
        let subject = Subject::typed(owner.typed()?);
        let attempt = Attempt::new(&subject, account);
        if let Some(elsewhere) = self.scope.ask_guards(attempt).await? {
            return Ok(SignedIn::Redirected(elsewhere));
        }
        let signed_in = self.scope.signed_in_user().await?;
        if signed_in.is_some_and(|signed_in| signed_in.user.id != owner.user.id) {
            return Err(AuthError::PasskeyNotLinked);
        }
        let counted = adapter.update_authenticator_counter(&passkey.credential_id, counter).await;
        counted.map_err(|error| match error {
            AdapterError::CounterRegression => WebAuthnError::Counter.into(),
            error => AuthError::from(error),
        })?;
        let session = match self.scope.new_session() {
            Some(session) => Some(adapter.create_session(&owner.user.id, session).await?),
            None => None,
        };
        self.scope.finish(attempt, Entrance { is_new_user: Some(false), session }).await?;
        Ok(SignedIn::Done)
    }

    /// A new passkey for who is signed in, or for somebody new.
    async fn register(
        &mut self,
        adapter: &AnyAdapter,
        provider: &Passkey,
        response: Response,
    ) -> Result<SignedIn, AuthError> {
        let challenge = self.take_challenge(adapter, provider).await?;
        let registrant = challenge.registrant.ok_or(InvalidResponse::Registrant)?;
        let user = self.registering_user(&registrant).await?;
        let relying_party = provider.relying_party(&self.scope.origin);
        let expected = Expected { challenge: &challenge.value, relying_party };
        let passkey = registration(response, &expected, user.id.clone())?;

        let id = passkey.credential_id.as_str();
        // To know somebody's credential id proves nothing. (The database refuses it once more.)
        if adapter.authenticator(id).await?.is_some() || adapter.account(&provider.id, id).await?.is_some() {
            return Err(AuthError::PasskeyNotLinked);
        }
        let account = Account::new(provider.id.clone(), ProviderType::WebAuthn, id);
        let link = Link::passkey(account, passkey);
        let arrival = Arrival { user, link, profile: None, linking_email: None };
        self.scope.enter(arrival).await.map_err(|error| match error {
            AuthError::NotLinked => AuthError::PasskeyNotLinked,
            error => error,
        })
    }

    /// Who registers: who was signed in when the options were asked for and still is, or somebody new.
    async fn registering_user(&self, registrant: &RegisterData) -> Result<User, AuthError> {
        let RegisterData { id: known, name, email, image } = registrant.clone();
        let id = match known {
            Some(known) => {
                let signed_in = self.scope.signed_in_user().await?;
                let same = signed_in.filter(|signed_in| signed_in.user.id.as_str() == known);
                same.ok_or(AuthError::PasskeyNotLinked)?.user.id
            }
            None => random::uuid(&*self.scope.engine.settings.random).into(),
        };
        Ok(User { id, name, email: Some(email), image, columns: () })
    }
}

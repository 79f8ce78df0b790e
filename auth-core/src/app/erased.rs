//! The engine without the types of its callbacks: one boxed future per call.

use std::{convert::Infallible, pin::Pin, sync::Arc};

use bytes::Bytes;
use http::{HeaderMap, Response, request::Parts};
use http_body_util::Full;
use serde_json::Value;

#[cfg(feature = "email")]
use super::address::{self, AddressLink, AddressRequest, LinkConfirmation, LinkRequest};
#[cfg(feature = "password")]
use super::new_password::{self, ChosenPassword, PasswordChoice};
use super::{
    account_engine::AccountEngine,
    body::BodyBounds,
    description::Described,
    destination::Destination,
    request_sessions::Shared,
    server_side::{self, Read, SignInResult, SignedOut, UpdatedSession},
    valid_key::{self, OwnerRecord, ValidKey},
};
#[cfg(feature = "totp")]
use super::{
    own_totp::{self, ChangedTotp, Enrol, TotpChange, TotpEnrolment},
    pending_sign_in::{self, PendingSecondFactor, ProvenSecondFactor},
};
#[cfg(feature = "oauth")]
use crate::flow::provider_tokens::{self, ProviderTokens, ProviderTokensError};
use crate::{
    config::{OriginPolicy, RoutePaths},
    contract::{
        KnownUser, StoredId, UserId, api_key::KeyKind, callback::arguments::RequestFacts, form::FormInput,
        session::Session,
    },
    flow::{
        api_keys::KeyFailure,
        application::Engine,
        error::AuthError,
        pages::{self, StepUpUrl},
        request::AuthRequest,
        response::Answer,
        scope::RequestHead,
        session::{self, ActiveSession, SessionId},
        settings::Settings,
        types::AppTypes,
    },
};

type BoxFuture<'r, T> = Pin<Box<dyn Future<Output = T> + Send + 'r>>;

/// The response of the `tower` service, which never fails.
pub(crate) type ServiceFuture = BoxFuture<'static, Result<Response<Full<Bytes>>, Infallible>>;

/// The engine of an application whose session type is `V`, without the types of its callbacks.
#[cfg_attr(
    not(feature = "extractors"),
    allow(dead_code, reason = "some of it serves the integration of a framework")
)]
pub(crate) trait Erased<V>: AccountEngine + Described + Destination + Send + Sync {
    fn handle<'r>(&'r self, parts: &'r Parts, body: &'r [u8]) -> BoxFuture<'r, Response<Bytes>>;
    /// Responds to a request without a body, as the `tower` service does.
    fn handle_head(self: Arc<Self>, parts: Parts, shared: Arc<Shared>) -> ServiceFuture;
    fn read<'r>(&'r self, head: RequestHead<'r>, renew: bool) -> BoxFuture<'r, Result<Read<V>, AuthError>>;
    fn refresh<'r>(
        &'r self,
        head: RequestHead<'r>,
        update: Option<Value>,
    ) -> BoxFuture<'r, Result<UpdatedSession<V>, AuthError>>;
    fn sign_in<'r>(
        &'r self,
        head: RequestHead<'r>,
        provider: &'r str,
        form: &'r (dyn FormInput + Sync),
    ) -> BoxFuture<'r, Result<SignInResult, AuthError>>;
    fn sign_in_as<'r>(
        &'r self,
        head: RequestHead<'r>,
        user: KnownUser,
    ) -> BoxFuture<'r, Result<SignInResult, AuthError>>;
    #[cfg(feature = "totp")]
    fn pending_second_factor<'r>(
        &'r self,
        head: RequestHead<'r>,
    ) -> BoxFuture<'r, Result<Option<PendingSecondFactor>, AuthError>>;
    #[cfg(feature = "totp")]
    fn prove_second_factor<'r>(
        &'r self,
        head: RequestHead<'r>,
        code: &'r str,
    ) -> BoxFuture<'r, Result<ProvenSecondFactor, AuthError>>;
    #[cfg(feature = "totp")]
    fn totp_enrolment<'r>(
        &'r self,
        head: RequestHead<'r>,
        request: Enrol<'r>,
    ) -> BoxFuture<'r, Result<TotpEnrolment, AuthError>>;
    #[cfg(feature = "totp")]
    fn change_totp<'r>(
        &'r self,
        head: RequestHead<'r>,
        change: TotpChange<'r>,
    ) -> BoxFuture<'r, Result<ChangedTotp, AuthError>>;
    fn sign_out<'r>(&'r self, head: RequestHead<'r>) -> BoxFuture<'r, Result<SignedOut, AuthError>>;
    fn sessions_of<'r>(&'r self, user: &'r StoredId) -> BoxFuture<'r, Result<Vec<ActiveSession>, AuthError>>;
    fn revoke_session<'r>(
        &'r self,
        user: &'r StoredId,
        id: &'r SessionId,
    ) -> BoxFuture<'r, Result<bool, AuthError>>;
    fn sign_out_everywhere<'r>(&'r self, user: &'r StoredId) -> BoxFuture<'r, Result<(), AuthError>>;
    fn sign_out_application_user<'r>(&'r self, id: &'r UserId) -> BoxFuture<'r, Result<(), AuthError>>;
    fn delete_expired(&self) -> BoxFuture<'_, Result<u64, AuthError>>;
    #[cfg(feature = "totp")]
    fn second_factor_of<'r>(
        &'r self,
        user: &'r StoredId,
    ) -> BoxFuture<'r, Result<Option<crate::contract::StoredTotp>, AuthError>>;
    #[cfg(feature = "totp")]
    fn remove_second_factor<'r>(&'r self, user: &'r StoredId) -> BoxFuture<'r, Result<bool, AuthError>>;
    #[cfg(feature = "email")]
    fn request_address_link<'r>(
        &'r self,
        head: RequestHead<'r>,
        request: AddressRequest<'r>,
    ) -> BoxFuture<'r, Result<LinkRequest, AuthError>>;
    #[cfg(feature = "email")]
    fn confirm_address_link<'r>(
        &'r self,
        head: RequestHead<'r>,
        link: AddressLink<'r>,
    ) -> BoxFuture<'r, Result<LinkConfirmation, AuthError>>;
    #[cfg(feature = "password")]
    fn choose_password<'r>(
        &'r self,
        head: RequestHead<'r>,
        choice: PasswordChoice<'r>,
    ) -> BoxFuture<'r, Result<ChosenPassword, AuthError>>;
    #[cfg(feature = "oauth")]
    fn provider_tokens<'r>(
        self: Arc<Self>,
        user: &'r StoredId,
        provider: &'r str,
    ) -> BoxFuture<'r, Result<Option<ProviderTokens>, ProviderTokensError>>
    where
        V: 'r;
    fn key<'r>(
        &'r self,
        head: RequestHead<'r>,
        kind: KeyKind,
        text: &'r str,
    ) -> BoxFuture<'r, Result<ValidKey, KeyFailure>>;
    fn owner_session<'r>(
        &'r self,
        head: RequestHead<'r>,
        owner: &'r OwnerRecord,
    ) -> BoxFuture<'r, Result<Option<Session<V>>, AuthError>>;
    fn settings(&self) -> &Settings;
    fn session_id(&self, head: RequestHead<'_>) -> Result<Option<SessionId>, AuthError>;
    fn facts<'r>(&self, head: RequestHead<'r>) -> RequestFacts<'r>;
    fn sign_in_url(&self, prefix: &str, requested: &str) -> String;
    fn access_denied(&self, headers: &HeaderMap) -> Response<Bytes>;
    fn step_up_url(&self, prefix: &str, to: StepUpUrl<'_>) -> String;
    fn step_up_required(&self, headers: &HeaderMap, url: &str) -> Response<Bytes>;
    fn origin(&self) -> &OriginPolicy;
    fn paths(&self) -> &RoutePaths;
    fn body_bounds(&self, parts: &Parts) -> Option<BodyBounds>;
}

impl<F: AppTypes> Erased<F::Session> for Engine<F> {
    fn handle<'r>(&'r self, parts: &'r Parts, body: &'r [u8]) -> BoxFuture<'r, Response<Bytes>> {
        Box::pin(self.handle(parts, body))
    }

    fn handle_head(self: Arc<Self>, parts: Parts, shared: Arc<Shared>) -> ServiceFuture {
        Box::pin(async move {
            let answer = Engine::handle(&self, &parts, &[]).await;
            Ok(server_side::finished::<F::Session>(answer, &parts.extensions, &shared))
        })
    }

    fn read<'r>(
        &'r self,
        head: RequestHead<'r>,
        renew: bool,
    ) -> BoxFuture<'r, Result<Read<F::Session>, AuthError>> {
        Box::pin(server_side::read(self, head, renew))
    }

    fn refresh<'r>(
        &'r self,
        head: RequestHead<'r>,
        update: Option<Value>,
    ) -> BoxFuture<'r, Result<UpdatedSession<F::Session>, AuthError>> {
        Box::pin(server_side::refresh(self, head, update))
    }

    fn sign_in<'r>(
        &'r self,
        head: RequestHead<'r>,
        provider: &'r str,
        form: &'r (dyn FormInput + Sync),
    ) -> BoxFuture<'r, Result<SignInResult, AuthError>> {
        Box::pin(server_side::sign_in(self, head, provider, form))
    }

    fn sign_in_as<'r>(
        &'r self,
        head: RequestHead<'r>,
        user: KnownUser,
    ) -> BoxFuture<'r, Result<SignInResult, AuthError>> {
        Box::pin(server_side::sign_in_as(self, head, user))
    }

    #[cfg(feature = "totp")]
    fn pending_second_factor<'r>(
        &'r self,
        head: RequestHead<'r>,
    ) -> BoxFuture<'r, Result<Option<PendingSecondFactor>, AuthError>> {
        Box::pin(pending_sign_in::pending(self, head))
    }

    #[cfg(feature = "totp")]
    fn prove_second_factor<'r>(
        &'r self,
        head: RequestHead<'r>,
        code: &'r str,
    ) -> BoxFuture<'r, Result<ProvenSecondFactor, AuthError>> {
        Box::pin(pending_sign_in::prove(self, head, code))
    }

    #[cfg(feature = "totp")]
    fn totp_enrolment<'r>(
        &'r self,
        head: RequestHead<'r>,
        request: Enrol<'r>,
    ) -> BoxFuture<'r, Result<TotpEnrolment, AuthError>> {
        Box::pin(own_totp::enrol(self, head, request))
    }

    #[cfg(feature = "totp")]
    fn change_totp<'r>(
        &'r self,
        head: RequestHead<'r>,
        change: TotpChange<'r>,
    ) -> BoxFuture<'r, Result<ChangedTotp, AuthError>> {
        Box::pin(own_totp::change(self, head, change))
    }

    fn sign_out<'r>(&'r self, head: RequestHead<'r>) -> BoxFuture<'r, Result<SignedOut, AuthError>> {
        Box::pin(server_side::sign_out(self, head))
    }

    fn sessions_of<'r>(&'r self, user: &'r StoredId) -> BoxFuture<'r, Result<Vec<ActiveSession>, AuthError>> {
        Box::pin(session::list(self, user))
    }

    fn revoke_session<'r>(
        &'r self,
        user: &'r StoredId,
        id: &'r SessionId,
    ) -> BoxFuture<'r, Result<bool, AuthError>> {
        Box::pin(session::revoke(self, user, id))
    }

    fn sign_out_everywhere<'r>(&'r self, user: &'r StoredId) -> BoxFuture<'r, Result<(), AuthError>> {
        Box::pin(session::revoke_all(self, user))
    }

    fn sign_out_application_user<'r>(&'r self, id: &'r UserId) -> BoxFuture<'r, Result<(), AuthError>> {
        Box::pin(session::revoke_application_user(self, id))
    }

    fn delete_expired(&self) -> BoxFuture<'_, Result<u64, AuthError>> {
        Box::pin(async {
            let store = self.settings.store.as_ref().ok_or(AuthError::MissingAdapter)?;
            Ok(store.delete_expired(self.settings.clock.now()).await?)
        })
    }

    #[cfg(feature = "totp")]
    fn second_factor_of<'r>(
        &'r self,
        user: &'r StoredId,
    ) -> BoxFuture<'r, Result<Option<crate::contract::StoredTotp>, AuthError>> {
        Box::pin(crate::flow::second_factor::enrolment::of_user(self, user))
    }

    #[cfg(feature = "totp")]
    fn remove_second_factor<'r>(&'r self, user: &'r StoredId) -> BoxFuture<'r, Result<bool, AuthError>> {
        Box::pin(crate::flow::second_factor::enrolment::remove_of(self, user))
    }

    #[cfg(feature = "email")]
    fn request_address_link<'r>(
        &'r self,
        head: RequestHead<'r>,
        request: AddressRequest<'r>,
    ) -> BoxFuture<'r, Result<LinkRequest, AuthError>> {
        Box::pin(address::request(self, head, request))
    }

    #[cfg(feature = "email")]
    fn confirm_address_link<'r>(
        &'r self,
        head: RequestHead<'r>,
        link: AddressLink<'r>,
    ) -> BoxFuture<'r, Result<LinkConfirmation, AuthError>> {
        Box::pin(address::confirm(self, head, link))
    }

    #[cfg(feature = "password")]
    fn choose_password<'r>(
        &'r self,
        head: RequestHead<'r>,
        choice: PasswordChoice<'r>,
    ) -> BoxFuture<'r, Result<ChosenPassword, AuthError>> {
        Box::pin(new_password::choose(self, head, choice))
    }

    #[cfg(feature = "oauth")]
    fn provider_tokens<'r>(
        self: Arc<Self>,
        user: &'r StoredId,
        provider: &'r str,
    ) -> BoxFuture<'r, Result<Option<ProviderTokens>, ProviderTokensError>>
    where
        F::Session: 'r,
    {
        Box::pin(provider_tokens::tokens_of(self, user, provider))
    }

    fn key<'r>(
        &'r self,
        head: RequestHead<'r>,
        kind: KeyKind,
        text: &'r str,
    ) -> BoxFuture<'r, Result<ValidKey, KeyFailure>> {
        Box::pin(valid_key::check(self, head, kind, text))
    }

    fn owner_session<'r>(
        &'r self,
        head: RequestHead<'r>,
        owner: &'r OwnerRecord,
    ) -> BoxFuture<'r, Result<Option<Session<F::Session>>, AuthError>> {
        Box::pin(valid_key::owner_session(self, head, owner))
    }

    fn settings(&self) -> &Settings {
        &self.settings
    }

    fn session_id(&self, head: RequestHead<'_>) -> Result<Option<SessionId>, AuthError> {
        server_side::session_id(self, head)
    }

    fn facts<'r>(&self, head: RequestHead<'r>) -> RequestFacts<'r> {
        self.settings.facts(head.headers, head.extensions)
    }

    fn sign_in_url(&self, prefix: &str, requested: &str) -> String {
        let paths = &self.settings.paths;
        pages::sign_in_url(&self.settings, &paths.below(prefix), &paths.seen_by_browsers(requested))
    }

    fn access_denied(&self, headers: &HeaderMap) -> Response<Bytes> {
        Answer::Page(pages::access_denied(&self.settings, headers)).into_response(false)
    }

    fn step_up_url(&self, prefix: &str, to: StepUpUrl<'_>) -> String {
        let paths = &self.settings.paths;
        let callback_url = paths.seen_by_browsers(to.callback_url);
        StepUpUrl { callback_url: &callback_url, ..to }.below(&paths.below(prefix))
    }

    fn step_up_required(&self, headers: &HeaderMap, url: &str) -> Response<Bytes> {
        Answer::Page(pages::step_up_required(&self.settings, headers, url)).into_response(false)
    }

    fn origin(&self) -> &OriginPolicy {
        &self.settings.origin
    }

    fn paths(&self) -> &RoutePaths {
        &self.settings.paths
    }

    /// Returns the bounds of the body of a request; `None` if its action takes none.
    fn body_bounds(&self, parts: &Parts) -> Option<BodyBounds> {
        let Settings { paths, body_limit, body_timeout, .. } = &self.settings;
        let bounds = BodyBounds { length: *body_limit, timeout: *body_timeout };
        AuthRequest::takes_body(parts, paths).then_some(bounds)
    }
}

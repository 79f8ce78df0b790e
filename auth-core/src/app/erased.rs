//! The engine without the types of its callbacks: one boxed future per call.

use std::{convert::Infallible, sync::Arc};

use bytes::Bytes;
use http::{HeaderMap, Response, request::Parts};
use http_body_util::Full;

use super::{
    account_calls::AccountCalls, body::BodyBounds, description::Described, engine_calls::BoxFuture,
    request_sessions::Shared, server_side, session_calls::SessionCalls,
};
use crate::{
    config::{OriginPolicy, RoutePaths},
    contract::callback::arguments::RequestFacts,
    flow::{
        application::Engine,
        error::AuthError,
        pages::{self, StepUpUrl},
        request::AuthRequest,
        response::Answer,
        scope::RequestHead,
        session::SessionId,
        settings::Settings,
        types::AppTypes,
    },
};
#[cfg(feature = "oauth")]
use crate::{
    contract::StoredId,
    flow::provider_tokens::{self, ProviderTokens, ProviderTokensError},
};

/// The response of the `tower` service, which never fails.
pub(crate) type ServiceFuture = BoxFuture<'static, Result<Response<Full<Bytes>>, Infallible>>;

/// The engine of an application whose session type is `V`, without the types of its callbacks.
#[cfg_attr(
    not(feature = "extractors"),
    allow(dead_code, reason = "some of it serves the integration of a framework")
)]
pub(crate) trait Erased<V>: SessionCalls<V> + AccountCalls<V> + Described + Send + Sync {
    fn handle<'r>(&'r self, parts: &'r Parts, body: &'r [u8]) -> BoxFuture<'r, Response<Bytes>>;
    /// Responds to a request without a body, as the `tower` service does.
    fn handle_head(self: Arc<Self>, parts: Parts, shared: Arc<Shared>) -> ServiceFuture;
    #[cfg(feature = "oauth")]
    fn provider_tokens<'r>(
        self: Arc<Self>,
        user: &'r StoredId,
        provider: &'r str,
    ) -> BoxFuture<'r, Result<Option<ProviderTokens>, ProviderTokensError>>
    where
        V: 'r;
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

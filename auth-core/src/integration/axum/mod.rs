//! axum: routes, layer and extractors.

mod access;
mod caller;
mod can;
pub mod covered;
mod denied;
mod error;
mod extract;
mod from_layer;
mod grantee;
mod guard;
mod has;
mod layered_caller;
mod proven;
mod rejection;
mod state;
mod step_up;

use axum::{
    Router,
    response::{IntoResponseParts, ResponseParts},
    routing::any_service,
};

pub use self::{
    access::{Access, AccessType, CallerType, HasSession, Identified, OptionalAccess, Public, SessionCaller},
    caller::{Caller, CallerRejection},
    can::{Can, CanIn, NeededFrom, OptionalCanIn},
    denied::{CanRejection, Denied},
    from_layer::{FromLayer, LayerType, LayeredAccess},
    grantee::{Denial, Grantee, GrantsFailed},
    guard::{Guard, RouterState},
    has::Has,
    proven::{OptionalProvenIn, Proven, ProvenIn, ProvenRejection, Within},
    rejection::{GuardRejection, SessionRejection},
    step_up::StepUp,
};
use crate::{
    app::{auth::Auth, server_side::SetCookies},
    contract::{assurance::Anything, session::SessionData},
};

/// Proof that the user of a session has signed in, or stepped up, at most `A` ago, by any method:
/// `Fresh<Session<Visible>, Minutes<5>>`. It is [`Proven`] with the factor `Anything`.
///
/// A sign-in by a provider is fresh only if the provider says when the user has signed in there (`auth_time` in the ID
/// token).
pub type Fresh<X, A> = Proven<X, Anything, A>;

impl<V: SessionData> Auth<V> {
    /// Returns a router with the routes of all actions, below the base path. Merge it into the application's router.
    ///
    /// The router can be nested: after `.nest("/app", auth.routes())`, browsers find the pages at `/app/auth/…`, and all
    /// links, forms, redirects and the callback URLs of providers lead there.
    ///
    /// Auth.js: `handlers`.
    #[cfg(feature = "axum")]
    pub fn routes<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        let base = self.erased().paths().here.as_str();
        let mut router = Router::new();
        // The actions that browsers call most are matched without a parameter, which axum would decode. Without a base path,
        // the application may have routes of these names.
        let exact: &[&str] = if base.is_empty() { &[] } else { &["session", "csrf"] };
        for action in exact.iter().chain(&["{*action}"]) {
            router = router.route(&format!("{base}/{action}"), any_service(self.clone()));
        }
        if !base.is_empty() {
            router = router.route(base, any_service(self.clone()));
            router = router.route(&format!("{base}/"), any_service(self.clone()));
        }
        router
    }
}

/// Sets the cookies in a response: return `(cookies, response)` from a handler.
#[cfg(feature = "axum")]
impl IntoResponseParts for SetCookies {
    type Error = std::convert::Infallible;

    fn into_response_parts(self, mut response: ResponseParts) -> Result<ResponseParts, Self::Error> {
        self.append_to(response.headers_mut());
        Ok(response)
    }
}

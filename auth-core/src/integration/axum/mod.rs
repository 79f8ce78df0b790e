//! axum: routes, layer and extractors.

mod access;
mod caller;
mod can;
pub mod covered;
mod extract;
mod from_layer;
mod grantee;
mod guard;
mod has;
mod proven;
mod response;
mod router_state;
mod state;

use axum::{Router, routing::any_service};

pub use self::{
    access::{Access, HasSession, Identified, OptionalAccess},
    can::{CanIn, NeededFrom, OptionalCanIn},
    from_layer::{FromLayer, LayeredInRouter, OptionalInRouter, RouterWith},
    grantee::Grantee,
    has::Has,
    proven::{OptionalProvenIn, ProvenIn},
    router_state::RouterState,
};
use crate::{app::auth::Auth, contract::session::SessionData};

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

    #[cfg(feature = "axum")]
    #[doc(hidden)]
    pub fn handlers<S>(&self) -> Router<S>
    where
        S: Clone + Send + Sync + 'static,
        for<'x> &'x Self: HandlersAreRoutes,
    {
        self.routes()
    }
}

/// The requirement of `.handlers`, which no type meets. It is the name of Auth.js.
#[diagnostic::on_unimplemented(
    message = "there is no `.handlers`: write `.merge(auth.routes())` on the router",
    label = "not a method of `Auth`"
)]
pub trait HandlersAreRoutes {}

/// The routes of all actions, as [`Auth::routes`] returns them: `.merge(&auth)`.
#[diagnostic::do_not_recommend]
impl<V: SessionData, S: Clone + Send + Sync + 'static> From<&Auth<V>> for Router<S> {
    fn from(auth: &Auth<V>) -> Self {
        auth.routes()
    }
}

/// The routes of all actions, as [`Auth::routes`] returns them: `.merge(auth)`.
#[diagnostic::do_not_recommend]
impl<V: SessionData, S: Clone + Send + Sync + 'static> From<Auth<V>> for Router<S> {
    fn from(auth: Auth<V>) -> Self {
        auth.routes()
    }
}

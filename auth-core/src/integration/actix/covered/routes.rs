//! The routes of an application, and the record of who may call them.

use std::path::Path;

use actix_web::{
    Error, FromRequest, Responder, Scope,
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse, Transform},
    web::{self, ServiceConfig},
};
use serde_json::{Value, json};

use super::{
    arguments::{CoveredArguments, CoveredHandler},
    methods::IntoPathRoutes,
};
use crate::{
    app::auth::Auth,
    contract::session::SessionData,
    integration::record::{CoveredRoutes, Methods, Record, compare},
};

/// A service that has been added.
type Added = Box<dyn FnOnce(&mut ServiceConfig)>;

/// The service behind a scope without middleware, which actix-web does not name.
pub trait ScopeEndpoint {
    /// The factory of the service.
    type Factory: ServiceFactory<ServiceRequest>;
}

impl<T: ServiceFactory<ServiceRequest>> ScopeEndpoint for Scope<T> {
    type Factory = T;
}

/// The service that middleware around a scope calls.
type InScope = <<Scope as ScopeEndpoint>::Factory as ServiceFactory<ServiceRequest>>::Service;

/// The routes of an application on actix-web, each of which says who may call it.
///
/// The first argument of a handler says so: `Public` for anyone, `Session<…>`, `Optional<Session<…>>`, `Guard<…>`, `Can<…>`,
/// `Proven<…>`, `Fresh<…>`, `Caller<…>`, or `WithState<…, S>` of one of them. A handler without it does not compile.
///
/// ```
/// # #[cfg(feature = "actix")]
/// # mod application {
/// use actix_web::{App, HttpServer, web::Path};
/// use auth::{
///     covered::actix::{Routes, get},
///     prelude::*,
/// };
///
/// async fn home(_: Public) -> &'static str {
///     "hello"
/// }
///
/// async fn order(session: Session, order: Path<u32>) -> String {
///     format!("order {order} of {}", session.user.name.as_deref().unwrap_or_default())
/// }
///
/// fn routes() -> Routes {
///     Routes::new().route("/", get(home)).route("/orders/{order}", get(order))
/// }
///
/// async fn serve(auth: Auth) -> std::io::Result<()> {
///     HttpServer::new(move || {
///         App::new().wrap(auth.layer()).configure(routes().auth(&auth).into_config())
///     })
///     .bind(("127.0.0.1", 3000))?
///     .run()
///     .await
/// }
/// # }
/// ```
#[derive(Default)]
#[must_use = "no route is added before `into_config()`"]
pub struct Routes {
    added: Vec<Added>,
    record: Record,
}

impl Routes {
    /// Builds an empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the handlers of a path, as `web::resource` does. Other methods of the path get 405.
    pub fn route(mut self, path: &str, routes: impl IntoPathRoutes) -> Self {
        let (routes, says) = routes.into_path_routes().into_parts();
        self.record.add(path, says);
        let resource = routes.into_iter().fold(web::resource(path), actix_web::Resource::route);
        self.with(|config| {
            config.service(resource);
        })
    }

    /// Adds the routes of another list below a path, as `web::scope` does.
    pub fn scope(mut self, path: &str, routes: Self) -> Self {
        let scope = self.enter(path, routes);
        self.with(|config| {
            config.service(scope);
        })
    }

    /// Adds the routes of another list below a path, inside of a middleware such as
    /// [`auth.same_origin()`](Auth::same_origin).
    pub fn scope_in<M, B>(mut self, path: &str, middleware: M, routes: Self) -> Self
    where
        M: Transform<InScope, ServiceRequest, Response = ServiceResponse<B>, Error = Error, InitError = ()>
            + 'static,
        B: MessageBody + 'static,
    {
        let scope = self.enter(path, routes);
        self.with(|config| {
            config.service(scope.wrap(middleware));
        })
    }

    /// Adds the routes of the library. With an empty base path, add them last: they respond to every request.
    pub fn auth<V: SessionData>(mut self, auth: &Auth<V>) -> Self {
        let base = &auth.erased().paths().here;
        self.record.add(&format!("{base}/{{*action}}"), Methods::all(json!("auth")));
        let scope = auth.scope();
        self.with(|config| {
            config.service(scope);
        })
    }

    /// Adds a handler for requests that no route takes.
    pub fn fallback<F, Args>(mut self, handler: F) -> Self
    where
        F: CoveredHandler<Args, Arguments: CoveredArguments>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.record.add_others("", "fallback", F::Arguments::describe());
        self.with(|config| {
            config.default_service(web::to(handler));
        })
    }

    /// Adds services that do not say who may call them, such as files. The record has the reason `why`.
    pub fn uncovered(mut self, why: &str, configure: impl FnOnce(&mut ServiceConfig) + 'static) -> Self {
        self.record.add_uncovered("", why);
        self.with(configure)
    }

    /// Returns the function for `App::configure` or `Scope::configure`. Routes that are added elsewhere are not covered.
    pub fn into_config(self) -> impl FnOnce(&mut ServiceConfig) {
        move |config| self.added.into_iter().for_each(|add| add(config))
    }

    /// Returns the record of routes: an object with a member for each route, such as `"GET /": "public"`.
    pub fn record(&self) -> Value {
        self.record.to_json()
    }

    fn enter(&mut self, path: &str, routes: Self) -> Scope {
        self.record.join(path, routes.record, below);
        web::scope(path).configure(|config| routes.added.into_iter().for_each(|add| add(config)))
    }

    fn with(mut self, add: impl FnOnce(&mut ServiceConfig) + 'static) -> Self {
        self.added.push(Box::new(add));
        self
    }
}

impl std::fmt::Debug for Routes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.record.lines()).finish()
    }
}

impl CoveredRoutes for Routes {
    fn record(&self) -> Value {
        self.record.to_json()
    }

    fn record_text(&self) -> String {
        self.record.to_text()
    }
}

/// Returns the path of a route in a scope, as actix-web joins the two: `/orders` and `/` are `/orders/`.
fn below(prefix: &str, path: &str) -> String {
    match path.starts_with('(') {
        true => format!("{prefix} {path}"),
        false => format!("{prefix}{path}"),
    }
}

/// Compares the record of routes with a file that is checked in, so that a change of access is a line in a review.
///
/// It fails if they differ. With `AUTH_UPDATE=1` in the environment it writes the file instead. A relative path starts at
/// the directory of the package, because tests run there.
///
/// ```no_run
/// # #[cfg(feature = "actix")]
/// # mod application {
/// # use auth::covered::actix::Routes;
/// # fn routes() -> Routes { Routes::new() }
/// # #[cfg(any())]
/// #[test]
/// fn who_may_call_what() {
///     auth::covered::actix::assert_routes(&routes(), "routes.json");
/// }
/// # }
/// ```
///
/// # Panics
/// Panics if the file does not match the routes.
#[track_caller]
pub fn assert_routes(routes: &Routes, path: impl AsRef<Path>) {
    compare::assert_equal(&routes.record, path.as_ref());
}

//! The methods of a path, each with its handler: `get(list).post(create)`.
//!
//! The functions are written out. One made by a macro adds lines about the macro to each compiler message.

use actix_web::{FromRequest, Responder, Route, http::Method};

use super::arguments::{CoveredArguments, CoveredHandler};
use crate::integration::record::Methods;

/// Routes `DELETE` requests to a handler.
pub fn delete<F, Args>(handler: F) -> PathRoutes
where
    F: CoveredHandler<Args, Arguments: CoveredArguments>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    PathRoutes::default().delete(handler)
}

/// Routes `GET` requests to a handler.
pub fn get<F, Args>(handler: F) -> PathRoutes
where
    F: CoveredHandler<Args, Arguments: CoveredArguments>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    PathRoutes::default().get(handler)
}

/// Routes `HEAD` requests to a handler.
pub fn head<F, Args>(handler: F) -> PathRoutes
where
    F: CoveredHandler<Args, Arguments: CoveredArguments>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    PathRoutes::default().head(handler)
}

/// Routes `OPTIONS` requests to a handler.
pub fn options<F, Args>(handler: F) -> PathRoutes
where
    F: CoveredHandler<Args, Arguments: CoveredArguments>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    PathRoutes::default().options(handler)
}

/// Routes `PATCH` requests to a handler.
pub fn patch<F, Args>(handler: F) -> PathRoutes
where
    F: CoveredHandler<Args, Arguments: CoveredArguments>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    PathRoutes::default().patch(handler)
}

/// Routes `POST` requests to a handler.
pub fn post<F, Args>(handler: F) -> PathRoutes
where
    F: CoveredHandler<Args, Arguments: CoveredArguments>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    PathRoutes::default().post(handler)
}

/// Routes `PUT` requests to a handler.
pub fn put<F, Args>(handler: F) -> PathRoutes
where
    F: CoveredHandler<Args, Arguments: CoveredArguments>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    PathRoutes::default().put(handler)
}

/// The handlers of a path, by method. [`get`], [`post`] and the other functions of this module make them.
#[derive(Default)]
#[must_use]
pub struct PathRoutes {
    routes: Vec<Route>,
    says: Methods,
}

/// The handlers of a path: [`get`], [`post`] and the other functions of this module make them.
#[diagnostic::on_unimplemented(
    message = "these handlers do not say who may call them",
    label = "not from `auth::covered::actix`",
    note = "take `get`, `post` and the others from `auth::covered::actix`, not from `actix_web::web`: `get(handler)` in place of \
        `web::get().to(handler)`; add services that do not say so with `.uncovered(\"why\", …)`"
)]
pub trait IntoPathRoutes {
    /// Returns the handlers.
    fn into_path_routes(self) -> PathRoutes;
}

impl IntoPathRoutes for PathRoutes {
    fn into_path_routes(self) -> PathRoutes {
        self
    }
}

impl PathRoutes {
    pub(super) fn into_parts(self) -> (Vec<Route>, Methods) {
        (self.routes, self.says)
    }

    fn add<F, Args>(mut self, name: &'static str, method: Method, handler: F) -> Self
    where
        F: CoveredHandler<Args, Arguments: CoveredArguments>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.says.add(std::iter::once(name), F::Arguments::describe());
        self.routes.push(Route::new().method(method).to(handler));
        self
    }

    /// Routes `DELETE` requests to a handler.
    pub fn delete<F, Args>(self, handler: F) -> Self
    where
        F: CoveredHandler<Args, Arguments: CoveredArguments>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add("DELETE", Method::DELETE, handler)
    }

    /// Routes `GET` requests to a handler.
    pub fn get<F, Args>(self, handler: F) -> Self
    where
        F: CoveredHandler<Args, Arguments: CoveredArguments>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add("GET", Method::GET, handler)
    }

    /// Routes `HEAD` requests to a handler.
    pub fn head<F, Args>(self, handler: F) -> Self
    where
        F: CoveredHandler<Args, Arguments: CoveredArguments>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add("HEAD", Method::HEAD, handler)
    }

    /// Routes `OPTIONS` requests to a handler.
    pub fn options<F, Args>(self, handler: F) -> Self
    where
        F: CoveredHandler<Args, Arguments: CoveredArguments>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add("OPTIONS", Method::OPTIONS, handler)
    }

    /// Routes `PATCH` requests to a handler.
    pub fn patch<F, Args>(self, handler: F) -> Self
    where
        F: CoveredHandler<Args, Arguments: CoveredArguments>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add("PATCH", Method::PATCH, handler)
    }

    /// Routes `POST` requests to a handler.
    pub fn post<F, Args>(self, handler: F) -> Self
    where
        F: CoveredHandler<Args, Arguments: CoveredArguments>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add("POST", Method::POST, handler)
    }

    /// Routes `PUT` requests to a handler.
    pub fn put<F, Args>(self, handler: F) -> Self
    where
        F: CoveredHandler<Args, Arguments: CoveredArguments>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add("PUT", Method::PUT, handler)
    }
}

impl std::fmt::Debug for PathRoutes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.says.fmt(f)
    }
}

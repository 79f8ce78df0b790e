//! actix-web: routes, middleware and extractors.

mod body;
mod convert;
pub mod covered;
mod extract;
mod layer;
mod place;
mod response;
mod state;

use actix_web::{
    HttpRequest, HttpResponse, Scope,
    dev::{AppService, HttpServiceFactory},
    web,
};
use http::Request;

pub use self::{
    extract::{Head, Optional},
    response::WithCookies,
    state::{NoState, WithState},
};
use crate::{app::auth::Auth, contract::session::SessionData};

impl<V: SessionData> Auth<V> {
    /// Returns a scope of actix-web with the routes of all actions, below the base path. Pass it to the `App`, and wrap the
    /// `App` in [`layer`](Self::layer), from which handlers take their sessions.
    ///
    /// The scope can be part of another one: after `web::scope("/app").service(auth.scope())`, browsers find the pages at
    /// `/app/auth/…`, and all links, forms, redirects and the callback URLs of providers lead there. If the base path is
    /// empty, add the scope last, since actix-web asks services in their order, and this one responds to every request.
    ///
    /// Auth.js: `handlers`.
    ///
    /// ```no_run
    /// # #[cfg(feature = "actix")]
    /// # mod application {
    /// use actix_web::{App, HttpServer, web};
    /// use auth::{Auth, Session};
    ///
    /// async fn hello(session: Session) -> String {
    ///     format!("hello, {}", session.user.name.as_deref().unwrap_or_default())
    /// }
    ///
    /// async fn serve(auth: Auth) -> std::io::Result<()> {
    ///     HttpServer::new(move || {
    ///         App::new().wrap(auth.layer()).service(auth.scope()).route("/", web::get().to(hello))
    ///     })
    ///     .bind(("127.0.0.1", 3000))?
    ///     .run()
    ///     .await
    /// }
    /// # }
    /// ```
    #[cfg(feature = "actix")]
    pub fn scope(&self) -> Scope {
        let auth = self.clone();
        let respond = move |request: HttpRequest, payload: web::Payload| {
            let auth = auth.clone();
            async move { auth.respond(&request, payload).await }
        };
        web::scope(self.erased().paths().here.as_str()).default_service(web::to(respond))
    }

    /// Responds to a request for one of the actions.
    async fn respond(&self, request: &HttpRequest, payload: web::Payload) -> HttpResponse {
        let mut head = convert::head(request);
        place::leave_scopes(&mut head, request, self.erased().paths().here.as_str());
        let request = Request::from_parts(head, body::Incoming(payload.into_inner()));
        self.note_place_of_routes(&request);
        let reply = self.handle(request).await;
        convert::response(reply.map(|body| body.into_inner().unwrap_or_default()))
    }
}

/// `.service(auth)` means `.service(auth.scope())`.
#[cfg(feature = "actix")]
impl<V: SessionData> HttpServiceFactory for Auth<V> {
    fn register(self, config: &mut AppService) {
        self.scope().register(config);
    }
}

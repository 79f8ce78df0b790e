use auth::{Auth, AuthError, SignInResult, User, session::SessionData};
use axum::{
    Router,
    extract::{Request, State},
    http::StatusCode,
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
};
use axum_login::{AuthManagerLayer, AuthSession, AuthUser, AuthnBackend, tower_sessions::SessionStore};

/// Adds the exchange to the routes of the application. The layer of axum-login reads the old sessions.
pub fn with_exchange<B, S, V, T>(routes: Router<T>, auth: &Auth<V>, old: AuthManagerLayer<B, S>) -> Router<T>
where
    B: AuthnBackend<User: AuthUser<Id: ToString>> + 'static,
    S: SessionStore + Clone,
    V: SessionData,
    T: Clone + Send + Sync + 'static,
{
    routes.layer(from_fn_with_state(auth.clone(), exchange::<B, V>)).layer(old)
}

/// Exchanges a session of axum-login for one of `auth`, once, and lets the browser repeat its request.
async fn exchange<B, V>(
    State(auth): State<Auth<V>>,
    mut old: AuthSession<B>,
    request: Request,
    next: Next,
) -> Response
where
    B: AuthnBackend<User: AuthUser<Id: ToString>>,
    V: SessionData,
{
    let Some(user) = &old.user else { return next.run(request).await };
    // Add `.with_name(…)` if the session shows a name.
    let user = User::new(user.id().to_string());
    let (parts, _) = request.into_parts();
    let again = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let exchanged = auth.sign_in_as(&parts, user).await;
    // After too many requests, or while a database is away, the old session stays for another time.
    let is_over = exchanged.is_ok() || matches!(exchanged, Err(AuthError::AccessDenied));
    if is_over && old.logout().await.is_err() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    match exchanged {
        // 307: a POST is repeated with its body.
        Ok(SignInResult::SignedIn(cookies)) => (cookies, Redirect::temporary(again)).into_response(),
        Ok(SignInResult::SecondFactor { url, cookies }) => (cookies, Redirect::to(&url)).into_response(),
        Ok(SignInResult::Redirect(url)) => Redirect::to(&url).into_response(),
        Err(error) => error.into_response(),
    }
}

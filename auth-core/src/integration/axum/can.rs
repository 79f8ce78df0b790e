//! `Can<X, N>` as an extractor: a caller with permissions.

use std::{fmt, marker::PhantomData, ops};

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    response::{IntoResponse, Response},
};
use http::{
    HeaderValue, StatusCode,
    header::{VARY, WWW_AUTHENTICATE},
    request::Parts,
};
use serde_json::{Value, json};

use super::{
    access::{Access, CallerType, HasSession, Identified, access_types, caller_types},
    extract::required,
    from_layer::{FromLayer, LayeredAccess, layered},
    grantee::{self, Denial, Grantee, GrantsFailed},
    guard::{self, Guard, RouterState},
    rejection::{self, GuardRejection, SessionRejection},
};
use crate::{
    app::auth::Auth,
    contract::{
        callback::{
            grants::{GrantsCallback, HasGrants},
            guard::{GuardCallback, GuardedSession},
        },
        permission::{Needs, Set},
        session::{Session, SessionData},
    },
};

/// Proof that a caller has permissions: `Can<Session<Visible>, permission::Refund>`. Dereferences to the caller.
///
/// The first parameter says who may call: a `Session<…>`, a [`Guard`], a `Caller<…>`, or one of them in `Proven<…>` or
/// another `Can<…>`. The second says what they need: the type of a permission, a tuple of which all are needed, or
/// `AnyOf<(…)>` of which one is enough. `#[auth::permissions]` on an enum makes these types, and `#[auth::grants]` on a
/// function says which sessions have which permissions.
///
/// | caller | response |
/// | --- | --- |
/// | not the caller that the first parameter requires | that of the first parameter |
/// | a browser that requests a page | 403, the page "Access denied" |
/// | an `Authorization` header | 403 with `WWW-Authenticate: Bearer error="insufficient_scope", scope="refund"` |
/// | any other | 403, `{"error":"AccessDenied"}` |
///
/// `Option<Can<…>>` is `None` in place of the first response, and without the permissions. If the function under
/// `#[auth::grants]` fails, the response is the same 403, and the log has the cause.
///
/// ```
/// # #[cfg(feature = "axum")]
/// # mod application {
/// use auth::prelude::*;
///
/// #[auth::session]
/// struct Visible {
///     is_manager: bool,
/// }
///
/// #[auth::permissions]
/// enum Permission {
///     Read,
///     Refund,
/// }
///
/// #[auth::grants]
/// fn granted(session: &Session<Visible>) -> Set<Permission> {
///     if session.is_manager { Set::all() } else { [Permission::Read].into() }
/// }
///
/// async fn refund(caller: Can<Session<Visible>, permission::Refund>) -> String {
///     format!("refunded by {}", caller.user.name.as_deref().unwrap_or_default())
/// }
///
/// async fn report(_: Can<Session<Visible>, AnyOf<(permission::Read, permission::Refund)>>) {}
///
/// # fn main() {}
/// # }
/// ```
pub struct Can<X, N = ()> {
    access: X,
    needs: PhantomData<fn() -> N>,
}

impl<X, N> Can<X, N> {
    pub(super) const fn new(access: X) -> Self {
        Self { access, needs: PhantomData }
    }

    /// Returns the caller by value.
    pub fn into_inner(self) -> X {
        self.access
    }
}

impl<X, N> ops::Deref for Can<X, N> {
    type Target = X;

    fn deref(&self) -> &X {
        &self.access
    }
}

impl<X: fmt::Debug, N> fmt::Debug for Can<X, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Can").field(&self.access).finish()
    }
}

access_types! {
    [X, N] Can<X, N>;
}

caller_types! {
    [X, N] Can<X, N>;
}

/// `T`, if `X` says who calls. Otherwise there is no such type, and the compiler reports `X` alone.
type Of<X, T> = <X as CallerType>::Same<T>;

impl<S, X, N> Access<S> for Can<X, N>
where
    X: CallerType + Send,
    Of<X, X>: Identified<S> + Grantee<<Of<X, N> as Needs>::Permission, S>,
    Of<X, N>: Needs,
    S: Send + Sync,
{
    fn describe() -> Value {
        json!({ "of": <Of<X, X> as Access<S>>::describe(), "can": <Of<X, N> as Needs>::describe() })
    }
}

#[diagnostic::do_not_recommend]
impl<S, X, N> Identified<S> for Can<X, N>
where
    X: CallerType + Send,
    Of<X, X>: Identified<S> + Grantee<<Of<X, N> as Needs>::Permission, S>,
    Of<X, N>: Needs,
    S: Send + Sync,
{
    type Same<T> = T;

    fn itself(&self) -> &Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<S, X, N> HasSession<S> for Can<X, N>
where
    X: CallerType + HasSession<S>,
    Of<X, X>: Identified<S> + Grantee<<Of<X, N> as Needs>::Permission, S>,
    Of<X, N>: Needs,
    S: Send + Sync,
{
    type Data = X::Data;

    fn session(&self) -> &Session<X::Data> {
        self.access.session()
    }

    fn auth(state: &S) -> Auth<X::Data> {
        X::auth(state)
    }
}

#[diagnostic::do_not_recommend]
impl<P, X, N, S> Grantee<P, S> for Can<X, N>
where
    X: Grantee<P, S>,
    S: Sync,
{
    async fn granted(&self, parts: &Parts, state: &S) -> Result<Set<P>, GrantsFailed> {
        self.access.granted(parts, state).await
    }

    fn denial(&self, parts: &Parts, state: &S) -> Denial {
        self.access.denial(parts, state)
    }
}

impl<S, X, N> FromRequestParts<S> for Can<X, N>
where
    X: CallerType + Send,
    Of<X, X>: Identified<S> + Grantee<<Of<X, N> as Needs>::Permission, S>,
    Of<X, N>: Needs,
    S: Send + Sync,
{
    type Rejection = CanRejection<<Of<X, X> as FromRequestParts<S>>::Rejection>;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let caller = <Of<X, X> as FromRequestParts<S>>::from_request_parts(parts, state).await;
        let caller = caller.map_err(CanRejection::Access)?;
        match caller.granted(parts, state).await {
            Ok(set) if <Of<X, N> as Needs>::met_by(set) => Ok(Self::new(X::of(caller))),
            Ok(_) | Err(GrantsFailed) => Err(CanRejection::denied::<Of<X, N>>(caller.denial(parts, state))),
        }
    }
}

/// Extracts the caller; `None` if there is none, or without the permissions. A caller that cannot be read, or a function
/// that fails, is an error.
impl<S, X, N> OptionalFromRequestParts<S> for Can<X, N>
where
    X: CallerType + Send,
    Of<X, X>: Identified<S> + Grantee<<Of<X, N> as Needs>::Permission, S> + OptionalFromRequestParts<S>,
    Of<X, N>: Needs,
    S: Send + Sync,
{
    type Rejection = CanRejection<<Of<X, X> as OptionalFromRequestParts<S>>::Rejection>;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Self::Rejection> {
        let caller = <Of<X, X> as OptionalFromRequestParts<S>>::from_request_parts(parts, state).await;
        let Some(caller) = caller.map_err(CanRejection::Access)? else { return Ok(None) };
        match caller.granted(parts, state).await {
            Ok(set) => Ok(<Of<X, N> as Needs>::met_by(set).then(|| Self::new(X::of(caller)))),
            Err(GrantsFailed) => Err(CanRejection::denied::<Of<X, N>>(caller.denial(parts, state))),
        }
    }
}

impl<S, V, N> FromRequestParts<S> for FromLayer<Can<Session<V>, N>>
where
    V: SessionData,
    N: Needs<Permission: HasGrants<V, By: GrantsCallback<RouterState<S>, V, N::Permission>>>,
    S: Clone + Send + Sync + 'static,
{
    type Rejection = CanRejection<SessionRejection>;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let auth = layered(parts).map_err(CanRejection::Access)?;
        let session = required(&auth, parts).await.map_err(CanRejection::Access)?;
        permitted::<_, N, _>(&auth, parts, state, &session).await?;
        Ok(Self(Can::new(session)))
    }
}

impl<S, G, N> FromRequestParts<S> for FromLayer<Can<Guard<G>, N>>
where
    G: GuardCallback<RouterState<S>>,
    <G as GuardedSession>::Session: SessionData,
    N: Needs<
        Permission: HasGrants<G::Session, By: GrantsCallback<RouterState<S>, G::Session, N::Permission>>,
    >,
    S: Clone + Send + Sync + 'static,
{
    type Rejection = CanRejection<GuardRejection>;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let auth = layered(parts).map_err(|it| CanRejection::Access(GuardRejection::Session(it)))?;
        let guarded = guard::ask::<G, S>(&auth, parts, state).await.map_err(CanRejection::Access)?;
        permitted::<_, N, _>(&auth, parts, state, &guarded).await?;
        Ok(Self(Can::new(guarded)))
    }
}

impl<X: LayeredAccess, N: Needs> LayeredAccess for Can<X, N> {
    fn describe() -> Value {
        json!({ "of": X::describe(), "can": N::describe() })
    }
}

/// Checks the permissions of a session that an application outside of the state has read.
async fn permitted<V, N, S>(
    auth: &Auth<V>,
    parts: &Parts,
    state: &S,
    session: &Session<V>,
) -> Result<(), Denied>
where
    V: SessionData,
    N: Needs<Permission: HasGrants<V, By: GrantsCallback<RouterState<S>, V, N::Permission>>>,
    S: Clone + Send + Sync + 'static,
{
    match grantee::granted(auth, parts, state, session).await {
        Ok(set) if N::met_by(set) => Ok(()),
        Ok(_) | Err(GrantsFailed) => Err(Denied::of::<N>(Denial::of(auth, parts))),
    }
}

/// The rejection of a request for a handler that takes [`Can`].
#[derive(Debug)]
#[non_exhaustive]
pub enum CanRejection<R = SessionRejection> {
    /// There is no such caller.
    Access(R),
    /// The caller does not have the permissions, or the function under `#[auth::grants]` failed.
    Denied(Denied),
}

/// The response to a caller without the permissions that a route requires.
#[derive(Debug)]
pub struct Denied {
    denial: Denial,
    enough: Vec<&'static str>,
}

impl Denied {
    pub(super) fn of<N: Needs>(denial: Denial) -> Self {
        Self { denial, enough: N::enough() }
    }

    /// Returns the names of permissions that are enough.
    pub fn enough(&self) -> &[&'static str] {
        &self.enough
    }
}

impl<R> CanRejection<R> {
    fn denied<N: Needs>(denial: Denial) -> Self {
        Self::Denied(Denied::of::<N>(denial))
    }
}

impl<R> From<Denied> for CanRejection<R> {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

impl<R: IntoResponse> IntoResponse for CanRejection<R> {
    fn into_response(self) -> Response {
        match self {
            Self::Access(rejection) => rejection.into_response(),
            Self::Denied(denied) => denied.into_response(),
        }
    }
}

impl IntoResponse for Denied {
    fn into_response(self) -> Response {
        let denied = || rejection::json(StatusCode::FORBIDDEN, "AccessDenied");
        match self.denial {
            Denial::Page(page) => page,
            Denial::Json => denied(),
            Denial::InsufficientScope => {
                let scope = self.enough.join(" ");
                let mut response = denied();
                // The names of permissions are of ASCII, unless an enum implements the trait by hand.
                if let Some(challenge) = rejection::challenge("insufficient_scope", &[("scope", &scope)]) {
                    response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
                }
                response.headers_mut().insert(VARY, HeaderValue::from_static("authorization"));
                response
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use http::header::CONTENT_TYPE;

    use super::*;

    #[test]
    fn callers_with_a_header_are_told_which_permissions_are_enough() {
        let denied = |denial| Denied { denial, enough: vec!["close_account", "read"] }.into_response();
        let response = denied(Denial::InsufficientScope);
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
        assert_eq!(
            response.headers()[WWW_AUTHENTICATE],
            "Bearer error=\"insufficient_scope\", scope=\"close_account read\""
        );
        assert_eq!(response.headers()[CONTENT_TYPE], "application/json");
        let response = denied(Denial::Json);
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
        assert!(!response.headers().contains_key(WWW_AUTHENTICATE));
    }

    #[test]
    fn a_name_that_no_header_can_have_is_left_out() {
        let denied = Denied { denial: Denial::InsufficientScope, enough: vec!["übersicht"] };
        // Bytes beyond ASCII are legal in a header; control characters are not.
        assert_eq!(denied.into_response().status(), StatusCode::FORBIDDEN);
        let denied = Denied { denial: Denial::InsufficientScope, enough: vec!["a\r\nset-cookie: b"] };
        let response = denied.into_response();
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
        assert!(!response.headers().contains_key(WWW_AUTHENTICATE));
    }
}

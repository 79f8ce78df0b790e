//! `Proven<X, F, A>` as an extractor: a caller who has proven something, not long ago.

use std::{fmt, marker::PhantomData, ops};

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    response::{IntoResponse, Response},
};
use http::request::Parts;
use serde_json::{Value, json};

use super::{
    access::{Access, HasSession, Identified, access_types},
    extract::required,
    from_layer::{FromLayer, layered},
    guard::{self, Guard, RouterState},
    rejection::{GuardRejection, SessionRejection},
    step_up::StepUp,
};
use crate::{
    app::auth::Auth,
    contract::{
        assurance::{AuthMethod, Ever, Factor, MaxAge},
        callback::guard::{GuardCallback, GuardedSession},
        session::{Session, SessionData},
    },
};

/// Proof that the user of a session has proven a factor: `Proven<Session<Visible>, Passkey, Minutes<15>>`. Dereferences to
/// the caller.
///
/// The first parameter says who may call: a `Session<…>`, a [`Guard`], or one of them in `Can<…>` or another `Proven<…>`.
/// The second says what must be proven: `Password`, `Email`, `Federated`, `Passkey`, `Otp`, `Mfa`, `Anything`, or
/// `AnyOf<(…)>` of several. The third says how old the proof may be; without it, a proof counts for the whole session.
///
/// | request | response |
/// | --- | --- |
/// | not of the caller that the first parameter requires | that of the first parameter |
/// | of a browser that requests a page | 302 to the step-up page, which leads back |
/// | of a browser that has sent a form | 401, a page that leads to the step-up page in a new tab. To reload it then sends the form again. |
/// | any other | 401 with the challenge of RFC 9470, `{"error":"insufficient_user_authentication"}` |
///
/// `Option<Proven<…>>` is `None` in place of all of them.
///
/// ```
/// # #[cfg(feature = "axum")]
/// # mod application {
/// use auth::{Proven, assurance::{Mfa, Passkey}, prelude::*};
///
/// async fn keys(session: Proven<Session, AnyOf<(Passkey, Mfa)>, Minutes<15>>) -> String {
///     format!("the keys of {}", session.user.name.as_deref().unwrap_or_default())
/// }
/// # }
/// ```
pub struct Proven<X, F, A = Ever> {
    access: X,
    proof: PhantomData<fn() -> (F, A)>,
}

impl<X, F, A> Proven<X, F, A> {
    const fn new(access: X) -> Self {
        Self { access, proof: PhantomData }
    }

    /// Returns the caller by value.
    pub fn into_inner(self) -> X {
        self.access
    }
}

impl<X, F, A> ops::Deref for Proven<X, F, A> {
    type Target = X;

    fn deref(&self) -> &X {
        &self.access
    }
}

impl<X: fmt::Debug, F, A> fmt::Debug for Proven<X, F, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Proven").field(&self.access).finish()
    }
}

access_types! {
    [X, F, A] Proven<X, F, A>;
}

impl<S, X, F, A> Access<S> for Proven<X, F, A>
where
    X: HasSession<S>,
    X::Same<F>: Factor,
    A: MaxAge,
    S: Send + Sync,
{
    fn describe() -> Value {
        let methods = <X::Same<F> as Factor>::methods().into_iter().map(AuthMethod::as_str);
        let mut described = json!({ "of": X::describe(), "proven": methods.collect::<Vec<_>>() });
        if let (Some(seconds), Value::Object(described)) = (A::SECONDS, &mut described) {
            described.insert("max_age".to_owned(), seconds.into());
        }
        described
    }
}

#[diagnostic::do_not_recommend]
impl<S, X, F, A> Identified<S> for Proven<X, F, A>
where
    X: HasSession<S>,
    X::Same<F>: Factor,
    A: MaxAge,
    S: Send + Sync,
{
    type Same<T> = T;

    fn itself(&self) -> &Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<S, X, F, A> HasSession<S> for Proven<X, F, A>
where
    X: HasSession<S>,
    X::Same<F>: Factor,
    A: MaxAge,
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

impl<S, X, F, A> FromRequestParts<S> for Proven<X, F, A>
where
    X: HasSession<S>,
    X::Same<F>: Factor,
    A: MaxAge,
    S: Send + Sync,
{
    type Rejection = ProvenRejection<X::Rejection>;

    /// Asks for the caller first: a caller without access gets the response that says so, and is not asked for proofs.
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let access = X::from_request_parts(parts, state).await.map_err(ProvenRejection::Access)?;
        if access.session().assurance().proves::<X::Same<F>, A>() {
            return Ok(Self::new(access));
        }
        Err(ProvenRejection::StepUp(StepUp::of::<X::Same<F>, A, _>(&X::auth(state), parts)))
    }
}

/// Extracts the caller; `None` if there is none, or if the factor is not proven. A caller that cannot be read is an error.
impl<S, X, F, A> OptionalFromRequestParts<S> for Proven<X, F, A>
where
    X: HasSession<S> + OptionalFromRequestParts<S>,
    X::Same<F>: Factor,
    A: MaxAge,
    S: Send + Sync,
{
    type Rejection = <X as OptionalFromRequestParts<S>>::Rejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Self::Rejection> {
        let access = <X as OptionalFromRequestParts<S>>::from_request_parts(parts, state).await?;
        let is_proven = |access: &X| access.session().assurance().proves::<X::Same<F>, A>();
        Ok(access.filter(is_proven).map(Self::new))
    }
}

impl<S, V, F, A> FromRequestParts<S> for FromLayer<Proven<Session<V>, F, A>>
where
    V: SessionData,
    F: Factor,
    A: MaxAge,
    S: Send + Sync,
{
    type Rejection = ProvenRejection<SessionRejection>;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let auth = layered(parts).map_err(ProvenRejection::Access)?;
        let session = required(&auth, parts).await.map_err(ProvenRejection::Access)?;
        check::<F, A, V, _>(&auth, parts, &session)?;
        Ok(Self(Proven::new(session)))
    }
}

impl<S, G, F, A> FromRequestParts<S> for FromLayer<Proven<Guard<G>, F, A>>
where
    G: GuardCallback<RouterState<S>>,
    <G as GuardedSession>::Session: SessionData,
    F: Factor,
    A: MaxAge,
    S: Clone + Send + Sync + 'static,
{
    type Rejection = ProvenRejection<GuardRejection>;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let auth = layered(parts).map_err(|it| ProvenRejection::Access(GuardRejection::Session(it)))?;
        let guarded = guard::ask::<G, S>(&auth, parts, state).await.map_err(ProvenRejection::Access)?;
        check::<F, A, G::Session, _>(&auth, parts, &guarded)?;
        Ok(Self(Proven::new(guarded)))
    }
}

/// Requires a proof of a session that was read.
fn check<F: Factor, A: MaxAge, V: SessionData, R>(
    auth: &Auth<V>,
    parts: &Parts,
    session: &Session<V>,
) -> Result<(), ProvenRejection<R>> {
    match session.assurance().proves::<F, A>() {
        true => Ok(()),
        false => Err(ProvenRejection::StepUp(StepUp::of::<F, A, V>(auth, parts))),
    }
}

/// The rejection of a request for a handler that takes [`Proven`].
#[derive(Debug)]
#[non_exhaustive]
pub enum ProvenRejection<R = SessionRejection> {
    /// There is no such caller.
    Access(R),
    /// The caller has not proven the factor, or too long ago.
    StepUp(StepUp),
}

impl<R: IntoResponse> IntoResponse for ProvenRejection<R> {
    fn into_response(self) -> Response {
        match self {
            Self::Access(rejection) => rejection.into_response(),
            Self::StepUp(step_up) => step_up.into_response(),
        }
    }
}

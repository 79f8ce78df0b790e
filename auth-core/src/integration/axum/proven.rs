//! `Proven<X, F, A>` as an extractor: a caller who has proven something, not long ago.

use std::{fmt, marker::PhantomData, ops};

use axum::response::{IntoResponse, Response};
use http::request::Parts;
use serde_json::{Value, json};

use super::{
    access::{
        Access, HasSession, Identified, OptionalAccess, SessionCaller, access_types, caller_types,
        session_callers,
    },
    extract::{extractors, required},
    from_layer::{LayerType, LayeredAccess, layer_types, layered},
    guard::{self, Guard, RouterState},
    has::If,
    rejection::{GuardRejection, SessionRejection},
    step_up::StepUp,
};
use crate::{
    app::auth::Auth,
    contract::{
        assurance::{AuthMethod, Ever, Factor, MaxAge},
        callback::guard::GuardCallback,
        session::{Session, SessionData},
    },
};

/// Proof that the user of a session has proven a factor: `Proven<Session<Visible>, Passkey, Minutes<15>>`. Dereferences to
/// the caller.
///
/// The first parameter says who may call: a `Session<…>`, a [`Guard`], or one of them in `Can<…>` or another `Proven<…>`.
/// The second says what must be proven: `Password`, `Email`, `Federated`, `Passkey`, `Otp`, `Sms`, `Mfa`, `Anything`, or
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

caller_types! {
    [X, F, A] Proven<X, F, A>;
}

session_callers! {
    [X, F, A] Proven<X, F, A>;
}

layer_types! {
    [X: LayerType, F, A] Proven<X, F, A>;
}

/// `T`, if `X` has a session.
type Of<X, T> = If<<X as SessionCaller>::Exists, T>;

/// A factor, and the age of its proof.
pub trait Within<A>: Factor {
    /// The age.
    type Age: MaxAge;
}

impl<F: Factor, A> Within<A> for F
where
    If<F::Exists, A>: MaxAge,
{
    type Age = A;
}

extractors! {
    /// Extracts the caller; `None` if there is none, or if the factor is not proven. A caller that cannot be read is an
    /// error.
    [X, F, A] Proven<X, F, A>;
}

/// [`Proven`], if its first parameter has a session.
pub trait ProvenIn<S>: Sized + Send {
    /// The application's fields of the session.
    type Data: SessionData;

    /// The response to a caller without access.
    type Rejection: IntoResponse;

    /// A type that exists if the parameters are right. See `If`.
    type Exists;

    /// Takes the caller from a request.
    fn take(parts: &mut Parts, state: &S) -> impl Future<Output = Result<Self, Self::Rejection>> + Send;

    /// Returns the session.
    fn session(&self) -> &Session<Self::Data>;

    /// Takes the application from the state of the router.
    fn auth(state: &S) -> Auth<Self::Data>;

    /// Returns the entry in the record of routes.
    fn describe() -> Value;
}

impl<S, X, F, A> ProvenIn<S> for Proven<X, F, A>
where
    X: HasSession<S>,
    If<X::Exists, F>: Within<A>,
    S: Send + Sync,
{
    type Data = X::Data;
    type Rejection = ProvenRejection<X::Rejection>;
    type Exists = <If<X::Exists, F> as Factor>::Exists;

    /// Asks for the caller first: a caller without access gets the response that says so, and is not asked for proofs.
    async fn take(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let access = X::take(parts, state).await.map_err(ProvenRejection::Access)?;
        if access.session().assurance().proves::<F, F::Age>() {
            return Ok(Self::new(access));
        }
        Err(ProvenRejection::StepUp(StepUp::of::<F, F::Age, _>(&X::auth(state), parts)))
    }

    fn session(&self) -> &Session<X::Data> {
        self.access.session()
    }

    fn auth(state: &S) -> Auth<X::Data> {
        X::auth(state)
    }

    fn describe() -> Value {
        described::<F, F::Age>(X::describe())
    }
}

impl<S, X, F, A> Access<S> for Proven<X, F, A>
where
    X: SessionCaller,
    Of<X, Self>: ProvenIn<S>,
    S: Send + Sync,
{
    type Rejection = <Of<X, Self> as ProvenIn<S>>::Rejection;

    async fn take(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        <Self as ProvenIn<S>>::take(parts, state).await
    }

    fn describe() -> Value {
        <Self as ProvenIn<S>>::describe()
    }
}

/// [`Proven`] of a caller that a request may lack, if its first parameter has a session.
pub trait OptionalProvenIn<S>: ProvenIn<S> {
    /// The response to a request whose caller cannot be read.
    type Failure: IntoResponse;

    /// Takes the caller from a request; `None` without one, or without the proof.
    fn take_optional(
        parts: &mut Parts,
        state: &S,
    ) -> impl Future<Output = Result<Option<Self>, Self::Failure>> + Send;
}

impl<S, X, F, A> OptionalProvenIn<S> for Proven<X, F, A>
where
    X: HasSession<S> + OptionalAccess<S>,
    If<X::Exists, F>: Within<A>,
    S: Send + Sync,
{
    type Failure = X::Failure;

    async fn take_optional(parts: &mut Parts, state: &S) -> Result<Option<Self>, Self::Failure> {
        let access = X::take_optional(parts, state).await?;
        let is_proven = |access: &X| access.session().assurance().proves::<F, F::Age>();
        Ok(access.filter(is_proven).map(Self::new))
    }
}

impl<S, X, F, A> OptionalAccess<S> for Proven<X, F, A>
where
    X: SessionCaller,
    Of<X, Self>: OptionalProvenIn<S>,
    S: Send + Sync,
{
    type Failure = <Of<X, Self> as OptionalProvenIn<S>>::Failure;

    async fn take_optional(parts: &mut Parts, state: &S) -> Result<Option<Self>, Self::Failure> {
        <Self as OptionalProvenIn<S>>::take_optional(parts, state).await
    }
}

#[diagnostic::do_not_recommend]
impl<S, X, F, A> Identified<S> for Proven<X, F, A>
where
    X: SessionCaller,
    Of<X, Self>: ProvenIn<S>,
    S: Send + Sync,
{
    type Exists = <Of<X, Self> as ProvenIn<S>>::Exists;
}

#[diagnostic::do_not_recommend]
impl<S, X, F, A> HasSession<S> for Proven<X, F, A>
where
    X: SessionCaller,
    Of<X, Self>: ProvenIn<S>,
    S: Send + Sync,
{
    type Data = <Of<X, Self> as ProvenIn<S>>::Data;

    fn session(&self) -> &Session<Self::Data> {
        ProvenIn::session(self)
    }

    fn auth(state: &S) -> Auth<Self::Data> {
        <Self as ProvenIn<S>>::auth(state)
    }
}

impl<S: Send + Sync, V: SessionData, F: Factor, A: MaxAge> LayeredAccess<S> for Proven<Session<V>, F, A> {
    type Rejection = ProvenRejection<SessionRejection>;

    async fn take_layered(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let auth = layered(parts).map_err(ProvenRejection::Access)?;
        let session = required(&auth, parts).await.map_err(ProvenRejection::Access)?;
        check::<F, A, V, _>(&auth, parts, &session)?;
        Ok(Self::new(session))
    }

    fn describe() -> Value {
        described::<F, A>(<Session<V> as LayeredAccess<S>>::describe())
    }
}

impl<S, G, F, A> LayeredAccess<S> for Proven<Guard<G>, F, A>
where
    G: GuardCallback<RouterState<S>>,
    F: Factor,
    A: MaxAge,
    S: Clone + Send + Sync + 'static,
{
    type Rejection = ProvenRejection<GuardRejection>;

    async fn take_layered(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let auth = layered(parts).map_err(|it| ProvenRejection::Access(GuardRejection::Session(it)))?;
        let guarded = guard::ask::<G, S>(&auth, parts, state).await.map_err(ProvenRejection::Access)?;
        check::<F, A, G::Session, _>(&auth, parts, &guarded)?;
        Ok(Self::new(guarded))
    }

    fn describe() -> Value {
        described::<F, A>(<Guard<G> as LayeredAccess<S>>::describe())
    }
}

/// Returns the entry in the record of routes.
fn described<F: Factor, A: MaxAge>(of: Value) -> Value {
    let methods = F::methods().into_iter().map(AuthMethod::as_str);
    let mut described = json!({ "of": of, "proven": methods.collect::<Vec<_>>() });
    if let (Some(seconds), Value::Object(described)) = (A::SECONDS, &mut described) {
        described.insert("max_age".to_owned(), seconds.into());
    }
    described
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

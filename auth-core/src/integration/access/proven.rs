//! `Proven<X, F, A>`: a caller who has proven something, not long ago.

use std::{error::Error, fmt, marker::PhantomData, ops};

use serde_json::{Value, json};

use super::{
    kinds::{LayerType, kinds},
    rejection::{Refusal, Reply, SessionRejection},
    settled::If,
    step_up::StepUp,
};
use crate::contract::{
    assurance::{Anything, AuthMethod, Ever, Factor, MaxAge},
    readable,
    session::Session,
};

/// Proof that the user of a session has signed in, or stepped up, at most `A` ago, by any method:
/// `Fresh<Session<Visible>, Minutes<5>>`. It is [`Proven`] with the factor `Anything`.
///
/// A sign-in by a provider is fresh only if the provider says when the user has signed in there (`auth_time` in the ID
/// token).
///
/// A third parameter is an error, which names [`Proven`].
pub type Fresh<X, A, More = ()> = Proven<X, <More as NoMore>::Factor, <More as NoMore>::Age<A>>;

/// The absent third parameter of [`Fresh`].
#[diagnostic::on_unimplemented(
    message = "`Fresh` takes a caller and an age, and asks for any proof: it takes no third parameter",
    label = "is one parameter too many",
    note = "if a factor must be proven, write `Proven<Session<Visible>, Passkey, Minutes<5>>`"
)]
pub trait NoMore {
    /// The factor that [`Fresh`] asks for.
    type Factor;

    /// The age `A` itself.
    type Age<A>;
}

#[diagnostic::do_not_recommend]
impl NoMore for () {
    type Factor = Anything;
    type Age<A> = A;
}

/// Proof that the user of a session has proven a factor: `Proven<Session<Visible>, Passkey, Minutes<15>>`. Dereferences to
/// the caller.
///
/// The first parameter says who may call: a `Session<…>`, a [`Guard`](super::Guard), or one of them in `Can<…>` or another `Proven<…>`.
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
    pub(crate) access: X,
    proof: PhantomData<fn() -> (F, A)>,
}

impl<X, F, A> Proven<X, F, A> {
    pub(crate) const fn new(access: X) -> Self {
        Self { access, proof: PhantomData }
    }

    /// Returns the caller by value.
    pub fn into_inner(self) -> X {
        self.access
    }
}

/// The session that was taken with the proof.
impl<V, F, A> From<Proven<Self, F, A>> for Session<V> {
    fn from(proven: Proven<Self, F, A>) -> Self {
        proven.access
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

kinds! { AccessType: [X, F, A] Proven<X, F, A>; }
kinds! { CallerType: [X, F, A] Proven<X, F, A>; }
kinds! { SessionCaller: [X, F, A] Proven<X, F, A>; }
kinds! { LayerType: [X: LayerType, F, A] Proven<X, F, A>; }

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

/// Returns the entry in the record of routes.
pub(crate) fn described<F: Factor, A: MaxAge>(of: Value) -> Value {
    let methods = F::methods().into_iter().map(AuthMethod::as_str);
    let mut described = json!({ "of": of, "proven": methods.collect::<Vec<_>>() });
    if let (Some(seconds), Value::Object(described)) = (A::SECONDS, &mut described) {
        described.insert("max_age".to_owned(), seconds.into());
    }
    described
}

/// The rejection of a request for a handler that takes [`Proven`].
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum ProvenRejection<R = SessionRejection> {
    /// There is no such caller.
    #[error(transparent)]
    Access(R),
    /// The caller has not proven the factor, or too long ago.
    #[error("the user of the session has to prove more, or again")]
    StepUp(StepUp),
}

impl<R: Error + 'static> fmt::Debug for ProvenRejection<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        readable::write(self, f)
    }
}

impl<R: From<SessionRejection>> From<SessionRejection> for ProvenRejection<R> {
    fn from(rejection: SessionRejection) -> Self {
        Self::Access(rejection.into())
    }
}

impl<R: Refusal> Refusal for ProvenRejection<R> {
    fn reply(&self) -> Reply {
        match self {
            Self::Access(rejection) => rejection.reply(),
            Self::StepUp(step_up) => step_up.reply(),
        }
    }
}

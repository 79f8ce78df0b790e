//! `Can<X, N>`: a caller with permissions.

use std::{fmt, marker::PhantomData, ops};

use super::kinds::{LayerType, SessionCaller, kinds};
use crate::contract::session::Session;

/// Proof that a caller has permissions: `Can<Session<Visible>, permission::Refund>`. Dereferences to the caller.
///
/// The first parameter says who may call: a `Session<…>`, a [`Guard`](super::Guard), a `Caller<…>`, or one of them in `Proven<…>` or
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
    pub(crate) access: X,
    needs: PhantomData<fn() -> N>,
}

impl<X, N> Can<X, N> {
    pub(crate) const fn new(access: X) -> Self {
        Self { access, needs: PhantomData }
    }

    /// Returns the caller by value.
    pub fn into_inner(self) -> X {
        self.access
    }
}

/// The session that was taken with the permission.
impl<V, N> From<Can<Self, N>> for Session<V> {
    fn from(can: Can<Self, N>) -> Self {
        can.access
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

kinds! { AccessType: [X, N] Can<X, N>; }
kinds! { CallerType: [X, N] Can<X, N>; }
kinds! { SessionCaller: [X: SessionCaller, N] Can<X, N>; }
kinds! { LayerType: [X: LayerType, N] Can<X, N>; }

//! The kinds of accesses, without the state of a framework: the compiler reports another type as one error.

/// A type of argument that says who may call a route.
///
/// It has no state, so that the compiler reports another type as one error, and reports what an access lacks in a state by
/// the trait of the framework.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say who may call this route",
    label = "does not say who may call the route",
    note = "the first argument of a handler is one of `Public`, `Session<…>`, `Option<Session<…>>`, `Guard<…>`, `Can<…>`, \
        `Proven<…>`, `Fresh<…>` and `Caller<…>`, by value; a function under `#[auth::guard]` is named in one: `_: Guard<admins>`"
)]
pub trait AccessType {
    /// A type that exists if this is an access. See `If`.
    type Exists;
}

/// A type of access that says who calls, so that more can be required of the caller. As [`AccessType`], it has no state.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say who calls",
    label = "does not say who calls",
    note = "say first who may call, then what is required: `Can<Session<Visible>, permission::Refund>`; who calls is a \
        `Session<…>`, `Guard<…>` or `Caller<…>`; write `Option<Can<…>>` if there may be no caller"
)]
pub trait CallerType {
    /// A type that exists if this says who calls. See `If`.
    type Exists;
}

/// A type of caller with a session, whose user can be asked for proofs. As [`AccessType`], it has no state.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no session whose user could prove something",
    label = "has no session",
    note = "say who may call, then what must be proven, then how old the proof may be: `Proven<Session<Visible>, Passkey>`, \
        `Proven<Guard<admins>, Mfa, Hours<1>>`, `Fresh<Session<Visible>, Minutes<5>>`"
)]
pub trait SessionCaller {
    /// A type that exists if this has a session. See `If`.
    type Exists;
}

/// A type that `FromLayer` can hold. As [`AccessType`], it has no state.
#[diagnostic::on_unimplemented(
    message = "`FromLayer` cannot hold `{Self}`",
    label = "not taken from a layer",
    note = "it holds a `Session<…>`, a `Guard<…>` or a `Caller<…>`, an `Option<…>` of one of them, or one of the three in \
        `Can<…>` or, without a `Caller<…>`, in `Proven<…>`"
)]
pub trait LayerType {
    /// A type that exists if `FromLayer` can hold this. See `If`.
    type Exists;
}

/// Makes types of a kind: `kinds!(CallerType: [X, F, A] Proven<X, F, A>;)`.
macro_rules! kinds {
    ($Kind:ident: $([$($Generic:ident $(: $Bound:path)?),*] $Type:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($Generic $(: $Bound)?),*> $crate::integration::access::$Kind for $Type {
            type Exists = ();
        }
    )*};
}
pub(crate) use kinds;

/// Anyone may call the route.
#[derive(Clone, Copy, Debug)]
pub struct Public;

kinds! { AccessType:
    [] Public;
    [A: AccessType] Option<A>;
    [A: AccessType, E] Result<A, E>;
}
kinds! { LayerType: [A: LayerType] Option<A>; }

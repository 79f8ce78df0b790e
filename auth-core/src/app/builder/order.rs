//! The order of the builder's methods: the state and the type of the users come before the first callback, which is checked
//! against them.

use crate::{contract::callback::wiring::Then, flow::types::Callbacks};

/// A builder without a state.
#[diagnostic::on_unimplemented(
    message = "`.state(…)` is called once, and before `.users::<…>()`",
    label = "the builder has a state, or the type of its users, already",
    note = "several values are fields of one struct under `#[derive(Clone, auth::FromRef)]`"
)]
pub trait NoState {}

#[diagnostic::do_not_recommend]
impl NoState for () {}

/// A value or type that comes before all callbacks: the state, or the type of the users. `C` are the callbacks so far. The
/// condition is on the argument, so that the error is at the call, and not at the builder before it.
#[diagnostic::on_unimplemented(
    message = "`.state(…)` and `.users::<…>()` come before all callbacks: call this directly after `Auth::builder()`",
    label = "a callback is registered before this"
)]
pub trait BeforeCallbacks<C> {
    /// The callbacks of the builder that is returned: none. If the condition is not met, the type is unknown, and nothing else is
    /// reported about the builder.
    type Callbacks;
}

#[diagnostic::do_not_recommend]
impl<T> BeforeCallbacks<Callbacks> for T {
    type Callbacks = Callbacks;
}

/// An implementation that never applies. While it is undecided whether a callback fits, because that is an error already, this
/// condition is undecided, too, and not a second error.
#[diagnostic::do_not_recommend]
impl<T, Before, Guard, Jwt, Update, Access, Session, Redirect, Events, Factor>
    BeforeCallbacks<Callbacks<Then<Before, Guard>, Jwt, Update, Access, Session, Redirect, Events, Factor>>
    for T
where
    Guard: Undecided,
{
    type Callbacks = Callbacks;
}

/// A callback of which it is not known whether it fits. No type is one.
pub trait Undecided {}

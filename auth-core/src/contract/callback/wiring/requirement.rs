//! The requirements of a callback on its application, each reported once.
//!
//! The builder stores a callback as its type `Wired`, which passes through the requirements. If a requirement is
//! unmet, `Wired` has no type, and the compiler stops after one error. That works only if the trait has more than
//! one implementation: with a single one, the compiler commits to it and then reports its bounds. So each of these
//! traits has a second implementation that never applies, because of a bound on [`Never`].

use crate::contract::callback::{
    never::{Never, Unsatisfiable},
    state::FromRef,
};

/// A part of the state that a callback requires (`State<Db>`).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not part of the state `{S}`",
    label = "a callback takes `State<{Self}>`: make it a field of the state (`.state(…)`), under \
        `#[derive(auth::FromRef)]`"
)]
pub trait PartOf<S>: Sized {
    /// The callback `C`, if this requirement is met.
    type Wired<C>;

    /// Returns the part.
    fn of(state: &S) -> Self;
}

#[diagnostic::do_not_recommend]
impl<S, T: FromRef<S>> PartOf<S> for T {
    type Wired<C> = C;

    fn of(state: &S) -> Self {
        T::from_ref(state)
    }
}

#[diagnostic::do_not_recommend]
impl<S, T> PartOf<S> for T
where
    Unsatisfiable<T>: Never,
{
    type Wired<C> = C;

    fn of(_: &S) -> Self {
        Unsatisfiable::<T>::never()
    }
}

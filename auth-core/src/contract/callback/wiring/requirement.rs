//! What a callback demands of its application, told once.
//!
//! The builder remembers a callback by `This`, which passes through what it demands: with a demand that is
//! not met there is no such type, and of none the compiler asks nothing more. For that the demand itself must
//! not be found. With a single implementation the compiler takes that one, and only then looks at its bounds;
//! so each trait of this kind has a second one, which holds for nothing.

use std::marker::PhantomData;

use crate::contract::callback::state::FromRef;

/// A part of the state, as a callback demands it (`State<Db>`).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not part of the state `{S}`",
    label = "a callback takes `State<{Self}>`: make it a field of the state (`.state(…)`), under \
        `#[derive(auth::FromRef)]`"
)]
pub trait PartOf<S>: Sized {
    /// `C`, a callback of which this demand is met.
    type Wired<C>;

    /// The part.
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

/// Of this nothing holds.
pub struct Unsatisfiable<T>(PhantomData<T>);

/// What never holds.
pub trait Never {
    /// Is never called.
    fn never<T>() -> T;
}

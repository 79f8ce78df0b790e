//! The parts of a state under `#[derive(FromRef)]`, each of which is cloned.
//!
//! A part without `Clone` is an error of `#[derive(Clone)]` on the same struct, too, and one mistake should be one error. So there
//! are three types with the same methods, each of which dereferences to the next. The compiler takes the first whose conditions are
//! met: [`StatePart`] for a part that is `Clone`, [`UnclonedPart`] for one of a state that is, and [`PlainPart`] otherwise.

use std::ops::Deref;

/// A field of the state `S`.
pub struct StatePart<'s, S, T>(UnclonedPart<'s, S, T>);

/// A field of the state `S`, which is `Clone`, while the field is not. `#[derive(Clone)]` reports the field; for a `Clone` that is
/// written by hand, a lint does, since lints run only if nothing else is wrong.
pub struct UnclonedPart<'s, S, T>(PlainPart<'s, T>, std::marker::PhantomData<S>);

/// A field that is not `Clone`, of a state that is not, either.
pub struct PlainPart<'s, T>(&'s T);

impl<'s, S, T> StatePart<'s, S, T> {
    /// Takes the field.
    pub fn new(part: &'s T) -> Self {
        Self(UnclonedPart(PlainPart(part), std::marker::PhantomData))
    }
}

impl<S, T: Clone> StatePart<'_, S, T> {
    /// Returns a clone.
    pub fn cloned(&self) -> T {
        T::clone(self.0.0.0)
    }

    /// The part can be cloned.
    pub fn check(&self) {}
}

impl<S: Clone, T> UnclonedPart<'_, S, T> {
    /// Has no value. A program that needs one does not compile, whatever its lints are.
    pub fn cloned(&self) -> T {
        const {
            panic!(
                "a part of the state is cloned for each callback that takes it: put `#[derive(Clone)]` on its type"
            )
        }
    }

    /// Returns what the lint reports. In a tuple, it is reported without advice to ignore it.
    pub fn check(&self) -> (PartWithoutClone,) {
        (PartWithoutClone,)
    }
}

impl<T> PlainPart<'_, T> {
    /// Has no value, as above.
    pub fn cloned(&self) -> T {
        const {
            panic!(
                "a part of the state is cloned for each callback that takes it: put `#[derive(Clone)]` on its type"
            )
        }
    }

    /// Asks for `Clone`.
    pub fn check(&self)
    where
        T: Clone,
    {
    }
}

impl<'s, S, T> Deref for StatePart<'s, S, T> {
    type Target = UnclonedPart<'s, S, T>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'s, S, T> Deref for UnclonedPart<'s, S, T> {
    type Target = PlainPart<'s, T>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// The mark of a part that cannot be cloned.
#[must_use = "a part of the state is cloned for each callback that takes it: put `#[derive(Clone)]` on its type, or wrap it in an `Arc`"]
pub struct PartWithoutClone;

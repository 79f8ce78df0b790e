//! The parts of a state under `#[derive(FromRef)]`, each of which is cloned.
//!
//! The derive asks for no `Clone`: `#[derive(Clone)]` on the same struct does, and one mistake is one error. Where the struct
//! implements `Clone` itself, a part without it is reported by a lint, because lints run only after everything else is right.

/// A field of the state.
pub struct StatePart<'s, T>(&'s T);

impl<'s, T> StatePart<'s, T> {
    /// Takes the field.
    pub fn new(part: &'s T) -> Self {
        Self(part)
    }
}

impl<T: Clone> StatePart<'_, T> {
    /// Returns a clone.
    pub fn cloned(&self) -> T {
        self.0.clone()
    }

    /// The part can be cloned.
    pub fn is_cloned(&self) {}
}

/// The same methods of a field whose type is not `Clone`. The compiler takes those of the type first.
pub trait NotCloned<T> {
    /// Has no value. A program that needs one does not compile, whatever its lints are.
    fn cloned(&self) -> T;

    /// Returns what the lint reports.
    fn is_cloned(&self) -> PartWithoutClone;
}

impl<T> NotCloned<T> for StatePart<'_, T> {
    fn cloned(&self) -> T {
        const {
            panic!(
                "a part of the state is cloned for each callback that takes it: put `#[derive(Clone)]` on its type"
            )
        }
    }

    fn is_cloned(&self) -> PartWithoutClone {
        PartWithoutClone
    }
}

/// The mark of a part that cannot be cloned.
#[must_use = "a part of the state is cloned for each callback that takes it: put `#[derive(Clone)]` on its type, or wrap it in an `Arc`"]
pub struct PartWithoutClone;

//! A bound that is never met. `wiring/requirement.rs` says what implementations with it are for.

use std::marker::PhantomData;

/// A type without any implementation of [`Never`].
pub struct Unsatisfiable<T>(PhantomData<T>);

/// A bound that is never met.
pub trait Never {
    /// Stands in for a value. It is never called.
    fn never<T>() -> T;
}

//! Types that exist only if others do, so that one mistake is one error.

/// A type that the compiler knows. Each type is one, but the compiler cannot say so before it knows the type.
pub trait Settled {
    /// `T` itself.
    type Same<T>;

    /// Returns the part itself.
    fn itself<T>(part: Self::Same<T>) -> T;
}

#[diagnostic::do_not_recommend]
impl<S> Settled for S {
    type Same<T> = T;

    fn itself<T>(part: T) -> T {
        part
    }
}

/// `T` itself, if the type `E` exists.
///
/// Where `E` is an associated type, it exists if the trait is implemented. If it is not, the compiler reports that alone, and
/// nothing about `T`. So a mistake in one parameter is one error, and not one for each bound that follows from it.
pub(crate) type If<E, T> = <E as Settled>::Same<T>;

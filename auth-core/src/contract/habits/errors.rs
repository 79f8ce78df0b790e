//! Strings and refusals that a callback returns as errors, without `.into()`.

/// The requirement of what a callback returns in `Err(…)`: it has the error's type already.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` becomes the error of this callback by `.into()`: write `Err(….into())`",
    label = "write `.into()` after this"
)]
pub trait ErrorOfCallback<E> {
    /// Returns the error.
    fn same(self) -> E;
}

#[diagnostic::do_not_recommend]
impl<T> ErrorOfCallback<T> for T {
    fn same(self) -> T {
        self
    }
}

/// A second error type for every type, so that the compiler waits for the one that the callback returns.
#[doc(hidden)]
#[expect(missing_debug_implementations, reason = "there is no value of it")]
pub struct Undecided<T>(Never<T>);

type Never<T> = (std::convert::Infallible, std::marker::PhantomData<T>);

#[diagnostic::do_not_recommend]
impl<T> ErrorOfCallback<Undecided<T>> for T {
    #[expect(clippy::empty_loop, reason = "no function names this type")]
    fn same(self) -> Undecided<T> {
        loop {}
    }
}

/// Returns an error as it is. Attributes wrap strings and refusals in it, for the message of its requirement.
#[doc(hidden)]
pub fn error_of_callback<E>(error: impl ErrorOfCallback<E>) -> E {
    error.same()
}

//! Checks a return type, so that a wrong one is a single error, at the function.

/// The type `T`, if `IS_SUPPORTED`: `Checked<Result<SignIn>, { <Result<SignIn> as SignInOutcome>::IS_SUPPORTED }>`.
///
/// If `T` is not an outcome, the constant is the error and this type does not resolve. The compiler then reports
/// nothing further, neither at the callback nor where the callback is registered.
pub type Checked<T, const IS_SUPPORTED: bool> = <Gate<IS_SUPPORTED> as Pass<T>>::Type;

/// Lets a type pass if `OPEN` is `true`.
pub struct Gate<const OPEN: bool>;

/// A gate that lets `T` pass.
pub trait Pass<T> {
    /// The type.
    type Type;
}

impl<T> Pass<T> for Gate<true> {
    type Type = T;
}

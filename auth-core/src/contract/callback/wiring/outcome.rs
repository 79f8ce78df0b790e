//! Asks a return type whether it can be one, so that a wrong one is an error once, at the function.

/// `T`, if it is `IS_SUPPORTED`: `Checked<Result<SignIn>, { <Result<SignIn> as SignInOutcome>::IS_SUPPORTED }>`.
///
/// Where `T` is no outcome, the constant is the error, and this type is none: of such a type the compiler
/// asks nothing more, neither at the callback nor where it is wired.
pub type Checked<T, const IS_SUPPORTED: bool> = <Gate<IS_SUPPORTED> as Pass<T>>::Type;

/// Lets a type pass or not.
pub struct Gate<const OPEN: bool>;

/// What a gate makes of a type.
pub trait Pass<T> {
    /// The type.
    type Type;
}

impl<T> Pass<T> for Gate<true> {
    type Type = T;
}

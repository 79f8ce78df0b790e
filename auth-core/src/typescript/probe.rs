//! Asks a type for its name in TypeScript: by the trait of this crate, or by that of `ts-rs`.

use std::marker::PhantomData;

use super::{Declarations, TypeScript};

/// A type to ask. The methods of the traits below are called on `&&&Probe<T>`, so the compiler takes the first of them that
/// fits.
pub struct Probe<T: ?Sized>(PhantomData<T>);

impl<T: ?Sized> Probe<T> {
    /// Makes the question.
    #[allow(clippy::new_without_default, reason = "only generated code makes it")]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

/// Of types with a name by this crate.
pub trait Own {
    /// Returns the name.
    fn type_name(&self, types: &mut Declarations) -> String;
}

#[diagnostic::do_not_recommend]
impl<T: TypeScript + ?Sized> Own for &&Probe<T> {
    fn type_name(&self, types: &mut Declarations) -> String {
        T::type_name(types)
    }
}

/// Of types with a name by `ts-rs`. Without that feature, there are none.
pub trait Other {
    /// Returns the name.
    fn type_name(&self, types: &mut Declarations) -> String;
}

/// Of all other types, which are an error.
pub trait Unknown<T: ?Sized> {
    /// Returns the name that the type would have.
    fn type_name(&self, types: &mut Declarations) -> String
    where
        T: TypeScript;
}

#[diagnostic::do_not_recommend]
impl<T: ?Sized> Unknown<T> for Probe<T> {
    fn type_name(&self, types: &mut Declarations) -> String
    where
        T: TypeScript,
    {
        T::type_name(types)
    }
}

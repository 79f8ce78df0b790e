//! The traits that a type implements, as constants. The attributes assert them in one place, and name what is missing.

use std::{hash::Hash, marker::PhantomData};

use serde::{Serialize, de::DeserializeOwned};

use super::{error::BoxError, token::claims::OtherClaims};

/// The traits that `T` implements: `Derives::<T>::SERIALIZE`, with [`Lacks`] in scope. A constant of the type itself comes
/// before that of the trait, where it exists.
pub struct Derives<T: ?Sized>(PhantomData<T>);

impl<T: Serialize + ?Sized> Derives<T> {
    /// `true`.
    pub const SERIALIZE: bool = true;
}

impl<T: DeserializeOwned> Derives<T> {
    /// `true`.
    pub const DESERIALIZE: bool = true;
}

impl<T: Default> Derives<T> {
    /// `true`.
    pub const DEFAULT: bool = true;
}

impl<T: Eq + Hash> Derives<T> {
    /// `true`.
    pub const HASH: bool = true;
}

impl<T: Ord> Derives<T> {
    /// `true`.
    pub const ORD: bool = true;
}

impl Derives<OtherClaims> {
    /// `true`.
    pub const HOLDS_CLAIMS: bool = true;
}

impl<T: Into<BoxError> + Send> Derives<T> {
    /// `true`.
    pub const ERROR: bool = true;
}

impl<T: super::form::FieldValue> Derives<T> {
    /// `true`.
    pub const FORM_FIELD: bool = true;
}

/// The fallback for traits that a type does not implement.
pub trait Lacks {
    /// `false`: the type cannot be serialised.
    const SERIALIZE: bool = false;
    /// `false`: the type cannot be deserialised.
    const DESERIALIZE: bool = false;
    /// `false`: the type has no default.
    const DEFAULT: bool = false;
    /// `false`: the type cannot be the key of a hash map.
    const HASH: bool = false;
    /// `false`: the type has no order.
    const ORD: bool = false;
    /// `false`: the type cannot hold undeclared claims.
    const HOLDS_CLAIMS: bool = false;
    /// `false`: the type cannot be the error of a callback.
    const ERROR: bool = false;
    /// `false`: the type cannot be a field of a form.
    const FORM_FIELD: bool = false;
}

impl<T: ?Sized> Lacks for Derives<T> {}

//! The maximum lengths of claims in a token.

use std::io;

use serde::Serialize;

/// A type whose values have a maximum length in a token.
///
/// Numbers, `bool`, `char` and options of them implement it. `#[auth(max = …)]` sets the maximum of a field of
/// another type. An application can also implement it once for a type of its own:
///
/// ```
/// # use auth::token::MaxSize;
/// enum Role { Admin, User }
///
/// impl MaxSize for Role {
///     /// The longest is `"Admin"`, with its quotes.
///     const MAX_SIZE: usize = 7;
/// }
/// ```
pub trait MaxSize {
    /// The number of bytes of the longest value as JSON, including the quotes of a string.
    const MAX_SIZE: usize;
}

macro_rules! sizes {
    ($($ty:ty: $longest:expr,)*) => {
        $(impl MaxSize for $ty {
            const MAX_SIZE: usize = $longest.len();
        })*
    };
}

sizes! {
    (): "null",
    bool: "false",
    u8: "255",
    u16: "65535",
    u32: "4294967295",
    u64: "18446744073709551615",
    u128: "340282366920938463463374607431768211455",
    i8: "-128",
    i16: "-32768",
    i32: "-2147483648",
    i64: "-9223372036854775808",
    i128: "-170141183460469231731687303715884105728",
    f32: "-0.0000123456789",
    f64: "-2.2250738585072014e-308",
    char: r#""\u0000""#,
    crate::contract::UnixTime: "-9223372036854775",
}

impl<T: MaxSize> MaxSize for Option<T> {
    const MAX_SIZE: usize = if T::MAX_SIZE > "null".len() { T::MAX_SIZE } else { "null".len() };
}

/// Looks up the maximum length of a type that may have none: `Bound::<T>::MAX_SIZE`, with [`Unbounded`] in scope.
pub struct Bound<T>(std::marker::PhantomData<T>);

impl<T: MaxSize> Bound<T> {
    /// The maximum length.
    pub const MAX_SIZE: Option<usize> = Some(T::MAX_SIZE);
}

/// The fallback of `Bound` for types without a maximum length.
pub trait Unbounded {
    /// No maximum length.
    const MAX_SIZE: Option<usize> = None;
}

impl<T> Unbounded for Bound<T> {}

/// The error for a claim that is longer than its `#[auth(max = …)]`. The token is not issued.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("the claim `{claim}` is {length} bytes long, and its `max` is {max}: the token is not issued")]
#[non_exhaustive]
pub struct ClaimTooLong {
    /// The name of the claim in the token.
    pub claim: &'static str,
    /// The length in bytes as JSON, without the quotes of a string.
    pub length: usize,
    /// The maximum length in bytes.
    pub max: usize,
}

crate::contract::readable::debug_by_message!(ClaimTooLong);

/// Checks that a value is not longer than `max`.
pub(super) fn check<V: Serialize>(value: &V, claim: &'static str, max: usize) -> Result<(), ClaimTooLong> {
    let mut written = Written::default();
    // If the value does not serialise, writing the token reports the error.
    if serde_json::to_writer(&mut written, value).is_err() {
        return Ok(());
    }
    let length = written.length - if written.first == Some(b'"') { 2 } else { 0 };
    if length > max { Err(ClaimTooLong { claim, length, max }) } else { Ok(()) }
}

/// A writer that counts the bytes.
#[derive(Default)]
struct Written {
    first: Option<u8>,
    length: usize,
}

impl io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.first = self.first.or(bytes.first().copied());
        self.length += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks that the longest of some values is as long as the maximum of its type.
    fn longest<T: MaxSize + Serialize>(values: impl IntoIterator<Item = T>) {
        let lengths = values.into_iter().map(|value| serde_json::to_string(&value).unwrap().len());
        assert_eq!(lengths.max(), Some(T::MAX_SIZE), "{}", std::any::type_name::<T>());
    }

    #[test]
    fn numbers_are_as_long_as_said() {
        longest([true, false]);
        longest([i8::MIN, i8::MAX]);
        longest([i64::MIN, i64::MAX]);
        longest([u64::MAX]);
        longest([i128::MIN]);
        longest([-f64::MIN_POSITIVE]);
        longest(['a', '\0', '\u{10ffff}']);
        longest([None, Some(1_u8)]);
        longest([Some(u16::MAX)]);
        longest([crate::contract::UnixTime::from_millis(i64::MIN)]);
    }

    #[test]
    fn text_counts_as_it_is_written_without_its_quotes() {
        assert_eq!(check(&"12345678", "team", 8), Ok(()));
        assert_eq!(check(&"é\"", "team", 3).unwrap_err().length, 4);
        assert_eq!(check(&[1, 2], "team", 5), Ok(()));
        let error = check(&vec!["a"; 3], "teams", 4).unwrap_err();
        assert_eq!(error, ClaimTooLong { claim: "teams", length: 13, max: 4 });
    }
}

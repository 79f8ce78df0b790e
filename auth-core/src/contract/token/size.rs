//! How long claims can be in a token.

use std::io;

use serde::Serialize;

/// A type whose values have a greatest length in a token.
///
/// Numbers, `bool`, `char` and options of them have it; of a field of another type `#[auth(max = …)]` says
/// it. A type of the application's own may say it once for all of its fields:
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
    /// Bytes of the longest value as JSON, the quotes of a text included.
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

/// Asks for the greatest length of a type that may have none: `Bound::<T>::MAX_SIZE`, with [`Unbounded`] in
/// scope.
pub struct Bound<T>(std::marker::PhantomData<T>);

impl<T: MaxSize> Bound<T> {
    /// The greatest length.
    pub const MAX_SIZE: Option<usize> = Some(T::MAX_SIZE);
}

/// What `Bound` says of types without a greatest length.
pub trait Unbounded {
    /// None.
    const MAX_SIZE: Option<usize> = None;
}

impl<T> Unbounded for Bound<T> {}

/// A claim is longer than its `#[auth(max = …)]` allows, so the token is not issued.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the claim `{claim}` is {length} bytes long, and its `max` is {max}: the token is not issued")]
#[non_exhaustive]
pub struct ClaimTooLong {
    /// Its name in the token.
    pub claim: &'static str,
    /// Its length in bytes, as JSON; of a text without its quotes.
    pub length: usize,
    /// What its length may be.
    pub max: usize,
}

/// Looks whether a value is short enough.
pub(super) fn check<V: Serialize>(value: &V, claim: &'static str, max: usize) -> Result<(), ClaimTooLong> {
    let mut written = Written::default();
    // What does not serialise is not written either, and said there.
    if serde_json::to_writer(&mut written, value).is_err() {
        return Ok(());
    }
    let length = written.length - if written.first == Some(b'"') { 2 } else { 0 };
    if length > max { Err(ClaimTooLong { claim, length, max }) } else { Ok(()) }
}

/// Counts what is written.
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

    /// The longest of some values is as long as its type says.
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

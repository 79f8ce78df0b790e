//! Strings and other values that may be absent, as the setters of users take them.

use std::borrow::Cow;

use crate::contract::EmailAddress;

/// A string, or an `Option` of one: `&str`, `String`, `&String`, `Box<str>`, `Cow<str>` and `EmailAddress`.
///
/// ```
/// use auth::User;
///
/// let name: Option<String> = None;
/// assert_eq!(User::new("1").with_name(name).name, None);
/// assert_eq!(User::new("1").with_name("Ada").name.as_deref(), Some("Ada"));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a string",
    label = "neither a string nor an `Option` of one",
    note = "write a `String` or a `&str`, or an `Option` of either; `.to_string()` makes one of a number or an ID"
)]
pub trait OptionalString {
    /// Returns the string; `None` if there is none.
    fn optional(self) -> Option<String>;
}

/// Implements the trait for types that convert into a string.
macro_rules! strings {
    ($($Type:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl OptionalString for $Type {
            fn optional(self) -> Option<String> {
                Some(self.into())
            }
        }
    )*};
}

strings!(String, &String, &str, Box<str>, Cow<'_, str>);

#[diagnostic::do_not_recommend]
impl OptionalString for EmailAddress {
    fn optional(self) -> Option<String> {
        Some(self.as_str().to_owned())
    }
}

#[diagnostic::do_not_recommend]
impl OptionalString for &EmailAddress {
    fn optional(self) -> Option<String> {
        Some(self.as_str().to_owned())
    }
}

#[diagnostic::do_not_recommend]
impl<T: OptionalString> OptionalString for Option<T> {
    fn optional(self) -> Option<String> {
        self.and_then(T::optional)
    }
}

/// A value, or an `Option` of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a `{T}` nor an `Option` of one",
    label = "write a `{T}` or an `Option<{T}>`",
    note = "`.map(str::to_owned)` makes an `Option<String>` of an `Option<&str>`, and `.to_owned()` a `String` of a `&str`"
)]
pub trait OptionalValue<T> {
    /// Returns the value; `None` if there is none.
    fn value(self) -> Option<T>;
}

#[diagnostic::do_not_recommend]
impl<T, V: Into<Option<T>>> OptionalValue<T> for V {
    fn value(self) -> Option<T> {
        self.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{User, callback::sign_up::SignUp};

    #[test]
    fn a_string_and_an_option_of_one_are_taken() {
        let address = EmailAddress::parse("ada@acme.example").unwrap();
        let user = User::new("1").with_name(Some("Ada")).with_email(&address).with_image(None::<String>);
        assert_eq!((user.name.as_deref(), user.email.as_deref()), (Some("Ada"), Some("ada@acme.example")));
        assert_eq!(user.image, None);
        assert_eq!(user.with_name(Some(" ")).name, None, "a blank one is none");
        assert_eq!(SignUp::new().with_name(Some("Ada".to_owned())).name.as_deref(), Some("Ada"));
    }
}

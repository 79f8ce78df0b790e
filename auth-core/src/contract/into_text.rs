//! Strings as arguments: one trait in place of `Into`, whose error says what to write.

use std::borrow::Cow;

use super::{EmailAddress, VerifiedEmail};

/// A string, as the argument of a method: `&str`, `String`, or whatever else converts into `T`.
///
/// It is implemented for every type that implements `Into<T>`. Where `T` is `Option<String>`, it is implemented for every type
/// that converts into a `String`, and for an `Option` of one. `M` says which of the two it is, and is inferred.
///
/// ```
/// use auth::User;
///
/// struct Nickname(&'static str);
///
/// impl From<Nickname> for String {
///     fn from(name: Nickname) -> Self {
///         name.0.to_owned()
///     }
/// }
///
/// let name: Option<String> = None;
/// assert_eq!(User::new("1").with_name(name).name, None);
/// assert_eq!(User::new("1").with_name("Ada").name.as_deref(), Some("Ada"));
/// assert_eq!(User::new("1").with_name(Some(Nickname("Ada"))).name.as_deref(), Some("Ada"));
/// ```
#[diagnostic::on_unimplemented(
    message = "expected a string, found `{Self}`",
    label = "neither `&str` nor `String`",
    note = "of a `Result`, take the value, for example with `?`; a number or an ID becomes a string by `.to_string()`; an `Option` is \
        taken for what may be absent, such as a name"
)]
pub trait IntoText<T, M = ()> {
    /// Converts the string.
    fn into_text(self) -> T;
}

/// Implements [`IntoText`] for the types that convert into a type of strings.
macro_rules! into_text {
    ($($Type:ty),* $(,)?) => {$(
        #[diagnostic::do_not_recommend]
        impl<X: Into<$Type>> $crate::contract::IntoText<$Type> for X {
            fn into_text(self) -> $Type {
                self.into()
            }
        }
    )*};
}
pub(crate) use into_text;

into_text!(String, Cow<'static, str>);

#[diagnostic::do_not_recommend]
impl<X: Into<String>> IntoText<Option<String>> for X {
    fn into_text(self) -> Option<String> {
        Some(self.into())
    }
}

/// The mark of an `Option` in place of a string, so that the compiler tells the two apart.
#[doc(hidden)]
pub struct Absent<M>(std::marker::PhantomData<M>);

#[diagnostic::do_not_recommend]
impl<M, X: IntoText<Option<String>, M>> IntoText<Option<String>, Absent<M>> for Option<X> {
    fn into_text(self) -> Option<String> {
        self.and_then(X::into_text)
    }
}

#[diagnostic::do_not_recommend]
impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.as_str().to_owned()
    }
}

#[diagnostic::do_not_recommend]
impl From<&EmailAddress> for String {
    fn from(address: &EmailAddress) -> Self {
        address.as_str().to_owned()
    }
}

#[diagnostic::do_not_recommend]
impl From<VerifiedEmail<'_>> for String {
    fn from(address: VerifiedEmail<'_>) -> Self {
        address.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{Secret, User, callback::sign_up::SignUp};

    #[test]
    fn a_string_and_an_option_of_one_are_taken() {
        let address = EmailAddress::parse("ada@acme.example").unwrap();
        let user = User::new("1").with_name(Some("Ada")).with_email(&address).with_image(None::<String>);
        assert_eq!((user.name.as_deref(), user.email.as_deref()), (Some("Ada"), Some("ada@acme.example")));
        assert_eq!(user.image, None);
        assert_eq!(user.clone().with_email(Some(&address)).email.as_deref(), Some("ada@acme.example"));
        assert_eq!(user.clone().with_name(Some(Some(Cow::from("Eve")))).name.as_deref(), Some("Eve"));
        assert_eq!(user.with_name(Some(" ")).name, None, "a blank one is none");
        assert_eq!(SignUp::new().with_name(Some("Ada".to_owned())).name.as_deref(), Some("Ada"));
    }

    #[test]
    fn an_id_made_of_an_integer_is_equal_to_it() {
        let user = User::new(7_i64);
        assert!(user.id == 7 && user.id == 7_u64 && user.id == "7");
        assert!(user.id != 8 && user.id != "07");
    }

    #[test]
    fn a_type_of_the_application_that_converts_into_a_string_is_taken() {
        struct Name(String);

        impl From<Name> for String {
            fn from(name: Name) -> Self {
                name.0
            }
        }

        let name = || Name("Ada".to_owned());
        assert_eq!(User::new("1").with_name(name()).name.as_deref(), Some("Ada"));
        assert_eq!(User::new("1").with_name(Some(name())).name.as_deref(), Some("Ada"));
        assert_eq!(Secret::new(name()).expose(), "Ada");
    }
}

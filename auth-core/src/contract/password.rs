//! Passwords as users type them: a type that can be hashed and verified, and nothing else.

use serde::{Deserialize, Deserializer};

use super::{
    form::{FieldError, FieldValue, PasswordRole},
    secret::Secret,
};
use crate::contract::IntoText;

/// The longest password, in bytes of UTF-8. A longer one is never cut off: it cannot be chosen, and is always wrong.
pub(crate) const LONGEST_PASSWORD: usize = 1024;

/// A password that a user has typed. The library hashes and verifies it, and nothing else can be done with it: it cannot be
/// printed, compared or read, and is wiped from memory when it is dropped.
///
/// It is the type of a field in a form: under `#[auth::credentials]` the page shows it as a password field, and `Deserialize`
/// reads it from JSON and from forms of your own pages.
///
/// ```
/// # #[cfg(feature = "password")]
/// # mod example {
/// use auth::Password;
///
/// #[auth::credentials]
/// struct Login {
///     #[auth(email)]
///     email: String,
///     password: Password,
/// }
/// # }
/// ```
///
/// It has no `Debug`, so a struct that holds it cannot be logged by mistake:
///
/// ```compile_fail
/// # use auth::Password;
/// println!("{:?}", Password::new("correct horse battery staple"));
/// ```
pub struct Password(Option<Secret>);

impl Password {
    /// Takes a password as it was typed.
    pub fn new(typed: impl IntoText<String>) -> Self {
        let typed = Secret::new(typed);
        Self((typed.expose().len() <= LONGEST_PASSWORD).then_some(typed))
    }

    // A bound without a lifetime would be checked here, and not at the call.
    #[doc(hidden)]
    pub fn expose(&self) -> &str
    where
        for<'x> &'x Self: PasswordIsVerified,
    {
        ""
    }

    /// Returns the password as it was typed; `None` if it is longer than [`LONGEST_PASSWORD`].
    pub(crate) fn typed(&self) -> Option<&Secret> {
        self.0.as_ref()
    }
}

/// The requirement of reading a password, which no type meets.
#[diagnostic::on_unimplemented(
    message = "a `Password` cannot be read, only verified: take `check: PasswordCheck<'_>`, or a field of the type `Secret`",
    label = "not a method of `Password`"
)]
pub trait PasswordIsVerified {}

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

#[diagnostic::do_not_recommend]
impl FieldValue for Password {
    const INPUT_TYPE: &'static str = "password";

    const PASSWORD: Option<PasswordRole> = Some(PasswordRole::Required);

    fn parse(name: &'static str, text: Option<&str>) -> Result<Self, FieldError> {
        text.map(Self::new).ok_or(FieldError::Missing(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_kept_as_it_was_typed_up_to_the_bound() {
        let typed = |text: &str| Password::new(text).typed().map(|secret| secret.expose().to_owned());
        assert_eq!(typed(" Ärger\u{308} "), Some(" Ärger\u{308} ".to_owned()));
        assert_eq!(typed(&"x".repeat(1024)).map(|text| text.len()), Some(1024));
        assert_eq!(typed(&"x".repeat(1025)), None);
    }

    #[test]
    fn json_and_forms_have_it_as_a_string() {
        let read: Password = serde_json::from_str("\"a b\"").unwrap();
        assert!(read.typed().is_some_and(|typed| typed.expose() == "a b"));
        assert!(serde_json::from_str::<Password>("1").is_err());
        assert!(matches!(Password::parse("password", None), Err(FieldError::Missing("password"))));
    }
}

//! Typed sign-in forms: the trait behind `#[auth::credentials]`.

use std::marker::PhantomData;

use super::secret::Secret;

/// A sign-in form. The built-in page shows its fields, and the request is parsed into them.
///
/// Implemented by `#[auth::credentials]` on a struct with named fields.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a sign-in form",
    label = "not a form",
    note = "put `#[auth::credentials]` on the struct that holds the fields of the form"
)]
pub trait CredentialsForm: Sized + Send + 'static {
    /// The fields, in the order in which the page shows them.
    const FIELDS: &'static [Field];

    /// Parses the fields of a request.
    ///
    /// # Errors
    /// Returns an error if a required field is missing, or if its string does not fit its type. Such a form counts as a
    /// wrong password.
    fn parse(input: &dyn FormInput) -> Result<Self, FieldError>;
}

/// One field of a form, as the page shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Field {
    /// The name of the field in the request.
    pub name: &'static str,
    /// The label; `None` to use the name.
    pub label: Option<&'static str>,
    /// The HTML input type: `text`, `password`, `email`, `number`, `checkbox`, ….
    pub input_type: &'static str,
    /// The hint inside the empty field.
    pub placeholder: Option<&'static str>,
    /// The HTML `autocomplete` tokens: `username`, `current-password`, ….
    pub autocomplete: Option<&'static str>,
    /// `true` if the browser must not send the form without the field.
    pub required: bool,
    /// The role of a field whose type is [`Password`](super::Password), which the sign-up stores for the new user; `None` for
    /// all other types.
    pub password: Option<PasswordRole>,
}

/// The role of a password in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordRole {
    /// The user has to enter one.
    Required,
    /// The user may leave the field empty.
    Optional,
}

impl Field {
    /// Creates a field of an input type. Browsers fill a `password` with the current password, and an `email` with the
    /// user name, because password managers store the e-mail address as the user name.
    pub const fn new(name: &'static str, input_type: &'static str) -> Self {
        let autocomplete = match input_type.as_bytes() {
            b"password" => Some("current-password"),
            b"email" => Some("username"),
            _ => None,
        };
        Self {
            name,
            label: None,
            input_type,
            placeholder: None,
            autocomplete,
            required: false,
            password: None,
        }
    }

    /// Sets the label.
    #[must_use]
    pub const fn with_label(mut self, label: &'static str) -> Self {
        self.label = Some(label);
        self
    }

    /// Sets the placeholder.
    #[must_use]
    pub const fn with_placeholder(mut self, placeholder: &'static str) -> Self {
        self.placeholder = Some(placeholder);
        self
    }

    /// Sets the `autocomplete` tokens.
    #[must_use]
    pub const fn with_autocomplete(mut self, tokens: &'static str) -> Self {
        self.autocomplete = Some(tokens);
        self
    }

    /// Sets the role of the password that the field has.
    #[must_use]
    pub const fn with_password(mut self, role: Option<PasswordRole>) -> Self {
        self.password = role;
        self
    }

    /// Makes the browser reject an empty field.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

/// The source of the fields of a form: the body of a request.
pub trait FormInput {
    /// Returns the string that was sent under a name; `None` if there is no value, or one that is not a string.
    fn text(&self, name: &str) -> Option<&str>;
}

impl<T: FormInput + ?Sized> FormInput for &T {
    fn text(&self, name: &str) -> Option<&str> {
        (**self).text(name)
    }
}

/// Reads the fields from a list of names and values. The last value of a name counts.
impl FormInput for [(&str, &str)] {
    fn text(&self, name: &str) -> Option<&str> {
        self.iter().rev().find(|(key, _)| *key == name).map(|(_, text)| *text)
    }
}

/// The error for a field that does not fit its type. It contains the name of the field, never its value.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FieldError {
    /// The request has no field of this name.
    #[error("the field `{0}` is missing")]
    Missing(&'static str),
    /// The string does not parse as the field's type.
    #[error("the field `{0}` does not parse")]
    Invalid(&'static str),
}

crate::contract::readable::debug_by_message!(FieldError);

impl FieldError {
    /// Returns the name of the field.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Missing(name) | Self::Invalid(name) => name,
        }
    }
}

/// Returns the string of a required field; `None` if it is empty.
pub fn filled(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.is_empty())
}

/// A type that a field of a form can have.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a field of a sign-in form",
    label = "not a type of form fields",
    note = "fields are `String`, `Secret`, `bool`, integers, or an `Option` of these"
)]
pub trait FieldValue: Sized {
    /// The default input type.
    const INPUT_TYPE: &'static str;

    /// The role of the password, if the type is [`Password`](super::Password).
    const PASSWORD: Option<PasswordRole> = None;

    /// Parses the string that was sent; `text` is `None` if the field is absent.
    ///
    /// # Errors
    /// Returns an error if the field is missing or does not parse.
    fn parse(name: &'static str, text: Option<&str>) -> Result<Self, FieldError>;
}

/// Reads the value of a field: `FormValue::<V>::parse(name, text)`, with [`NotAField`] in scope.
pub struct FormValue<V>(PhantomData<V>);

impl<V: FieldValue> FormValue<V> {
    /// The default input type.
    pub const INPUT_TYPE: &'static str = V::INPUT_TYPE;

    /// The role of the password, if the type is one.
    pub const PASSWORD: Option<PasswordRole> = V::PASSWORD;

    /// Parses the string that was sent; `text` is `None` if the field is absent.
    ///
    /// # Errors
    /// Returns an error if the field is missing or does not parse.
    pub fn parse(name: &'static str, text: Option<&str>) -> Result<V, FieldError> {
        V::parse(name, text)
    }
}

/// The fallback of [`FormValue`] for types that cannot be fields. The attribute asserts that there is none, so that the
/// mistake is one error; nothing here ever runs.
pub trait NotAField<V> {
    /// A text field.
    const INPUT_TYPE: &'static str = "text";

    /// No password.
    const PASSWORD: Option<PasswordRole> = None;

    /// Fails.
    ///
    /// # Errors
    /// Always.
    fn parse(name: &'static str, _: Option<&str>) -> Result<V, FieldError> {
        Err(FieldError::Invalid(name))
    }
}

impl<V> NotAField<V> for FormValue<V> {}

#[diagnostic::do_not_recommend]
impl FieldValue for String {
    const INPUT_TYPE: &'static str = "text";

    fn parse(name: &'static str, text: Option<&str>) -> Result<Self, FieldError> {
        text.map(str::to_owned).ok_or(FieldError::Missing(name))
    }
}

#[diagnostic::do_not_recommend]
impl FieldValue for Secret {
    const INPUT_TYPE: &'static str = "password";

    fn parse(name: &'static str, text: Option<&str>) -> Result<Self, FieldError> {
        text.map(Secret::new).ok_or(FieldError::Missing(name))
    }
}

/// Parses a checkbox. Browsers send a ticked one, and omit an unticked one.
#[diagnostic::do_not_recommend]
impl FieldValue for bool {
    const INPUT_TYPE: &'static str = "checkbox";

    fn parse(_: &'static str, text: Option<&str>) -> Result<Self, FieldError> {
        Ok(text.is_some_and(|text| !matches!(text, "" | "false" | "0" | "off")))
    }
}

/// Parses an empty string as `None`, because browsers also send empty fields.
#[diagnostic::do_not_recommend]
impl<V: FieldValue> FieldValue for Option<V> {
    const INPUT_TYPE: &'static str = V::INPUT_TYPE;

    const PASSWORD: Option<PasswordRole> = match V::PASSWORD {
        Some(_) => Some(PasswordRole::Optional),
        None => None,
    };

    fn parse(name: &'static str, text: Option<&str>) -> Result<Self, FieldError> {
        match text {
            None | Some("") => Ok(None),
            Some(text) => V::parse(name, Some(text)).map(Some),
        }
    }
}

macro_rules! number_fields {
    ($($number:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl FieldValue for $number {
            const INPUT_TYPE: &'static str = "number";

            fn parse(name: &'static str, text: Option<&str>) -> Result<Self, FieldError> {
                text.ok_or(FieldError::Missing(name))?.trim().parse().map_err(|_| FieldError::Invalid(name))
            }
        }
    )*};
}

number_fields!(u8 u16 u32 u64 i8 i16 i32 i64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_parse_by_their_type() {
        let input: &[(&str, &str)] = &[("name", "ada"), ("age", " 36 "), ("stay", "on"), ("empty", "")];
        assert_eq!(String::parse("name", input.text("name")).unwrap(), "ada");
        assert_eq!(u8::parse("age", input.text("age")).unwrap(), 36);
        assert!(bool::parse("stay", input.text("stay")).unwrap());
        assert!(!bool::parse("gone", input.text("gone")).unwrap());
        assert_eq!(Option::<String>::parse("empty", input.text("empty")).unwrap(), None);
        assert_eq!(u8::parse("name", input.text("name")), Err(FieldError::Invalid("name")));
        assert_eq!(String::parse("gone", input.text("gone")), Err(FieldError::Missing("gone")));
    }
}

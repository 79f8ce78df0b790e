//! `#[auth::credentials]`: fields as they are drawn and as they are parsed.

use auth::{
    __private::form::{CredentialsForm, Field, FieldError, FormInput},
    prelude::*,
};

#[auth::credentials]
struct Login {
    #[auth(email, label = "E-mail", placeholder = "you@example.com", required)]
    email: String,
    #[auth(password)]
    password: String,
    pin: Secret,
    #[auth(input = "tel", autocomplete = "one-time-code", rename = "otp")]
    code: Option<u32>,
    stay: bool,
}

#[test]
fn fields_are_drawn_by_their_options_and_types() {
    let expected = [
        Field::new("email", "email").with_label("E-mail").with_placeholder("you@example.com").required(),
        Field::new("password", "password"),
        Field::new("pin", "password"),
        Field::new("otp", "tel").with_autocomplete("one-time-code"),
        Field::new("stay", "checkbox"),
    ];
    assert_eq!(Login::FIELDS, expected);
    let autocomplete = Login::FIELDS.iter().map(|field| field.autocomplete).collect::<Vec<_>>();
    let password = Some("current-password");
    assert_eq!(autocomplete, [Some("username"), password, password, Some("one-time-code"), None]);
}

fn parse(input: &[(&str, &str)]) -> Result<Login, FieldError> {
    struct Input<'i>(&'i [(&'i str, &'i str)]);

    impl FormInput for Input<'_> {
        fn text(&self, name: &str) -> Option<&str> {
            self.0.text(name)
        }
    }

    Login::parse(&Input(input))
}

#[test]
fn fields_are_parsed_by_name() {
    let form =
        parse(&[("email", "a@b.c"), ("password", ""), ("pin", "1"), ("otp", "42"), ("stay", "on")]).unwrap();
    assert_eq!(
        (form.email.as_str(), form.password.as_str(), form.code, form.stay),
        ("a@b.c", "", Some(42), true)
    );
    assert_eq!(form.pin.expose(), "1");
}

#[test]
fn a_required_field_must_not_be_empty() {
    let rest = [("password", "x"), ("pin", "1")];
    for input in [rest.to_vec(), [&rest[..], &[("email", "")]].concat()] {
        assert_eq!(parse(&input).err(), Some(FieldError::Missing("email")));
    }
    let wrong = [&rest[..], &[("email", "a@b.c"), ("otp", "x")]].concat();
    assert_eq!(parse(&wrong).err(), Some(FieldError::Invalid("otp")));
}

struct Login {
    email: String,
    password: Secret,
    stay: bool,
}
#[automatically_derived]
impl ::auth::__private::form::CredentialsForm for Login {
    const FIELDS: &'static [::auth::__private::form::Field] = &[
        ::auth::__private::form::Field::new("email", "email")
            .with_label("E-mail")
            .required(),
        ::auth::__private::form::Field::new("password", "password"),
        ::auth::__private::form::Field::new(
            "stay",
            <bool as ::auth::__private::form::FieldValue>::INPUT_TYPE,
        ),
    ];
    fn parse(
        input: &dyn ::auth::__private::form::FormInput,
    ) -> ::core::result::Result<Self, ::auth::__private::form::FieldError> {
        ::core::result::Result::Ok(Login {
            email: <String as ::auth::__private::form::FieldValue>::parse(
                "email",
                ::auth::__private::form::filled(
                    ::auth::__private::form::FormInput::text(input, "email"),
                ),
            )?,
            password: <Secret as ::auth::__private::form::FieldValue>::parse(
                "password",
                ::auth::__private::form::FormInput::text(input, "password"),
            )?,
            stay: <bool as ::auth::__private::form::FieldValue>::parse(
                "stay",
                ::auth::__private::form::FormInput::text(input, "stay"),
            )?,
        })
    }
}

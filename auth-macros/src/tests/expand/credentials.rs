struct Login {
    email: String,
    password: Secret,
    stay: bool,
}
const _: () = {
    #[allow(unused_imports)]
    use ::auth::__private::form::NotAField as _;
    #[automatically_derived]
    impl ::auth::__private::form::CredentialsForm for Login {
        const FIELDS: &'static [::auth::__private::form::Field] = &[
            ::auth::__private::form::Field::new("email", "email")
                .with_password(::auth::__private::form::FormValue::<String>::PASSWORD)
                .with_label("E-mail")
                .required(),
            ::auth::__private::form::Field::new("password", "password")
                .with_password(::auth::__private::form::FormValue::<Secret>::PASSWORD),
            ::auth::__private::form::Field::new(
                    "stay",
                    ::auth::__private::form::FormValue::<bool>::INPUT_TYPE,
                )
                .with_password(::auth::__private::form::FormValue::<bool>::PASSWORD),
        ];
        fn parse(
            input: &dyn ::auth::__private::form::FormInput,
        ) -> ::core::result::Result<Self, ::auth::__private::form::FieldError> {
            ::core::result::Result::Ok(Login {
                email: ::auth::__private::form::FormValue::<
                    String,
                >::parse(
                    "email",
                    ::auth::__private::form::filled(
                        ::auth::__private::form::FormInput::text(input, "email"),
                    ),
                )?,
                password: ::auth::__private::form::FormValue::<
                    Secret,
                >::parse(
                    "password",
                    ::auth::__private::form::FormInput::text(input, "password"),
                )?,
                stay: ::auth::__private::form::FormValue::<
                    bool,
                >::parse(
                    "stay",
                    ::auth::__private::form::FormInput::text(input, "stay"),
                )?,
            })
        }
    }
    #[allow(unused_imports)]
    use ::auth::__private::derives::Lacks as _;
    const _: () = {
        ::core::assert!(
            ::auth::__private::derives::Derives:: < String > ::FORM_FIELD,
            "`String` cannot be a field of a sign-in form: fields are `String`, `Secret`, `bool`, integers, or an `Option` of these"
        );
    };
    const _: () = {
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Secret > ::FORM_FIELD,
            "`Secret` cannot be a field of a sign-in form: fields are `String`, `Secret`, `bool`, integers, or an `Option` of these"
        );
    };
    const _: () = {
        ::core::assert!(
            ::auth::__private::derives::Derives:: < bool > ::FORM_FIELD,
            "`bool` cannot be a field of a sign-in form: fields are `String`, `Secret`, `bool`, integers, or an `Option` of these"
        );
    };
};

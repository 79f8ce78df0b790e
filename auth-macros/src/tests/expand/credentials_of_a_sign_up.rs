struct Registration {
    name: String,
    password: Option<Password>,
}
const _: () = {
    #[allow(unused_imports)]
    use ::auth::__private::form::NotAField as _;
    #[automatically_derived]
    impl ::auth::__private::form::CredentialsForm for Registration {
        const FIELDS: &'static [::auth::__private::form::Field] = &[
            ::auth::__private::form::Field::new(
                    "name",
                    ::auth::__private::form::FormValue::<String>::INPUT_TYPE,
                )
                .with_password(::auth::__private::form::FormValue::<String>::PASSWORD)
                .required(),
            ::auth::__private::form::Field::new(
                    "password",
                    ::auth::__private::form::FormValue::<Option<Password>>::INPUT_TYPE,
                )
                .with_password(
                    ::auth::__private::form::FormValue::<Option<Password>>::PASSWORD,
                ),
        ];
        fn parse(
            input: &dyn ::auth::__private::form::FormInput,
        ) -> ::core::result::Result<Self, ::auth::__private::form::FieldError> {
            ::core::result::Result::Ok(Registration {
                name: ::auth::__private::form::FormValue::<
                    String,
                >::parse(
                    "name",
                    ::auth::__private::form::filled(
                        ::auth::__private::form::FormInput::text(input, "name"),
                    ),
                )?,
                password: ::auth::__private::form::FormValue::<
                    Option<Password>,
                >::parse(
                    "password",
                    ::auth::__private::form::FormInput::text(input, "password"),
                )?,
            })
        }
    }
    const _: fn(&Registration) = |form| {
        let _ = &form.password;
    };
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
            ::auth::__private::derives::Derives:: < Option < Password > > ::FORM_FIELD,
            "`Option<Password>` cannot be a field of a sign-in form: fields are `String`, `Secret`, `bool`, integers, or an `Option` of these"
        );
    };
};

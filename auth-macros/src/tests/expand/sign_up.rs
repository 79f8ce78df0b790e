async fn register(
    form: Registration,
    email: VerifiedEmail<'_>,
    State(db): State<Db>,
) -> Result<SignUp<Member>> {
    db.register(form, email).await
}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
struct register {}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
> ::auth::__private::callback::sign_up::SignUpCallback<S> for register
where
    Db: ::auth::__private::FromRef<S>,
{
    type Form = Registration;
    type Outcome = ::auth::__private::callback::wiring::Checked<
        Result<SignUp<Member>>,
        {
            <::auth::__private::callback::wiring::Checked<
                Result<SignUp<Member>>,
                {
                    <SignUp<
                        Member,
                    > as ::auth::__private::callback::sign_up::SignUpOutcome>::IS_SUPPORTED
                },
            > as ::auth::__private::callback::sign_up::SignUpOutcome>::IS_SUPPORTED
        },
    >;
    async fn call(
        call: ::auth::__private::callback::sign_up::SignUpCall<'_, S>,
        form: Self::Form,
    ) -> Self::Outcome {
        register(
                form,
                <VerifiedEmail<
                    '_,
                > as ::auth::__private::callback::sign_up::SignUpArgument<
                    '_,
                    S,
                >>::from_call(&call),
                <State<
                    Db,
                > as ::auth::__private::callback::sign_up::SignUpArgument<
                    '_,
                    S,
                >>::from_call(&call),
            )
            .await
    }
}

async fn needed(user: &User<Member>, method: SignInMethod<'_>) -> SecondFactor {
    user.role.needs(method)
}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
struct needed {}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
> ::auth::__private::callback::second_factor::SecondFactorCallback<S> for needed
where
    Member: ::auth::__private::callback::wiring::UsersOf<S>,
{
    type Wired = <Member as ::auth::__private::callback::wiring::UsersOf<
        S,
    >>::Wired<Self>;
    type Outcome = ::auth::__private::callback::wiring::Checked<
        SecondFactor,
        {
            <SecondFactor as ::auth::__private::callback::second_factor::SecondFactorOutcome>::IS_SUPPORTED
        },
    >;
    async fn call(
        call: ::auth::__private::callback::second_factor::SecondFactorCall<'_, S>,
    ) -> Self::Outcome {
        needed(
                <&User<
                    Member,
                > as ::auth::__private::callback::second_factor::SecondFactorArgument<
                    '_,
                    S,
                >>::from_call(&call),
                <SignInMethod<
                    '_,
                > as ::auth::__private::callback::second_factor::SecondFactorArgument<
                    '_,
                    S,
                >>::from_call(&call),
            )
            .await
    }
}

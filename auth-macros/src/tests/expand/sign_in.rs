async fn not_banned(user: &User, State(db): State<Db>) -> Result<SignIn> {
    db.look_up(user).await
}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
struct not_banned {}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
> ::auth::__private::callback::sign_in::SignInCallback<S> for not_banned
where
    Db: ::auth::__private::callback::wiring::PartOf<S>,
{
    type Wired = <Db as ::auth::__private::callback::wiring::PartOf<S>>::Wired<Self>;
    type Outcome = ::auth::__private::callback::wiring::Checked<
        Result<SignIn>,
        {
            <::auth::__private::callback::wiring::Checked<
                Result<SignIn>,
                {
                    <SignIn as ::auth::__private::callback::sign_in::SignInOutcome>::IS_SUPPORTED
                },
            > as ::auth::__private::callback::sign_in::SignInOutcome>::IS_SUPPORTED
        },
    >;
    async fn call(
        call: ::auth::__private::callback::sign_in::SignInCall<'_, S>,
    ) -> Self::Outcome {
        not_banned(
                <&User as ::auth::__private::callback::sign_in::SignInArgument<
                    '_,
                    S,
                >>::from_call(&call),
                <State<
                    Db,
                > as ::auth::__private::callback::sign_in::SignInArgument<
                    '_,
                    S,
                >>::from_call(&call),
            )
            .await
    }
}

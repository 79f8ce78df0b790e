#[cfg(feature = "login")]
#[expect(clippy::unused_async)]
async fn login(form: Login, ip: Option<ClientIp>) -> Option<User> {
    None
}
#[cfg(feature = "login")]
#[allow(clippy::unused_async)]
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
struct login {}
#[cfg(feature = "login")]
#[allow(clippy::unused_async)]
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
> ::auth::__private::callback::authorize::AuthorizeCallback<S> for login {
    type Form = Login;
    type Outcome = ::auth::__private::callback::wiring::Checked<
        Option<User>,
        {
            <Option<
                User,
            > as ::auth::__private::callback::authorize::AuthorizeOutcome>::IS_SUPPORTED
        },
    >;
    async fn call(
        call: ::auth::__private::callback::authorize::AuthorizeCall<'_, S>,
        form: Self::Form,
    ) -> Self::Outcome {
        login(
                form,
                <Option<
                    ClientIp,
                > as ::auth::__private::callback::authorize::AuthorizeArgument<
                    '_,
                    S,
                >>::from_call(&call),
            )
            .await
    }
}

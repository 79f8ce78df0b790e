async fn home(url: RedirectUrl<'_>) -> Target {
    Target::Home
}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
struct home {}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
> ::auth::__private::callback::redirect::RedirectCallback<S> for home {
    type Wired = Self;
    type Outcome = ::auth::__private::callback::wiring::Checked<
        Target,
        {
            <Target as ::auth::__private::callback::redirect::RedirectOutcome>::IS_SUPPORTED
        },
    >;
    async fn call(
        call: ::auth::__private::callback::redirect::RedirectCall<'_, S>,
    ) -> Self::Outcome {
        home(
                <RedirectUrl<
                    '_,
                > as ::auth::__private::callback::redirect::RedirectArgument<
                    '_,
                    S,
                >>::from_call(&call),
            )
            .await
    }
}

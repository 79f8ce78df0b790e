async fn issue(user: &User) {}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
struct issue {}
#[automatically_derived]
impl<S: ::auth::__private::AppState> ::auth::__private::callback::jwt::JwtCallback<S>
for issue {
    type Wired = Self;
    type Outcome = ::auth::__private::callback::wiring::Checked<
        (),
        {
            ::core::compile_error! {
                "a jwt callback must return something: add `-> Result<Token>`; it returns the struct under `#[auth::jwt]`, a `Jwt` of it, or an `Option` or `Result` of either"
            }
        },
    >;
    async fn call(
        call: ::auth::__private::callback::jwt::JwtCall<'_, S>,
    ) -> Self::Outcome {
        ::core::future::pending().await
    }
}

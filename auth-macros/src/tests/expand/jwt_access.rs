async fn still_valid(token: &Jwt<Token>) -> bool {
    token.id > 0
}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
struct still_valid {}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
> ::auth::__private::callback::jwt::JwtAccessCallback<S, Token> for still_valid {
    type Wired = Self;
    type Outcome = ::auth::__private::callback::wiring::Checked<
        bool,
        { <bool as ::auth::__private::callback::jwt::JwtAccessOutcome>::IS_SUPPORTED },
    >;
    async fn call(
        call: ::auth::__private::callback::jwt::JwtAccessCall<'_, S>,
        token: &::auth::__private::Jwt<Token>,
    ) -> Self::Outcome {
        still_valid(token).await
    }
}

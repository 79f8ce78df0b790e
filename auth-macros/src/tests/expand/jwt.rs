pub async fn issue<'a>(user: &'a User) -> Result<Token> {
    Ok(Token::of(user))
}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
pub struct issue {}
#[automatically_derived]
impl<S: ::auth::__private::AppState> ::auth::__private::callback::jwt::JwtCallback<S>
for issue {
    type Wired = Self;
    type Outcome = ::auth::__private::callback::wiring::Checked<
        Result<Token>,
        {
            <::auth::__private::callback::wiring::Checked<
                Result<Token>,
                { <Token as ::auth::__private::callback::jwt::JwtOutcome>::IS_SUPPORTED },
            > as ::auth::__private::callback::jwt::JwtOutcome>::IS_SUPPORTED
        },
    >;
    async fn call(
        call: ::auth::__private::callback::jwt::JwtCall<'_, S>,
    ) -> Self::Outcome {
        issue(
                <&'_ User as ::auth::__private::callback::jwt::JwtArgument<
                    '_,
                    S,
                >>::from_call(&call),
            )
            .await
    }
}

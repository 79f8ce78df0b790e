async fn show(token: &Jwt<Token>) -> Visible {
    Visible::of(token)
}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
struct show {}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
> ::auth::__private::callback::session::SessionCallback<S, Token> for show {
    type Wired = Self;
    type Outcome = ::auth::__private::callback::wiring::Checked<
        Visible,
        {
            <Visible as ::auth::__private::callback::session::SessionOutcome>::IS_SUPPORTED
        },
    >;
    async fn call(
        call: ::auth::__private::callback::session::SessionCall<'_, S>,
        token: &::auth::__private::Jwt<Token>,
    ) -> ::core::result::Result<
        Self::Outcome,
        ::auth::__private::callback::jwt::InvalidPayload,
    > {
        ::core::result::Result::Ok(show(token).await)
    }
}

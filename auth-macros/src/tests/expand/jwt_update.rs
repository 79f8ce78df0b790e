async fn rename(token: &mut Jwt<Token>, Update(patch): Update<Rename>) {
    token.name = patch.name;
}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
struct rename {}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
> ::auth::__private::callback::jwt::JwtUpdateCallback<S, Token> for rename {
    type Wired = Self;
    type Outcome = ::auth::__private::callback::wiring::Checked<
        (),
        { <() as ::auth::__private::callback::jwt::JwtUpdateOutcome>::IS_SUPPORTED },
    >;
    async fn call(
        call: ::auth::__private::callback::jwt::JwtUpdateCall<'_, S>,
        token: &mut ::auth::__private::Jwt<Token>,
    ) -> ::core::result::Result<
        Self::Outcome,
        ::auth::__private::callback::jwt::InvalidPayload,
    > {
        ::core::result::Result::Ok(
            rename(
                    token,
                    <Update<
                        Rename,
                    > as ::auth::__private::callback::jwt::JwtUpdateArgument<
                        '_,
                        S,
                    >>::from_call(&call)?,
                )
                .await,
        )
    }
}

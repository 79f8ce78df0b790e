async fn show(user: &User<AppUser>, update: Option<Update<Patch>>) -> Visible {
    Visible::of(user)
}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
struct show {}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
> ::auth::__private::callback::session::SessionCallback<
    S,
    ::auth::__private::callback::database::Stored<AppUser>,
> for show {
    type Wired = Self;
    type Outcome = ::auth::__private::callback::wiring::Checked<
        Visible,
        {
            <Visible as ::auth::__private::callback::session::SessionOutcome>::IS_SUPPORTED
        },
    >;
    async fn call(
        call: ::auth::__private::callback::session::SessionCall<'_, S>,
        token: &::auth::__private::Jwt<
            ::auth::__private::callback::database::Stored<AppUser>,
        >,
    ) -> ::core::result::Result<
        Self::Outcome,
        ::auth::__private::callback::jwt::InvalidPayload,
    > {
        ::core::result::Result::Ok(
            show(
                    &token.claims.user,
                    <Option<
                        Update<Patch>,
                    > as ::auth::__private::callback::session::SessionArgument<
                        '_,
                        S,
                    >>::from_call(&call)?,
                )
                .await,
        )
    }
}

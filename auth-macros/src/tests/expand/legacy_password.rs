pub fn verify_old(password: &Secret, hash: &str) -> Result<bool> {
    Ok(verify(password.expose(), hash)?)
}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
pub struct verify_old {}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
> ::auth::__private::callback::legacy_password::LegacyPasswordCallback<S>
for verify_old {
    type Outcome = ::auth::__private::callback::wiring::Checked<
        Result<bool>,
        {
            <::auth::__private::callback::wiring::Checked<
                Result<bool>,
                {
                    <bool as ::auth::__private::callback::legacy_password::LegacyPasswordOutcome>::IS_SUPPORTED
                },
            > as ::auth::__private::callback::legacy_password::LegacyPasswordOutcome>::IS_SUPPORTED
        },
    >;
    async fn call(
        call: ::auth::__private::callback::legacy_password::LegacyPasswordCall<'_, S>,
    ) -> Self::Outcome {
        verify_old(
            <&Secret as ::auth::__private::callback::legacy_password::LegacyPasswordArgument<
                '_,
                S,
            >>::from_call(&call),
            <&str as ::auth::__private::callback::legacy_password::LegacyPasswordArgument<
                '_,
                S,
            >>::from_call(&call),
        )
    }
}

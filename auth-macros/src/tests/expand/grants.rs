fn granted(session: &Session<Visible>) -> Set<Permission> {
    session.permissions
}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
pub struct granted {}
#[automatically_derived]
impl ::auth::__private::callback::grants::Granted<Visible> for Permission {
    type By = granted;
}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
> ::auth::__private::callback::grants::GrantsCallback<S, Visible, Permission>
for granted {
    const TAKES_THE_SESSION_ALONE: bool = true;
    async fn call(
        call: ::auth::__private::callback::grants::GrantsCall<'_, S>,
        session: &::auth::__private::Session<Visible>,
    ) -> ::core::result::Result<
        ::auth::__private::Set<Permission>,
        ::auth::__private::BoxError,
    > {
        <Set<
            Permission,
        > as ::auth::__private::callback::grants::GrantsOutcome>::granted(
            granted(session),
        )
    }
}

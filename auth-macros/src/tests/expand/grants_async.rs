async fn granted(
    session: &Session<Visible>,
    State(db): State<Db>,
    cookies: Cookies<'_>,
) -> Result<Set<Permission>> {
    db.granted(session).await
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
> ::auth::__private::callback::grants::GrantsCallback<S, Visible, Permission> for granted
where
    Db: ::auth::__private::FromRef<S>,
{
    const TAKES_THE_SESSION_ALONE: bool = false;
    async fn call(
        call: ::auth::__private::callback::grants::GrantsCall<'_, S>,
        session: &::auth::__private::Session<Visible>,
    ) -> ::core::result::Result<
        ::auth::__private::Set<Permission>,
        ::auth::__private::BoxError,
    > {
        <Result<
            Set<Permission>,
        > as ::auth::__private::callback::grants::GrantsOutcome>::granted(
            granted(
                    session,
                    <State<
                        Db,
                    > as ::auth::__private::callback::grants::GrantsArgument<
                        '_,
                        S,
                    >>::from_call(&call),
                    <Cookies<
                        '_,
                    > as ::auth::__private::callback::grants::GrantsArgument<
                        '_,
                        S,
                    >>::from_call(&call),
                )
                .await,
        )
    }
}

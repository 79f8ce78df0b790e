fn granted() -> Set<Permission> {
    Set::all()
}
::core::compile_error! {
    "a grants function must take the session as `&Session<…>`: `fn granted(session: &Session<Visible>) -> Set<Permission>`"
}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
pub struct granted {}
#[automatically_derived]
impl<
    V: ::auth::__private::session_data::SessionData,
> ::auth::__private::callback::grants::Granted<V> for Permission {
    type By = granted;
}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
    V: ::auth::__private::session_data::SessionData,
> ::auth::__private::callback::grants::GrantsCallback<S, V, Permission> for granted {
    const TAKES_THE_SESSION_ALONE: bool = true;
    async fn call(
        call: ::auth::__private::callback::grants::GrantsCall<'_, S>,
        session: &::auth::__private::Session<V>,
    ) -> ::core::result::Result<
        ::auth::__private::Set<Permission>,
        ::auth::__private::BoxError,
    > {
        ::core::future::pending().await
    }
}

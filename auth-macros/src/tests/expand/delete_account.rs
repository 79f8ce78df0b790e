async fn forget(
    user: &User<Member>,
    transaction: DeletionTransaction<'_>,
) -> Result<()> {
    user.forget(transaction).await
}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
struct forget {}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
> ::auth::__private::callback::delete_account::DeleteAccountCallback<S> for forget
where
    Member: ::auth::__private::callback::wiring::UsersOf<S>,
{
    type Wired = <Member as ::auth::__private::callback::wiring::UsersOf<
        S,
    >>::Wired<Self>;
    type Outcome = ::auth::__private::callback::wiring::Checked<
        Result<()>,
        {
            <::auth::__private::callback::wiring::Checked<
                Result<()>,
                {
                    <() as ::auth::__private::callback::delete_account::DeleteAccountOutcome>::IS_SUPPORTED
                },
            > as ::auth::__private::callback::delete_account::DeleteAccountOutcome>::IS_SUPPORTED
        },
    >;
    async fn call(
        call: ::auth::__private::callback::delete_account::DeleteAccountCall<'_, S>,
    ) -> Self::Outcome {
        forget(
                <&User<
                    Member,
                > as ::auth::__private::callback::delete_account::DeleteAccountArgument<
                    '_,
                    S,
                >>::from_call(&call),
                <DeletionTransaction<
                    '_,
                > as ::auth::__private::callback::delete_account::DeleteAccountArgument<
                    '_,
                    S,
                >>::from_call(&call),
            )
            .await
    }
}

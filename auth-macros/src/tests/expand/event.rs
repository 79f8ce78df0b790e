async fn audit(event: SignInEvent<'_>, State(db): State<Db>) {}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
struct audit {}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
    T: ::auth::__private::claims::Claims,
    V: ::auth::__private::session_data::SessionData,
> ::auth::__private::callback::event::EventCallback<S, T, V> for audit
where
    Db: ::auth::__private::callback::wiring::PartOf<S>,
{
    type Wired = <Db as ::auth::__private::callback::wiring::PartOf<S>>::Wired<Self>;
    async fn sign_in<'c>(
        call: ::auth::__private::callback::event::EventCall<
            'c,
            S,
            ::auth::__private::callback::event::SignInEvent<'c>,
        >,
    ) -> ::core::result::Result<(), ::auth::__private::BoxError> {
        <() as ::auth::__private::callback::event::EventOutcome>::done(
            audit(
                    <SignInEvent<
                        '_,
                    > as ::auth::__private::callback::event::EventArgument<
                        '_,
                        S,
                        ::auth::__private::callback::event::SignInEvent<'_>,
                    >>::from_call(&call),
                    <State<
                        Db,
                    > as ::auth::__private::callback::event::EventArgument<
                        '_,
                        S,
                        ::auth::__private::callback::event::SignInEvent<'_>,
                    >>::from_call(&call),
                )
                .await,
        )
    }
}

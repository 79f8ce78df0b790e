async fn seen(session: &Session<Visible>) -> Result<(), Error> {
    Ok(())
}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
struct seen {}
impl seen {
    const RETURNS: bool = {
        #[allow(unused_imports)]
        use ::auth::__private::derives::Lacks as _;
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Error > ::ERROR,
            "the error of this `Result` must convert into `BoxError`, and `Error` does not: implement `std::error::Error` for it, or return `auth::Result<…>`"
        );
        <::auth::__private::callback::wiring::Checked<
            Result<(), ::auth::__private::BoxError>,
            { <() as ::auth::__private::callback::event::EventOutcome>::IS_SUPPORTED },
        > as ::auth::__private::callback::event::EventOutcome>::IS_SUPPORTED
    };
}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
    T: ::auth::__private::claims::Claims,
> ::auth::__private::callback::event::EventCallback<S, T, Visible> for seen {
    type Wired = Self;
    async fn session<'c>(
        call: ::auth::__private::callback::event::EventCall<
            'c,
            S,
            ::auth::__private::callback::event::SessionEvent<'c>,
        >,
        token: &::auth::__private::Jwt<T>,
        session: &::auth::__private::Session<Visible>,
    ) -> ::core::result::Result<(), ::auth::__private::BoxError> {
        <::auth::__private::callback::wiring::Checked<
            Result<(), Error>,
            { <seen>::RETURNS },
        > as ::auth::__private::callback::event::EventOutcome>::done(seen(session).await)
    }
}

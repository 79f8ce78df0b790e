async fn admins(session: &Session<Visible>) -> bool {
    session.admin
}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
struct admins {
    session: ::auth::__private::Session<
        <Self as ::auth::__private::callback::guard::GuardedSession>::Session,
    >,
}
#[automatically_derived]
impl ::auth::__private::callback::guard::GuardedSession for admins {
    type Session = Visible;
    const NAME: &'static str = ::core::concat!(::core::module_path!(), "::", "admins");
    fn holding(session: ::auth::__private::Session<Self::Session>) -> Self {
        Self { session }
    }
    fn session(&self) -> &::auth::__private::Session<Self::Session> {
        &self.session
    }
    fn into_session(self) -> ::auth::__private::Session<Self::Session> {
        self.session
    }
}
#[automatically_derived]
impl<S: ::auth::__private::AppState> ::auth::__private::callback::guard::GuardCallback<S>
for admins {
    type Outcome = ::auth::__private::callback::wiring::Checked<
        bool,
        { <bool as ::auth::__private::callback::guard::GuardOutcome>::IS_SUPPORTED },
    >;
    async fn call(
        call: ::auth::__private::callback::guard::GuardCall<'_, S>,
        session: &::auth::__private::Session<
            <Self as ::auth::__private::callback::guard::GuardedSession>::Session,
        >,
    ) -> Self::Outcome {
        admins(session).await
    }
}

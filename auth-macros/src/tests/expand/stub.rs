async fn issue(user: &User) {}
#[doc(hidden)]
#[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
struct issue {}
#[automatically_derived]
impl<S: ::auth::__private::AppState> ::auth::__private::callback::jwt::JwtCallback<S>
for issue {
    type Wired = Self;
    type Outcome = ::auth::__private::callback::wiring::Checked<
        (),
        { <issue>::MISPLACED },
    >;
    async fn call(
        call: ::auth::__private::callback::jwt::JwtCall<'_, S>,
    ) -> Self::Outcome {
        ::core::future::pending().await
    }
}
impl issue {
    const MISPLACED: bool = {
        ::core::compile_error! {
            "a jwt callback must return something: add `-> Result<Token>`; it returns the struct under `#[auth::jwt]`, a `Jwt` of it, or an `Option` or `Result` of either"
        }
    };
}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
> ::auth::__private::callback::sign_in::SignInCallback<S> for issue {
    type Wired = Self;
    type Outcome = ::auth::__private::callback::sign_in::SignIn;
    async fn call(
        call: ::auth::__private::callback::sign_in::SignInCall<'_, S>,
    ) -> Self::Outcome {
        ::core::future::pending().await
    }
}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
> ::auth::__private::callback::sign_up::SignUpCallback<S> for issue {
    type Form = ::auth::__private::callback::wiring::Checked<(), { <issue>::MISPLACED }>;
    type Outcome = ::auth::__private::callback::sign_up::SignUp;
    async fn call(
        call: ::auth::__private::callback::sign_up::SignUpCall<'_, S>,
        form: Self::Form,
    ) -> Self::Outcome {
        ::core::future::pending().await
    }
}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
> ::auth::__private::callback::second_factor::SecondFactorCallback<S> for issue {
    type Wired = Self;
    type Outcome = ::auth::__private::callback::second_factor::SecondFactor;
    async fn call(
        call: ::auth::__private::callback::second_factor::SecondFactorCall<'_, S>,
    ) -> Self::Outcome {
        ::core::future::pending().await
    }
}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
> ::auth::__private::callback::delete_account::DeleteAccountCallback<S> for issue {
    type Wired = Self;
    type Outcome = ();
    async fn call(
        call: ::auth::__private::callback::delete_account::DeleteAccountCall<'_, S>,
    ) -> Self::Outcome {
        ::core::future::pending().await
    }
}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
> ::auth::__private::callback::redirect::RedirectCallback<S> for issue {
    type Wired = Self;
    type Outcome = ::auth::__private::callback::redirect::Target;
    async fn call(
        call: ::auth::__private::callback::redirect::RedirectCall<'_, S>,
    ) -> Self::Outcome {
        ::core::future::pending().await
    }
}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
    T: ::auth::__private::claims::Claims,
> ::auth::__private::callback::jwt::JwtUpdateCallback<S, T> for issue {
    type Wired = Self;
    type Outcome = ();
    async fn call(
        call: ::auth::__private::callback::jwt::JwtUpdateCall<'_, S>,
        token: &mut ::auth::__private::Jwt<T>,
    ) -> ::core::result::Result<
        Self::Outcome,
        ::auth::__private::callback::jwt::InvalidPayload,
    > {
        ::core::future::pending().await
    }
}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
    T: ::auth::__private::claims::Claims,
> ::auth::__private::callback::jwt::JwtAccessCallback<S, T> for issue {
    type Wired = Self;
    type Outcome = ::auth::__private::callback::jwt::Access;
    async fn call(
        call: ::auth::__private::callback::jwt::JwtAccessCall<'_, S>,
        token: &::auth::__private::Jwt<T>,
    ) -> Self::Outcome {
        ::core::future::pending().await
    }
}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
    T: ::auth::__private::claims::Claims,
> ::auth::__private::callback::session::SessionCallback<S, T> for issue {
    type Wired = Self;
    type Outcome = ::auth::__private::callback::wiring::Checked<
        (),
        { <issue>::MISPLACED },
    >;
    async fn call(
        call: ::auth::__private::callback::session::SessionCall<'_, S>,
        token: &::auth::__private::Jwt<T>,
    ) -> ::core::result::Result<
        Self::Outcome,
        ::auth::__private::callback::jwt::InvalidPayload,
    > {
        ::core::future::pending().await
    }
}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
    T: ::auth::__private::claims::Claims,
    V: ::auth::__private::session_data::SessionData,
> ::auth::__private::callback::event::EventCallback<S, T, V> for issue {
    type Wired = Self;
}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
> ::auth::__private::callback::authorize::AuthorizeCallback<S> for issue {
    type Form = ::auth::__private::callback::wiring::Checked<(), { <issue>::MISPLACED }>;
    type Outcome = ::auth::__private::User;
    async fn call(
        call: ::auth::__private::callback::authorize::AuthorizeCall<'_, S>,
        form: Self::Form,
    ) -> Self::Outcome {
        ::core::future::pending().await
    }
}
#[automatically_derived]
impl<
    S: ::auth::__private::AppState,
> ::auth::__private::callback::legacy_password::LegacyPasswordCallback<S> for issue {
    type Outcome = bool;
    async fn call(
        call: ::auth::__private::callback::legacy_password::LegacyPasswordCall<'_, S>,
    ) -> Self::Outcome {
        ::core::future::pending().await
    }
}
#[automatically_derived]
impl ::auth::__private::callback::guard::GuardedSession for issue {
    type Session = ::auth::__private::callback::wiring::Checked<
        (),
        { <issue>::MISPLACED },
    >;
    const NAME: &'static str = ::core::concat!(::core::module_path!(), "::", "issue");
    fn holding(session: ::auth::__private::Session<Self::Session>) -> Self {
        loop {}
    }
    fn session(&self) -> &::auth::__private::Session<Self::Session> {
        loop {}
    }
    fn into_session(self) -> ::auth::__private::Session<Self::Session> {
        loop {}
    }
}
#[automatically_derived]
impl<S: ::auth::__private::AppState> ::auth::__private::callback::guard::GuardCallback<S>
for issue {
    type Outcome = bool;
    async fn call(
        call: ::auth::__private::callback::guard::GuardCall<'_, S>,
        session: &::auth::__private::Session<
            <Self as ::auth::__private::callback::guard::GuardedSession>::Session,
        >,
    ) -> Self::Outcome {
        ::core::future::pending().await
    }
}

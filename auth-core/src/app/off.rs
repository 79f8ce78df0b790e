//! The methods of [`Auth`] and of its builder whose feature is off. Each is an error that names the feature.

#[cfg(any(not(feature = "email"), not(feature = "oauth"), not(feature = "totp")))]
use std::future::Pending;

#[cfg(any(
    not(feature = "email"),
    not(feature = "oauth"),
    not(feature = "totp"),
    not(feature = "actix"),
    not(feature = "axum")
))]
use super::auth::Auth;
#[cfg(any(not(feature = "email"), not(feature = "oauth"), not(feature = "testing")))]
use super::builder::AuthBuilder;

/// The requirement of methods that need the feature `oauth`, which no type meets.
#[cfg(not(feature = "oauth"))]
#[diagnostic::on_unimplemented(
    message = "this method needs the feature `oauth`: `cargo add typed-auth --features oauth`",
    label = "of a method whose feature is off"
)]
pub trait OAuthIsOn {}

#[cfg(not(feature = "oauth"))]
impl<S, C> AuthBuilder<S, C> {
    #[doc(hidden)]
    pub fn http_client<X: OAuthIsOn>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn redirect_proxy_url<X: OAuthIsOn>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn redirect_proxy_for<X: OAuthIsOn>(self, _: X) -> Self {
        self
    }
}

#[cfg(not(feature = "oauth"))]
impl<V> Auth<V> {
    #[doc(hidden)]
    pub fn provider_tokens<X: OAuthIsOn, Y1, R>(&self, _: X, _: Y1) -> Pending<R> {
        std::future::pending()
    }
}

/// The requirement of methods that need the feature `totp`, which no type meets.
#[cfg(not(feature = "totp"))]
#[diagnostic::on_unimplemented(
    message = "this method needs the feature `totp`: `cargo add typed-auth --features totp`",
    label = "of a method whose feature is off"
)]
pub trait TotpIsOn {}

#[cfg(not(feature = "totp"))]
impl<V> Auth<V> {
    #[doc(hidden)]
    pub fn second_factor_of<X: TotpIsOn, R>(&self, _: X) -> Pending<R> {
        std::future::pending()
    }

    #[doc(hidden)]
    pub fn remove_second_factor<X: TotpIsOn, R>(&self, _: X) -> Pending<R> {
        std::future::pending()
    }

    #[doc(hidden)]
    pub fn pending_second_factor<X: TotpIsOn, R>(&self, _: X) -> Pending<R> {
        std::future::pending()
    }

    #[doc(hidden)]
    pub fn prove_second_factor<X: TotpIsOn, Y1, R>(&self, _: X, _: Y1) -> Pending<R> {
        std::future::pending()
    }
}

/// The requirement of methods that need the feature `testing`, which no type meets.
#[cfg(not(feature = "testing"))]
#[diagnostic::on_unimplemented(
    message = "this method needs the feature `testing`: `cargo add typed-auth --features testing`",
    label = "of a method whose feature is off"
)]
pub trait TestingIsOn {}

#[cfg(not(feature = "testing"))]
impl<S, C> AuthBuilder<S, C> {
    #[doc(hidden)]
    pub fn test<T, V>(self) -> Option<(T, V)>
    where
        Self: TestingIsOn,
    {
        None
    }
}

/// The requirement of methods that need the feature `axum`, which no type meets.
#[cfg(not(feature = "axum"))]
#[diagnostic::on_unimplemented(
    message = "this method needs the feature `axum`: `cargo add typed-auth --features axum`",
    label = "of a method whose feature is off"
)]
pub trait AxumIsOn {}

#[cfg(not(feature = "axum"))]
impl<V> Auth<V> {
    #[doc(hidden)]
    pub fn routes<R>(&self) -> Option<R>
    where
        Self: AxumIsOn,
    {
        None
    }
}

/// The requirement of methods that need the feature `actix`, which no type meets.
#[cfg(not(feature = "actix"))]
#[diagnostic::on_unimplemented(
    message = "this method needs the feature `actix`: `cargo add typed-auth --features actix`",
    label = "of a method whose feature is off"
)]
pub trait ActixIsOn {}

#[cfg(not(feature = "actix"))]
impl<V> Auth<V> {
    #[doc(hidden)]
    pub fn scope<R>(&self) -> Option<R>
    where
        Self: ActixIsOn,
    {
        None
    }
}

#[cfg(not(feature = "actix"))]
impl super::server_side::SetCookies {
    #[doc(hidden)]
    pub fn with<X: ActixIsOn>(self, _: X) -> Self {
        self
    }
}

/// The requirement of methods that need the feature `email`, which no type meets.
#[cfg(not(feature = "email"))]
#[diagnostic::on_unimplemented(
    message = "this method needs the feature `email`: `cargo add typed-auth --features email`",
    label = "of a method whose feature is off"
)]
pub trait EmailIsOn {}

#[cfg(not(feature = "email"))]
impl<S, C> AuthBuilder<S, C> {
    #[doc(hidden)]
    pub fn account_mails<X: EmailIsOn>(self, _: X) -> Self {
        self
    }
}

#[cfg(not(feature = "email"))]
impl<V> Auth<V> {
    #[doc(hidden)]
    pub fn request_password_reset<X: EmailIsOn, Y1, R>(&self, _: X, _: Y1) -> Pending<R> {
        std::future::pending()
    }

    #[doc(hidden)]
    pub fn request_sign_up<X: EmailIsOn, Y1, R>(&self, _: X, _: Y1) -> Pending<R> {
        std::future::pending()
    }

    #[doc(hidden)]
    pub fn open_sign_up<X: EmailIsOn, Y1, Y2, R>(&self, _: X, _: Y1, _: Y2) -> Pending<R> {
        std::future::pending()
    }

    #[doc(hidden)]
    pub fn finish_sign_up<X: EmailIsOn, Y1, Y2, Y3, R>(&self, _: X, _: Y1, _: Y2, _: Y3) -> Pending<R> {
        std::future::pending()
    }

    #[doc(hidden)]
    pub fn reset_password<X: EmailIsOn, Y1, Y2, Y3, R>(&self, _: X, _: Y1, _: Y2, _: Y3) -> Pending<R> {
        std::future::pending()
    }
}

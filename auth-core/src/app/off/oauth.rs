//! Methods for providers.

use std::future::{Pending, pending};

use crate::app::{auth::Auth, builder::AuthBuilder};

/// The requirement of methods that need the feature `oauth`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "this method needs the feature `oauth`: `cargo add typed-auth --features oauth`",
    label = "the feature is off"
)]
pub trait OAuthIsOn {}

impl<S, C> AuthBuilder<S, C> {
    #[doc(hidden)]
    pub fn provider<X: OAuthIsOn>(self, _: X) -> Self {
        self
    }

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

impl<V> Auth<V> {
    #[doc(hidden)]
    pub fn provider_tokens<X: OAuthIsOn, Y1, R>(&self, _: X, _: Y1) -> Pending<R> {
        pending()
    }
}

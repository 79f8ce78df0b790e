//! Names of better-auth's options, and of others, for the methods of the builder. Each is an error that says what to write.

use super::AuthBuilder;
use crate::contract::AppState;

/// The requirement of `.base_url`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.base_url`: write `.url(…)`, or set `AUTH_URL`",
    label = "not a method of the builder"
)]
pub trait BaseUrlIsUrl {}

/// The requirement of `.trusted_origins`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.trusted_origins`: the origin of `.url(…)` is trusted; `.trust_hosts(…)` names more hosts, and a callback under `#[auth::redirect]` lets browsers go to other origins",
    label = "not a method of the builder"
)]
pub trait TrustedOriginsAreHosts {}

/// The requirement of `.email_and_password`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.email_and_password`: write `.passwords(Passwords::new())`",
    label = "not a method of the builder"
)]
pub trait EmailAndPasswordIsPasswords {}

/// The requirement of `.social_providers`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.social_providers`: add each with `.provider(…)`, such as `.provider(GitHub::from_env()?)`",
    label = "not a method of the builder"
)]
pub trait SocialProvidersOneByOne {}

/// The requirement of `.plugins`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.plugins`: each has a method of its own, such as `.passkey(…)`, `.totp(…)`, `.email(…)`, `.sms(…)`, `.api_keys::<…>()` and `.bearer_sessions()`",
    label = "not a method of the builder"
)]
pub trait PluginsAreMethods {}

/// The requirement of `.sign_in_page`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.sign_in_page`: write `.pages(PagesOptions::new().sign_in(\"/login\".parse()?))`",
    label = "not a method of the builder"
)]
pub trait SignInPageIsPages {}

impl<S: AppState, C> AuthBuilder<S, C> {
    #[doc(hidden)]
    pub fn base_url<X: BaseUrlIsUrl>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn trusted_origins<X: TrustedOriginsAreHosts>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn email_and_password<X: EmailAndPasswordIsPasswords>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn social_providers<X: SocialProvidersOneByOne>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn plugins<X: PluginsAreMethods>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn sign_in_page<X: SignInPageIsPages>(self, _: X) -> Self {
        self
    }
}

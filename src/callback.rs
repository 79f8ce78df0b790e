//! The types in the signatures of callbacks. The [prelude](crate::prelude) has most of them.
//!
//! | callback | arguments | returns |
//! | --- | --- | --- |
//! | [`#[auth::authorize]`](macro@crate::authorize) | the form, [`PasswordCheck`] | [`User`](crate::User) or [`KnownUser`](crate::KnownUser) |
//! | [`#[auth::sign_in]`](macro@crate::sign_in) | [`SignInMethod`], [`ProviderEmail`], [`VerifiedEmail`](crate::VerifiedEmail), [`Form`], [`Profile`] | [`SignIn`], with a [`SessionLimit`] |
//! | [`#[auth::sign_up]`](macro@crate::sign_up) | the form, [`VerifiedEmail`](crate::VerifiedEmail) | [`SignUp`] |
//! | [`#[auth::second_factor]`](macro@crate::second_factor) | as [`#[auth::sign_in]`](macro@crate::sign_in) | [`SecondFactor`] |
//! | [`#[auth::jwt]`](macro@crate::jwt) | [`Trigger`], [`VerifiedEmail`](crate::VerifiedEmail), [`Form`], [`Profile`] | the token struct |
//! | [`#[auth::jwt(update)]`](macro@crate::jwt) | [`Update`] | nothing, or [`Access`] |
//! | [`#[auth::jwt(access)]`](macro@crate::jwt) | the token | [`Access`] |
//! | [`#[auth::session]`](macro@crate::session) | the token or the stored user, [`Update`] | the session struct |
//! | [`#[auth::guard]`](macro@crate::guard) | the session | `bool` |
//! | [`#[auth::grants]`](macro@crate::grants) | the session | [`Set`](crate::Set) |
//! | [`#[auth::redirect]`](macro@crate::redirect) | [`RedirectUrl`] | [`Target`] |
//! | [`#[auth::delete_account]`](macro@crate::delete_account) | [`User`](crate::User), [`DeletionTransaction`] | nothing |
//! | [`#[auth::event(…)]`](macro@crate::event) | [`SignInEvent`], [`SignOutEvent`], [`CreateUserEvent`], [`UpdateUserEvent`], [`LinkAccountEvent`], [`UnlinkAccountEvent`], [`DeleteUserEvent`], [`VerifyEmailEvent`], [`ChangeEmailEvent`], [`ChangePasswordEvent`], [`SecondFactorEvent`], [`SessionEvent`] | nothing |
//! | all of them | [`State`](crate::State), [`Cookies`], [`ClientIp`], [`&HeaderMap`](HeaderMap) | |
//!
//! A test builds these values itself and calls the function:
//!
//! ```
//! use auth::{callback::{RedirectUrl, Target}, prelude::*};
//!
//! #[auth::redirect]
//! async fn home(url: RedirectUrl<'_>) -> Target {
//!     if url.is_on_this_site() { Target::Requested } else { Target::to("/") }
//! }
//!
//! # #[tokio::main]
//! # async fn main() {
//! let url = RedirectUrl::new("https://elsewhere.example/", "https://app.example.com", false);
//! assert_eq!(home(url).await, Target::to("/"));
//! # }
//! ```

#[doc(inline)]
pub use auth_core::contract::{
    AppState, HeaderMap,
    callback::{
        arguments::{ClientIp, Cookies},
        delete_account::DeletionTransaction,
        event::{
            ChangeEmailEvent, ChangePasswordEvent, CreateUserEvent, DeleteUserEvent, LinkAccountEvent,
            PasswordChange, SecondFactorChange, SecondFactorEvent, SessionEvent, SignInEvent, SignOutEvent,
            UnlinkAccountEvent, UpdateUserEvent, VerifyEmailEvent,
        },
        jwt::{Access, InvalidPayload, Trigger, Update},
        password_check::PasswordCheck,
        profile::{Profile, RawProfile},
        redirect::{RedirectUrl, Target},
        second_factor::SecondFactor,
        sign_in::{Form, ProviderEmail, SessionLimit, SignIn, SignInMethod},
        sign_up::{SignUp, SignUpRefused},
    },
};

#[doc(inline)]
pub use auth_core::contract::OptionalValue;
#[cfg(feature = "server")]
#[doc(inline)]
pub use auth_core::contract::callback::jwt::IntoPayload;
#[cfg(feature = "server")]
#[doc(inline)]
pub use auth_core::flow::types::{AppTypes, Callbacks};

/// The traits behind the attributes, which compiler messages name by this path. They are not public API.
#[doc(hidden)]
pub use auth_core::contract::{
    WithUsers,
    callback::{
        authorize::*, database::*, delete_account::*, event::*, grants::*, guard::*, jwt::*,
        legacy_password::*, redirect::*, second_factor::*, session::*, sign_in::*, sign_up::*, state_part::*,
        wiring::*,
    },
    form::*,
    habits::*,
};

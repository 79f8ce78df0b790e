//! Sign-in for Rust web services: Auth.js on the wire, typed callbacks in the code.
//!
#![doc = include_str!("docs/index.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "server")]
pub mod account;
pub mod adapter;
pub mod api_key;
pub mod assurance;
pub mod callback;
#[cfg(feature = "server")]
pub mod config;
#[cfg(feature = "server")]
pub mod cookie;
#[cfg(feature = "server")]
pub mod covered;
// Its examples use all of these.
#[cfg(all(
    doc,
    feature = "actix",
    feature = "axum",
    feature = "email",
    feature = "oauth",
    feature = "passkey",
    feature = "password",
    feature = "postgres",
    feature = "redis",
    feature = "signed",
    feature = "sqlite",
    feature = "testing",
    feature = "totp",
    feature = "typescript"
))]
pub mod guide;
#[cfg(feature = "server")]
pub mod integration;
#[cfg(feature = "server")]
pub mod page;
pub mod permission;
pub mod prelude;
pub mod provider;
pub mod session;
#[cfg(feature = "testing")]
pub mod testing;
pub mod time;
pub mod token;
#[cfg(feature = "typescript")]
pub mod typescript;

#[doc(hidden)]
pub mod __private;

#[cfg(feature = "password")]
#[doc(inline)]
pub use auth_core::app::ChosenPassword;
#[cfg(feature = "email")]
#[doc(inline)]
pub use auth_core::app::{ConfirmedAddress, LinkConfirmation, LinkRequest};
#[doc(inline)]
pub use auth_core::contract::callback::second_factor::SecondFactor;
#[doc(inline)]
pub use auth_core::contract::{
    Account, BoxError, CredentialsSignin, EmailAddress, FromRef, IntoKnownUser, IntoText,
    InvalidEmailAddress, InvalidPhoneNumber, Jwt, KnownUser, PhoneNumber, Result, Secret, Session, State,
    StoredId, User, UserId, VerifiedBy, VerifiedEmail, permission::Set,
};
#[cfg(feature = "email")]
#[doc(inline)]
pub use auth_core::flow::SignUpError;
#[cfg(any(feature = "actix", feature = "axum"))]
#[doc(inline)]
pub use auth_core::integration::access::{Caller, Can, Fresh, Guard, Proven, Public};
#[cfg(feature = "server")]
#[doc(inline)]
pub use auth_core::{
    app::{
        Auth, AuthBuilder, BuildError, BuildProblem, CommandError, Commands, SetCookies, SignInResult,
        SignedOut, UpdatedSession,
    },
    flow::{AuthError, IntoHead, RequestHead},
};
#[cfg(feature = "password")]
#[doc(inline)]
pub use auth_core::{
    check::password::{PasswordError, RefusedPassword},
    contract::Password,
};

#[cfg(feature = "typescript")]
#[doc(inline)]
pub use auth_core::typescript::TypeScript;
#[cfg(feature = "typescript")]
#[doc = include_str!("docs/typescript.md")]
pub use auth_macros::TypeScript;

#[doc = include_str!("docs/from_ref.md")]
pub use auth_macros::FromRef;
#[doc = include_str!("docs/api_key.md")]
pub use auth_macros::api_key;
#[doc = include_str!("docs/authorize.md")]
pub use auth_macros::authorize;
#[doc = include_str!("docs/credentials.md")]
pub use auth_macros::credentials;
#[doc = include_str!("docs/delete_account.md")]
pub use auth_macros::delete_account;
#[doc = include_str!("docs/event.md")]
pub use auth_macros::event;
#[doc = include_str!("docs/grants.md")]
pub use auth_macros::grants;
#[doc = include_str!("docs/guard.md")]
pub use auth_macros::guard;
#[doc = include_str!("docs/jwt.md")]
pub use auth_macros::jwt;
#[cfg(feature = "password")]
#[doc = include_str!("docs/legacy_password.md")]
pub use auth_macros::legacy_password;
#[doc = include_str!("docs/permissions.md")]
pub use auth_macros::permissions;
#[doc = include_str!("docs/provider.md")]
pub use auth_macros::provider;
#[doc = include_str!("docs/redirect.md")]
pub use auth_macros::redirect;
#[doc = include_str!("docs/second_factor.md")]
pub use auth_macros::second_factor;
#[doc = include_str!("docs/session.md")]
pub use auth_macros::session;
#[doc = include_str!("docs/sign_in.md")]
pub use auth_macros::sign_in;
#[cfg(feature = "email")]
#[doc = include_str!("docs/sign_up.md")]
pub use auth_macros::sign_up;
#[doc = include_str!("docs/user.md")]
pub use auth_macros::user;

//! Proofs: the methods by which the user of a session has proven who they are, and how long ago.
//!
//! A handler says in its signature who may call it, what they must have proven, and how old the proof may be:
//!
//! ```
//! # #[cfg(feature = "axum")]
//! # mod application {
//! use auth::{assurance::Passkey, prelude::*};
//!
//! #[auth::session]
//! struct Visible {
//!     is_admin: bool,
//! }
//!
//! #[auth::guard]
//! async fn admins(session: &Session<Visible>) -> bool {
//!     session.is_admin
//! }
//!
//! async fn keys(admin: Proven<Guard<admins>, AnyOf<(Passkey, auth::assurance::Mfa)>, Minutes<15>>) -> String {
//!     format!("the keys of {}", admin.user.name.as_deref().unwrap_or_default())
//! }
//!
//! async fn close_account(session: Fresh<Session<Visible>, Minutes<5>>) {
//!     # let _ = session;
//! }
//! # }
//! ```
//!
//! [`Proven`](crate::Proven) takes the caller first, then the factor, then the age; without an age, a proof counts for the
//! whole session. [`Fresh`](crate::Fresh) asks for any proof of that age. Both dereference to the caller. The caller may be a
//! [`Can`](crate::Can), too: `Fresh<Can<Session<Visible>, permission::Refund>, Minutes<5>>`.
//!
//! # Proofs
//!
//! | way in | proves |
//! | --- | --- |
//! | magic link | [`Email`] |
//! | provider of OAuth 2.0 or OpenID Connect | [`Federated`], as old as the provider says; [`Mfa`] with `.trust_provider_mfa()` |
//! | form | [`Password`], or what [`KnownUser::proven_by`](crate::KnownUser::proven_by) says |
//! | [`Auth::sign_in_as`](crate::Auth::sign_in_as) | nothing, or what `KnownUser::proven_by` says |
//! | passkey | [`Passkey`] and [`Mfa`], since the authenticator verifies its user |
//! | code by telephone | [`Sms`], which is no part of [`Mfa`] |
//! | code of an authenticator application, recovery code | [`Otp`]; with any other method but [`Sms`], [`Mfa`] |
//!
//! A provider that does not say when the user has signed in there (`auth_time` in the ID token) proves the account, but no
//! age: `Proven<…, Federated>` accepts the sign-in, `Fresh` does not. To link an account or to add a passkey proves nothing
//! about the user who was signed in before, and the session keeps its proofs. Sessions of Auth.js and of older versions
//! prove nothing.
//!
//! A handler can also ask: [`Session::assurance`](crate::Session::assurance) has all proofs with their times. The browser
//! does not see them. Other services that read the token find the claims `auth_proofs`, `amr` and `auth_time`.
//!
//! # Step-up
//!
//! A user who has not proven enough is asked to prove more, and comes back:
//!
//! | request | response |
//! | --- | --- |
//! | of a browser for a page | 302 to `{base path}/step-up?acr_values=hwk+swk&max_age=900&callbackUrl=…` |
//! | of a browser with a form | 401, a page with a link to the step-up page in a new tab. To reload the page then sends the form again, with what the user has entered. |
//! | any other | 401 with a challenge (RFC 9470), `{"error":"insufficient_user_authentication"}` |
//!
//! ```http
//! WWW-Authenticate: Bearer error="insufficient_user_authentication", error_description="…", acr_values="hwk swk", max_age="900"
//! ```
//!
//! The page offers what the user has and the route accepts. If [`Mfa`] is required and both factors are too old, the user
//! proves the first one, and is then asked for the code. A sign-in there has to be by the same user. It starts the
//! session anew, with its proof added, and leads back to this site only. Guards, the jwt callback and the event of a
//! sign-in run. A step-up does not prolong a session with an absolute end.
//!
//! A program with a session in `Authorization: Bearer` signs in anew, and goes on with the new session.
//!
//! A page of your own (`PagesOptions::step_up`) gets `callbackUrl`, `acr_values`, and perhaps `max_age` and `error`. Its
//! forms are those of a sign-in, with a further field: `<input type="hidden" name="stepUp" value="1">`.
//!
//! # Tests
//!
//! With the feature `testing`, a test signs a user in with proofs of any age, moves the clock, and sees what a route says:
//! `TestAuth::sign_in_with_proofs` and `TestAuth::auth`.

#[doc(inline)]
pub use auth_core::contract::assurance::{
    AnyOf, Anything, Assurance, AuthMethod, Days, Email, Ever, Factor, Federated, Hours, MaxAge, Mfa,
    Minutes, Otp, Passkey, Password, Proofs, Sms,
};

#[cfg(feature = "totp")]
#[doc(inline)]
pub use auth_core::app::{
    ChangedTotp, EnrolledSecondFactor, NewAuthenticatorApp, PendingSecondFactor, ProvenSecondFactor,
    TotpEnrolment,
};

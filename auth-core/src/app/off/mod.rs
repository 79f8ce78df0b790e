//! The methods of `Auth` and of its builder whose feature is off. Each is an error that names the feature. They are written
//! out, since the compiler shows where a requirement comes from.

#[cfg(not(feature = "actix"))]
mod actix;
#[cfg(not(feature = "axum"))]
mod axum;
#[cfg(not(feature = "email"))]
mod email;
#[cfg(not(feature = "oauth"))]
mod oauth;
#[cfg(not(feature = "passkey"))]
mod passkey;
#[cfg(not(feature = "password"))]
mod password;
#[cfg(all(feature = "email", not(feature = "password")))]
mod password_reset;
#[cfg(not(feature = "signed"))]
mod signed;
#[cfg(not(feature = "sms"))]
mod sms;
#[cfg(not(feature = "testing"))]
mod testing;
#[cfg(not(feature = "totp"))]
mod totp;

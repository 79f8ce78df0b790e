//! Names and attributes of cookies, and the size of the session cookie.
//!
//! The defaults are those of Auth.js. [`CookiesOptions`] has one [`CookieOption`] per cookie; what it does not set
//! keeps its default:
//!
//! ```
//! use auth::{Auth, cookie::{CookieOption, CookiesOptions, SameSite}};
//!
//! let cookies = CookiesOptions {
//!     // One session for app.example.com and www.example.com.
//!     session_token: CookieOption::new().domain("example.com").same_site(SameSite::Lax),
//!     ..CookiesOptions::default()
//! };
//! let builder = Auth::builder().cookies(cookies);
//! ```
//!
//! With https, `CookiesOptions { host_prefix: true, .. }` keeps all cookies to this host, so that no other host of the domain can
//! set them, and [`CookiesOptions::next_auth_4`] has the names of NextAuth 4.
//!
//! [`cookie_budget`] computes at compile time how long the session cookie of a token struct can become.

#[doc(inline)]
pub use auth_core::cookie::{
    CookieBudget, CookieConfigError, CookieOption, CookiesOptions, InvalidCookie, Priority, SameSite,
    cookie_budget,
};

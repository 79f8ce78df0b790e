//! Names and attributes of cookies, and the size of the session cookie.

#[doc(inline)]
pub use auth_core::cookie::{
    CookieBudget, CookieConfigError, CookieOption, CookiesOptions, InvalidCookie, Priority, SameSite,
    cookie_budget,
};

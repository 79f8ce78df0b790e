//! Cookies: names, parsing, pending changes and chunks.

pub(crate) mod budget;
pub(crate) mod chunk;
pub(crate) mod header;
pub(crate) mod jar;
pub(crate) mod names;
#[cfg(test)]
pub(crate) mod noise;
mod options;

pub use self::{
    budget::{CookieBudget, cookie_budget},
    names::{CookieFault, InvalidCookie},
    options::{CookieOption, CookiesOptions, Priority, SameSite},
};

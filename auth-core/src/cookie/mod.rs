//! Cookies: names, attributes, parsing, pending changes, chunks and sizes.

pub(crate) mod budget;
pub(crate) mod chunk;
mod fault;
pub(crate) mod header;
pub(crate) mod jar;
mod line;
pub(crate) mod names;
mod options;
mod part;

pub use self::{
    budget::{CookieBudget, cookie_budget},
    fault::{CookieConfigError, InvalidCookie},
    options::{CookieOption, CookiesOptions, Priority, SameSite},
};

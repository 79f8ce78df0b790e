//! The runtime of `auth`: an implementation part of the package `typed-auth`, which re-exports its public items.
//!
//! Applications depend on `typed-auth` and write `auth::…`.
//!
//! All requests take the same way: request → action → provider → callbacks → session → cookies → response. The module
//! [`contract`] holds the items that generated code names, `flow` runs one request, and `app` configures and starts an
//! application.

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod contract;

#[cfg(feature = "server")]
pub mod adapter;
#[cfg(feature = "server")]
pub mod app;
#[cfg(feature = "server")]
pub mod check;
#[cfg(feature = "server")]
#[cfg_attr(not(feature = "oauth"), allow(dead_code, reason = "for providers that redirect"))]
pub mod config;
#[cfg(feature = "server")]
#[cfg_attr(not(feature = "oauth"), allow(dead_code, reason = "for providers that redirect"))]
pub mod cookie;
#[cfg(feature = "server")]
pub mod flow;
#[cfg(feature = "server")]
mod hex;
#[cfg(feature = "oauth")]
pub mod http;
#[cfg(feature = "server")]
pub mod integration;
#[cfg(feature = "server")]
pub mod jose;
#[cfg(feature = "server")]
#[cfg_attr(not(feature = "oauth"), allow(dead_code, reason = "for providers"))]
mod json;
#[cfg(feature = "server")]
#[cfg_attr(not(feature = "oauth"), allow(dead_code, reason = "for providers that redirect"))]
pub mod page;
#[cfg(feature = "server")]
pub mod provider;
#[cfg(feature = "server")]
pub mod random;
#[cfg(feature = "server")]
#[cfg(test)]
mod test_support;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "server")]
mod timer;
#[cfg(any(feature = "server", feature = "typescript"))]
mod tooling;
#[cfg(feature = "server")]
mod trace;
#[cfg(feature = "typescript")]
pub mod typescript;

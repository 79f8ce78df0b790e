//! Sign-in through a certified OpenID provider: the real one, and the same one behind a proxy that tampers.
//!
//! `npm ci` in this directory installs the provider; each test starts its own on a loopback port, and stops
//! it.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it is tests, helpers included, and a test fails by a panic"
)]

#[path = "../adapter/server/mod.rs"]
#[allow(
    clippy::expect_used,
    dead_code,
    unreachable_pub,
    reason = "it is the tests of the databases that need all of it"
)]
mod server;

mod app;
mod back_channel;
mod bound;
mod broken;
mod browser;
mod callback;
mod id_token;
mod keys;
mod linking;
mod log;
mod mix_up;
mod proof;
mod provider;
mod rfc9700;
mod sign_in;
mod sign_out;
mod situations;
mod tokens;

//! actix-web: a server over loopback, and the same application on axum, whose responses are compared byte by byte.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it is tests, helpers included, and a test fails by a panic"
)]

#[path = "../flow/world.rs"]
#[allow(dead_code, reason = "the tests of the flow need all of it")]
mod world;

mod bodies;
mod covered;
mod example;
mod handlers;
mod nested;
mod same;
mod server;
mod twins;

//! The command `cargo auth`, run as users run it: on projects that it has made, and on an application of the tests.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it is tests, helpers included, and a test fails by a panic"
)]

mod asked;
mod files;
mod made;
mod site;

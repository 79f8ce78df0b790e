//! The databases, on their real servers.
//!
//! `./install` beside this file installs the servers; each test starts its own in a temporary directory,
//! reachable by a unix socket only, and stops it.
#![allow(unreachable_pub, missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod application;
mod columns;
mod contention;
mod credentials;
mod crowd;
mod expired;
mod fault;
mod guide;
mod limits;
mod migrate;
mod outage;
mod plans;
mod server;
mod suite;
mod tables;
mod two_stores;
mod upstream;
mod values;

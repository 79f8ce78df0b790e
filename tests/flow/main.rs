//! The whole flow through the public interface: requests in, responses out, by a clock and randomness of the
//! tests' own.

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

mod account;
mod account_mail;
mod addresses;
mod application_users;
mod assurance;
mod body;
mod build;
mod callback_url;
mod claims;
mod compose;
mod cookies;
mod covered;
mod csrf;
mod database;
mod email;
mod email_misuse;
mod failures;
mod foreign_cookies;
mod former_user;
mod hashed;
mod hostile;
mod interop;
mod kit;
mod languages;
mod layer;
mod layers;
mod legacy_password;
mod lifetime;
mod limit;
mod logs;
mod long_chains;
mod mail;
mod mail_code;
mod nested;
mod next_auth_4;
mod overtaken;
mod passkey;
mod password;
mod permissions;
mod programs;
mod protected;
mod provider;
mod remembered_way;
mod revocation;
mod same_origin;
mod second_factor;
mod server_side;
mod session;
mod sign_in;
mod sign_up;
mod signed;
mod site;
mod sms;
mod smtp;
mod socket;
mod states;
mod totp;
mod users;
mod world;

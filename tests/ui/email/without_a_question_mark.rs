//! token: Email::new(ConsoleTransport, "no-reply@acme.example")
//! fix: Result::expect

use auth::prelude::*;

use auth::provider::{Email, email::ConsoleTransport};

fn main() {
    let _ = Auth::builder().email(Email::new(ConsoleTransport, "no-reply@acme.example"));
}

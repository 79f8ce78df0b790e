//! token: Expires::never
//! fix: use parentheses to call

use auth::api_key::Expires;

fn expiry() -> Expires {
    Expires::never
}

fn main() {}

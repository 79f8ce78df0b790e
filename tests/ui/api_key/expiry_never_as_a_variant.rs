//! token: Never
//! fix: associated function `never`

use auth::api_key::Expires;

fn expiry() -> Expires {
    Expires::Never
}

fn main() {}

//! token: as_str
//! fix: .expose()

use auth::prelude::*;

fn is_right(password: &Secret) -> bool {
    password.as_str() == "countess"
}

fn main() {}

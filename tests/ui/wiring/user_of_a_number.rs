//! token: id
//! fix: `.to_string()`

use auth::prelude::*;

fn user(id: i64) -> User {
    User::new(id)
}

fn main() {}

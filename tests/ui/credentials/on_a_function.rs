//! token: fn
//! fix: goes on a struct with named fields, not on a function: `struct Name { field:

use auth::prelude::*;

#[auth::credentials]
async fn login(name: String) -> Option<User> {
    Some(User::new(name))
}

fn main() {}

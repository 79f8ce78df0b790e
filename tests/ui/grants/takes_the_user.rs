//! token: &User
//! fix: write `session: &Session<

use auth::prelude::*;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

#[auth::grants]
async fn granted(user: &User) -> Set<Permission> {
    if user.name.is_some() { Set::all() } else { Set::NONE }
}

fn main() {}

//! token: unsafe
//! fix: remove `unsafe`

use auth::prelude::*;

#[auth::second_factor]
async unsafe fn needed(user: &User) -> SecondFactor {
    let _ = user;
    SecondFactor::Required
}

fn main() {}

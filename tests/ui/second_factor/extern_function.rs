//! token: extern "C"
//! fix: remove `extern "C"`

use auth::prelude::*;

#[auth::second_factor]
async extern "C" fn needed(user: &User) -> SecondFactor {
    let _ = user;
    SecondFactor::Required
}

fn main() {}

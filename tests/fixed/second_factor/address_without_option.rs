//! Mended as the message says.

use auth::prelude::*;

#[auth::second_factor]
async fn needed(email: Option<VerifiedEmail<'_>>) -> SecondFactor {
    let _ = email;
    SecondFactor::Required
}

fn main() {}

//! token: VerifiedEmail<'_>
//! fix: Option<VerifiedEmail<'_>>

use auth::prelude::*;

#[auth::second_factor]
async fn needed(email: VerifiedEmail<'_>) -> SecondFactor {
    let _ = email;
    SecondFactor::Required
}

fn main() {}

//! token: Result<Option<SecondFactor>>
//! token: Result
//! fix: SecondFactor`

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> Result<Option<SecondFactor>> {
    Ok(user.email.is_some().then_some(SecondFactor::Required))
}

fn main() {}

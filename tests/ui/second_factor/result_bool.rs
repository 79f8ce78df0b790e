//! token: bool
//! fix: `SecondFactor`

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> Result<bool> {
    Ok(user.id == "1")
}

fn main() {
    let _ = Auth::builder().second_factor::<needed>();
}

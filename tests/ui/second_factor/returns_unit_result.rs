//! token: Result<()>
//! fix: return `SecondFactor`, or a `Result` of it

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> Result<()> {
    let _ = user.email.is_some();
    Ok(())
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}

//! token: Result<SecondFactor, u8>
//! fix: return `auth::Result<…>`

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> Result<SecondFactor, u8> {
    user.email.is_some().then_some(SecondFactor::Required).ok_or(1)
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}

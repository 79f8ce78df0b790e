//! token: Result<bool, u8>
//! fix: return `auth::Result<…>`

use auth::prelude::*;

#[auth::sign_in]
async fn guard(user: &User) -> Result<bool, u8> {
    user.email.is_some().then_some(true).ok_or(1)
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}

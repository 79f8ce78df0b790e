//! token: u16
//! fix: return `auth::Result<…>`

use auth::prelude::*;

#[auth::sign_in]
async fn paid(user: &User) -> Result<SignIn, u16> {
    if user.email.is_some() { Ok(SignIn::Allow) } else { Err(402) }
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<paid>().build();
}

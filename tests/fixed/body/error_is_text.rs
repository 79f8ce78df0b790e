//! Mended as the message says.

use auth::prelude::*;

#[auth::sign_in]
async fn not_banned(user: &User) -> Result<bool> {
    if user.id == "x" {
        return Err("banned".into());
    }
    Ok(true)
}

fn main() {
    let _ = Auth::builder().sign_in::<not_banned>();
}

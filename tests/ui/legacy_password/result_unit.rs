//! token: ()
//! fix: return `bool`

use auth::prelude::*;

#[auth::legacy_password]
fn old(password: &Secret, hash: &str) -> Result<()> {
    let _ = (password, hash);
    Ok(())
}

fn main() {
    let _ = Auth::builder().legacy_password::<old>();
}

//! Mended as the message says.

use auth::prelude::*;

#[auth::delete_account]
async fn forget(user: &User) -> Result<()> {
    if user.email.is_some() { Err("open".into()) } else { Ok(()) }
}

fn main() {
    let _ = Auth::builder().state(()).delete_account::<forget>().build();
}

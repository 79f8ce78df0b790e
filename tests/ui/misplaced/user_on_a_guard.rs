//! token: fn
//! fix: goes on a struct

use auth::prelude::*;

#[auth::user]
async fn anyone(user: &User) -> bool {
    let _ = user;
    true
}

fn main() {
    let _ = Auth::builder().sign_in::<anyone>();
}

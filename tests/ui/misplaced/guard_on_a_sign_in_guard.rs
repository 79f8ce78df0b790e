//! token: &User
//! fix: &Session<

use auth::prelude::*;

#[auth::guard]
async fn anyone(user: &User) -> bool {
    let _ = user;
    true
}

fn main() {
    let _ = Auth::builder().sign_in::<anyone>();
}

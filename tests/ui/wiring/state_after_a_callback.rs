//! token: String::new()
//! token: state
//! fix: before all callbacks

use auth::prelude::*;

#[auth::sign_in]
async fn anyone(user: &User) -> bool {
    let _ = user;
    true
}

fn main() {
    let _ = Auth::builder().sign_in::<anyone>().state(String::new());
}

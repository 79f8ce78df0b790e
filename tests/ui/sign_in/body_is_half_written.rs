//! token: ;
//! fix: expected

use auth::prelude::*;

#[auth::sign_in]
async fn guard(user: &User) -> bool {
    let _ = user.;
    true
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}

//! token: "a@b.c"
//! fix: as_deref

use auth::prelude::*;

#[auth::sign_in]
async fn ok(user: &User) -> bool {
    user.email == "a@b.c"
}

fn main() {
    let _ = Auth::builder().sign_in::<ok>();
}

//! token: impl AsRef<str>
//! fix: write the type in place of `impl …`

use auth::prelude::*;

#[auth::sign_in]
async fn guard(user: impl AsRef<str>) -> bool {
    user.as_ref().is_empty()
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}

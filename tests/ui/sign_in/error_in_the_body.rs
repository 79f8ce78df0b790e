//! token: banned
//! fix: fields are: `id`, `name`, `email`, `image`, `columns`

use auth::prelude::*;

#[auth::sign_in]
async fn guard(user: &User) -> bool {
    user.banned
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}

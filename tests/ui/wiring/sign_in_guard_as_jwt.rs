//! token: jwt::<guard>
//! fix: put `#[auth::jwt]` on the function and register it by its name:

use auth::prelude::*;

#[auth::sign_in]
async fn guard(user: &User) -> bool {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().jwt::<guard>().build();
}

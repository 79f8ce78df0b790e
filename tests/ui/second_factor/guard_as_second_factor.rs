//! token: second_factor::<guard>
//! fix: put `#[auth::second_factor]` on the function and register it by its name

use auth::prelude::*;

#[auth::sign_in]
async fn guard(user: &User) -> bool {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<guard>().build();
}

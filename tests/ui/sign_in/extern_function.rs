//! token: extern "C"
//! fix: remove `extern "C"`

use auth::prelude::*;

#[auth::sign_in]
async extern "C" fn guard(user: &User) -> bool {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}

//! token: Option<Secret>
//! fix: a secret does not belong there

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    pub password: Option<Secret>,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}

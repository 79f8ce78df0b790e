//! Mended as the message says.

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(default)]
    pub banned: bool,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}

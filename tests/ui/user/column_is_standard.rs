//! token: email
//! fix: read it as `user.email`, and remove this field or give it another name

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    pub email: Option<String>,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}

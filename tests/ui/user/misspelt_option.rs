//! token: defualt
//! fix: Did you mean `default`?

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(defualt)]
    pub banned: bool,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}

//! token: state
//! fix: before `.users

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct Member {
    #[auth(default)]
    pub admin: bool,
}

fn main() {
    let _ = Auth::builder().users::<Member>().state(String::new());
}

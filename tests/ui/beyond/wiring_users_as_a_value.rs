//! token: Member
//! token: users
//! fix: users::<

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
struct Member {
    #[auth(default)]
    admin: bool,
}

fn main() {
    let _ = Auth::builder().users(Member);
}

//! token: Member
//! fix: Clone

use auth::prelude::*;

#[auth::user]
struct Member {
    #[auth(default)]
    admin: bool,
}

fn main() {
    let _ = Auth::builder().users::<Member>();
}

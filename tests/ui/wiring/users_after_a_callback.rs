//! token: Member
//! token: users
//! fix: before

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct Member {
    #[auth(default)]
    pub admin: bool,
}

#[auth::sign_in]
async fn anyone(user: &User) -> bool {
    let _ = user;
    true
}

fn main() {
    let _ = Auth::builder().sign_in::<anyone>().users::<Member>();
}

//! token: "emailVerified"
//! fix: remove this field or give it another name

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(rename = "emailVerified")]
    pub verified: Option<u64>,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}

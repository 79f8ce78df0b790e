//! token: "image"
//! fix: read it as `user.image`, and remove this field or give it another name

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(rename = "image")]
    pub avatar: Option<String>,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}

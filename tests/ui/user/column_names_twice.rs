//! token: "nick"
//! fix: give one of the two another name

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    pub nick: Option<String>,
    #[auth(rename = "nick")]
    pub other: Option<String>,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}

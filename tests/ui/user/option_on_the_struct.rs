//! token: table
//! fix: There is only `crate = ::auth`

use auth::prelude::*;

#[auth::user(table = "people")]
#[derive(Clone)]
pub struct AppUser {
    pub nick: Option<String>,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}

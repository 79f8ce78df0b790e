//! token: Option<Secret>
//! fix: put `#[derive(Clone, serde::Serialize, serde::Deserialize)]` on the types of

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    pub password: Option<Secret>,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}

//! token: Role
//! fix: put `#[derive(Clone, serde::Serialize, serde::Deserialize)]` on it

use auth::prelude::*;

#[derive(Clone)]
pub struct Role;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    pub role: Option<Role>,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}

//! token: Option<Role>
//! fix: put `#[derive(Clone, serde::Serialize, serde::Deserialize)]` on the types of

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

//! token: Role
//! fix: put `#[derive(Default)]` on `Role`, or make the field an `Option`

use auth::prelude::*;

#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub enum Role {
    Member,
    Admin,
}

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(default)]
    pub role: Role,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}

//! token: Role
//! fix: write `#[auth(default)]` above the field and implement `Default` for its type, or make

use auth::prelude::*;

#[derive(Clone, Default, serde::Serialize, serde::Deserialize)]
pub enum Role {
    #[default]
    Member,
    Admin,
}

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    pub role: Role,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}

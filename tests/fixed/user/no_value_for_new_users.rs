//! Mended as the message says.

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
    #[auth(default)]
    pub role: Role,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}

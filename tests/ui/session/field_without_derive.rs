//! token: Role
//! fix: put `#[derive(serde::Serialize)]` on it

use auth::prelude::*;

pub enum Role {
    Admin,
}

#[auth::session]
pub struct Visible {
    pub role: Role,
}

#[auth::session]
async fn show() -> Visible {
    Visible { role: Role::Admin }
}

fn main() {
    let _ = Auth::builder().state(()).session::<show>().build();
}

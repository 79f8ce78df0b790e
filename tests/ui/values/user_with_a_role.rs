//! token: with_role
//! fix: into a struct under `#[auth::user]`

use auth::prelude::*;

fn main() {
    let _ = User::new("1").with_role("admin");
}

//! token: String
//! fix: State(name): State<String>

use auth::prelude::*;

#[auth::sign_in]
async fn anyone(user: &User, State(name): String) -> bool {
    let _ = (user, name);
    true
}

fn main() {}

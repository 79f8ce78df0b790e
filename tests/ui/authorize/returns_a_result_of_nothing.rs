//! token: Result<()>
//! token: Result
//! fix: User

use auth::prelude::*;

#[auth::credentials]
struct Login {
    name: String,
}

#[auth::authorize]
async fn login(form: Login) -> Result<()> {
    let _ = form;
    Ok(())
}

fn main() {}

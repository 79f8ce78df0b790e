//! token: Result<()>
//! token: Result
//! fix: bool

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &str) -> Result<()> {
    if password.expose() == hash { Ok(()) } else { Err("wrong".into()) }
}

fn main() {}

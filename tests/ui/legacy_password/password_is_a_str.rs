//! token: verify_old
//! fix: must take the password as `&Secret`

#[auth::legacy_password]
fn verify_old(password: &str, hash: &str) -> bool {
    hash == password
}

fn main() {}

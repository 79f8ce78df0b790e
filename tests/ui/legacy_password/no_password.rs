//! token: verify_old
//! fix: must take the password as `&Secret`

#[auth::legacy_password]
fn verify_old(hash: &str) -> bool {
    hash.is_empty()
}

fn main() {}

//! token: &str
//! fix: write `password: &Secret`

#[auth::legacy_password]
fn verify_old(password: &str, hash: &str) -> bool {
    hash == password
}

fn main() {}

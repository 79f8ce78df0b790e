//! token: key: Secret
//! fix: `.expose()` returns its string

use auth::prelude::*;

#[derive(Debug)]
struct Own {
    key: Secret,
}

fn main() {}

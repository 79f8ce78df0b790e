//! token: verified
//! fix: outside of `impl` blocks

use auth::prelude::*;

struct Guards;

impl Guards {
    #[auth::sign_in]
    async fn verified(user: &User) -> bool {
        user.email.is_some()
    }
}

fn main() {}

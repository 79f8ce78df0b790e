//! token: async fn add
//! fix: outside of `impl` blocks

use auth::prelude::*;

struct Log;

impl Log {
    #[auth::event(sign_in)]
    pub async fn add(event: SignInEvent<'_>) {
        let _ = event;
    }
}

fn main() {}

use auth::prelude::*;

struct Guards;

impl Guards {
    #[auth::sign_in]
    async fn guard(user: &User) -> bool {
        user.email.is_some()
    }
}

fn main() {}

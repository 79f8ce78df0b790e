use auth::prelude::*;

#[auth::sign_in]
#[auth::redirect]
async fn guard(user: &User) -> bool {
    user.email.is_some()
}

fn main() {}

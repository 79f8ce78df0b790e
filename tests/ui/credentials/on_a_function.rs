use auth::prelude::*;

#[auth::credentials]
async fn login(name: String) -> Option<User> {
    Some(User::new(name))
}

fn main() {}

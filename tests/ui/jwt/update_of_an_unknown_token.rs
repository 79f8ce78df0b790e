use auth::prelude::*;

#[auth::jwt(update)]
async fn rename(token: &mut Jwt<Tokn>) {
    token.name = None;
}

fn main() {}

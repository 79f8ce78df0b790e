use auth::prelude::*;

#[auth::jwt(update)]
async fn demote(Update(admin): Update<bool>) {
    let _ = admin;
}

fn main() {}

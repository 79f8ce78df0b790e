//! Mended as the message says.

use auth::prelude::*;

#[auth::jwt]
struct Token {
    id: UserId,
    role: String,
}

#[auth::jwt]
async fn issue(user: &User, trigger: Trigger) -> Token {
    let role = if trigger == Trigger::SignUp { "new" } else { "old" };
    Token { id: user.id.clone(), role: role.to_owned() }
}

fn main() {
    let _ = Auth::builder().jwt::<issue>();
}

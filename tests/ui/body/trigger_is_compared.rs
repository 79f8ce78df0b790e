//! token: "signUp"
//! fix: write `trigger == Trigger::SignUp`

use auth::prelude::*;

#[auth::jwt]
struct Token {
    id: UserId,
    role: String,
}

#[auth::jwt]
async fn issue(user: &User, trigger: Trigger) -> Token {
    let role = if trigger == "signUp" { "new" } else { "old" };
    Token { id: user.id.clone(), role: role.to_owned() }
}

fn main() {
    let _ = Auth::builder().jwt::<issue>();
}

//! Mended as the message says.

use auth::prelude::*;

#[auth::jwt]
struct Token {
    id: UserId,
    role: String,
}

#[auth::jwt]
async fn issue(user: &User) -> Result<Token> {
    if user.id == "x" {
        return Err(format!("no {}", user.id).into());
    }
    Ok(Token { id: user.id.clone(), role: String::new() })
}

fn main() {
    let _ = Auth::builder().jwt::<issue>();
}

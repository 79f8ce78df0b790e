//! Mended as the message says.

use auth::prelude::*;

#[auth::jwt]
struct Token {
    id: i64,
}

#[auth::jwt]
async fn issue(user: &User) -> Result<Token> {
    Ok(Token { id: user.id.as_str().parse()? })
}

fn main() {
    let _ = Auth::builder().jwt::<issue>();
}

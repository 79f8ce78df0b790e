//! token: Auth<Token>
//! token: build
//! token: Token
//! fix: #[auth::session

use auth::prelude::*;

#[auth::jwt]
struct Token {
    admin: bool,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { admin: user.email.is_some() }
}

fn main() -> Result<()> {
    let auth: Auth<Token> = Auth::builder().jwt::<issue>().build()?;
    let _ = auth;
    Ok(())
}

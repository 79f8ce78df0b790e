//! token: jwt::<issue>
//! token: jwt
//! fix: use parentheses to call the method

use auth::prelude::*;

#[auth::jwt]
struct Token {
    admin: bool,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { admin: user.email.is_some() }
}

fn main() {
    let _ = Auth::builder().jwt::<issue>.build();
}

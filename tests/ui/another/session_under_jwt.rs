//! token: &Jwt<Token>
//! fix: write `#[auth::session]` in place of `#[auth::jwt]`

use auth::prelude::*;

#[auth::jwt]
struct Token {
    id: UserId,
    role: String,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone(), role: "guest".to_owned() }
}

#[auth::session]
struct Visible {
    role: String,
}

#[auth::jwt]
async fn show(token: &Jwt<Token>) -> Visible {
    Visible { role: token.role.clone() }
}

fn main() {
    let _ = Auth::builder().jwt::<issue>().session::<show>();
}

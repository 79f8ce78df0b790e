//! token: &Account
//! fix: write `#[auth::jwt]` in place of `#[auth::session]`

use auth::prelude::*;

#[auth::jwt]
struct Token {
    id: UserId,
    role: String,
}

#[auth::session]
async fn issue(user: &User, account: &Account) -> Token {
    Token { id: user.id.clone(), role: account.provider.to_string() }
}

fn main() {
    let _ = Auth::builder().jwt::<issue>();
}

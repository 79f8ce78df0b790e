//! token: &mut Jwt<Token>
//! fix: write `#[auth::jwt(update)]` in place of `#[auth::jwt]`

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

#[derive(serde::Deserialize)]
struct Settings {
    role: String,
}

#[auth::jwt]
async fn settings(token: &mut Jwt<Token>, Update(settings): Update<Settings>) {
    token.role = settings.role;
}

fn main() {
    let _ = Auth::builder().jwt::<issue>().jwt_update::<settings>();
}

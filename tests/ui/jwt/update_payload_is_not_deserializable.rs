//! token: Update<Patch>
//! fix: put `#[derive(serde::Deserialize)]` on `Patch`; it must own what it holds

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone(), admin: false }
}

struct Patch {
    admin: bool,
}

#[auth::jwt(update)]
async fn demote(token: &mut Jwt<Token>, Update(patch): Update<Patch>) {
    token.admin = patch.admin;
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().jwt_update::<demote>().build();
}

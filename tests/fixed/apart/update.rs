use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub role: String,
}

#[derive(serde::Deserialize)]
pub struct Patch {
    pub role: String,
}

#[auth::jwt(update)]
async fn change(token: &mut Jwt<Token>, Update(patch): Update<Patch>) {
    token.role = patch.role;
}

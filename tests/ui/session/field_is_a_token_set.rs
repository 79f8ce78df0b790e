//! token: auth::provider::TokenSet
//! fix: put `#[derive(serde::Serialize)]` on a type of your own; secrets and the tokens

#[auth::session]
pub struct Visible {
    pub tokens: auth::provider::TokenSet,
}

fn main() {}

//! token: auth::provider::TokenSet
//! fix: a secret does not belong in what the browser may see

#[auth::session]
pub struct Visible {
    pub tokens: auth::provider::TokenSet,
}

fn main() {}

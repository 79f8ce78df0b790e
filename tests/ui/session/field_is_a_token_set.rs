#[auth::session]
pub struct Visible {
    pub tokens: auth::TokenSet,
}

fn main() {}

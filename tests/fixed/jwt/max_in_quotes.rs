//! Mended as the message says.

#[auth::jwt]
pub struct Token {
    #[auth(max = 64)]
    pub team: String,
}

fn main() {}

//! Mended as the message says.

#[auth::jwt]
struct Token {
    #[auth(personal)]
    nick: String,
}

fn main() {}

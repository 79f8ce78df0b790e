//! token: skip
//! token: serde
//! fix: write `#[auth(…)]` with

#[auth::jwt]
struct Token {
    #[serde(skip)]
    nick: String,
}

fn main() {}

//! token: "default"
//! fix: Write it without quotes: `default`

#[auth::jwt]
pub struct Token {
    #[auth("default")]
    pub level: u8,
}

fn main() {}

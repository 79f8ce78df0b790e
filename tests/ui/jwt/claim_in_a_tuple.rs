//! token: End
//! fix: put `#[derive(serde::Serialize, serde::Deserialize)]` on it

#[derive(serde::Serialize, serde::Deserialize)]
pub struct Start(u64);

pub struct End(u64);

#[auth::jwt]
pub struct Token {
    pub window: (Start, End),
}

fn main() {}

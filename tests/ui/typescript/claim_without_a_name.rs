//! token: Option<Money>
//! fix: name the TypeScript type here, for example `#[auth(ts = "string")]`, or put `#[derive(auth::TypeScript)]` on

#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub struct Money(u64);

#[auth::jwt(typescript)]
pub struct Token {
    pub balance: Option<Money>,
}

fn main() {}

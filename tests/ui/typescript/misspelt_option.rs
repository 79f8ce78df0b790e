//! token: type
//! fix: There are `ts = "string"` and `crate = ::auth`

#[derive(Clone, serde::Serialize, auth::TypeScript)]
#[auth(type = "string")]
pub struct Money(u64);

fn main() {}

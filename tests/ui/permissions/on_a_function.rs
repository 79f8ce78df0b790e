//! token: fn
//! fix: `enum Permission { Read, Refund }`

#[auth::permissions]
fn permissions() {}

fn main() {}

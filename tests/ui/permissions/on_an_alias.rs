//! token: type
//! fix: `enum Permission { Read, Refund }`

#[auth::permissions]
type Permission = u8;

fn main() {}

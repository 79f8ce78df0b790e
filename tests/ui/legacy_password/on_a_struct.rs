//! token: struct
//! fix: goes on a function

#[auth::legacy_password]
struct VerifyOld;

fn main() {}

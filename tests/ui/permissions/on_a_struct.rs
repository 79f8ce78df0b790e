//! token: struct
//! fix: `enum Permission { Read, Refund }`

#[auth::permissions]
pub struct Permission {
    pub read: bool,
}

fn main() {}

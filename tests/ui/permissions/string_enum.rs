//! token: "read"
//! fix: rename the variant

#[auth::permissions]
pub enum Permission {
    Read = "read",
    Refund = "refund",
}

fn main() {}

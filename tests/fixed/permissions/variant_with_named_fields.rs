//! Mended as the message says.

#[auth::permissions]
pub enum Permission {
    Read,
    Refund,
}

fn main() {}

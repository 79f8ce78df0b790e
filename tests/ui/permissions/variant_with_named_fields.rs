//! token: { order: u32 }
//! fix: write `Refund` alone

#[auth::permissions]
pub enum Permission {
    Read,
    Refund { order: u32 },
}

fn main() {}

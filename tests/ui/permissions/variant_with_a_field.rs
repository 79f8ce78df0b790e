//! token: (u32)
//! fix: write `Refund` alone

#[auth::permissions]
pub enum Permission {
    Read,
    Refund(u32),
}

fn main() {}

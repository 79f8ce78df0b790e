//! Mended as the message says.

#[auth::permissions(module = may)]
pub enum Permission {
    Read,
}

fn main() {}

//! token: Crate
//! fix: module = permission

#[auth::permissions]
pub enum Crate {
    Read,
}

fn main() {}

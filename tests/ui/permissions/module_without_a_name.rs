//! token: module
//! fix: write `module = may`

#[auth::permissions(module)]
pub enum Permission {
    Read,
}

fn main() {}

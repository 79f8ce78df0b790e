//! token: mod
//! fix: write `module = may`

#[auth::permissions(module = mod)]
pub enum Permission {
    Read,
}

fn main() {}

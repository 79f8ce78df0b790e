//! token: "may"
//! fix: write `module = may`

#[auth::permissions(module = "may")]
pub enum Permission {
    Read,
}

fn main() {}

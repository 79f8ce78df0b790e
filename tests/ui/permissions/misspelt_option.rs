//! token: modul
//! fix: Did you mean `module`?

#[auth::permissions(modul = may)]
pub enum Permission {
    Read,
}

fn main() {}

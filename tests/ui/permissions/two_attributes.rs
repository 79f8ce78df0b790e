//! token: auth::session
//! fix: remove one of the two

#[auth::permissions]
#[auth::session]
pub enum Permission {
    Read,
}

fn main() {}

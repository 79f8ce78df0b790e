//! token: Übersicht
//! fix: write it in ASCII letters

#[auth::permissions]
pub enum Permission {
    Übersicht,
}

fn main() {}

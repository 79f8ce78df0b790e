use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub name: &'static str,
}

fn main() {}

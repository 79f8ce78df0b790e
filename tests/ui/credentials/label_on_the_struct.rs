use auth::prelude::*;

#[auth::credentials(label = "Log in")]
pub struct Login {
    pub name: String,
}

fn main() {}

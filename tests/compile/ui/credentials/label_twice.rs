use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    #[auth(label = "Name", label = "User")]
    pub name: String,
}

fn main() {}

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub password: Secret,
}

fn main() {}

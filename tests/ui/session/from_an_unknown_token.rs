use auth::prelude::*;

#[auth::session(from = Tokn)]
pub struct Visible {
    pub id: UserId,
}

fn main() {}

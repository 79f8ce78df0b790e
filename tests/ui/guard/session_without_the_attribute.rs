use auth::prelude::*;

pub struct Visible {
    pub admin: bool,
}

#[auth::guard]
async fn admins(session: &Session<Visible>) -> bool {
    session.admin
}

fn main() {}

use auth::prelude::*;

#[auth::guard]
async fn admins(session: &Session<Visble>) -> bool {
    session.admin
}

fn main() {}

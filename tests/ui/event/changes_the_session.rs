//! token: &mut Session<Visible>
//! fix: write `&Session<Visible>`

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::event(session)]
async fn audit(session: &mut Session<Visible>) {
    session.data.admin = false;
}

fn main() {}

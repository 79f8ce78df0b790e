//! token: &mut Session<Visible>
//! fix: write `&Session<Visible>`

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub seen: bool,
}

#[auth::guard]
async fn staff(session: &mut Session<Visible>) -> bool {
    session.seen = true;
    true
}

fn main() {}

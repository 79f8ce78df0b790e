//! token: Path<u32>
//! fix: &HeaderMap

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

use axum::extract::Path;

#[auth::guard]
async fn owners(session: &Session<Visible>, Path(id): Path<u32>) -> bool {
    session.admin && id == 1
}

fn main() {}

//! Mended as the message says.

use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::session]
async fn show() -> Visible {
    Visible { admin: true }
}

#[auth::guard]
async fn admins(session: &Session<Visible>) -> bool {
    session.admin
}

fn main() {
    let _ = Wiring::state(()).session::<show>().guard::<admins>();
}

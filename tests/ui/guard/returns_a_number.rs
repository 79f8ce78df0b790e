//! token: u8
//! fix: return `bool`, or a `Result` of it

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
async fn admins(session: &Session<Visible>) -> u8 {
    session.admin.into()
}

fn main() {
    let _ = Wiring::state(()).session::<show>().guard::<admins>();
}

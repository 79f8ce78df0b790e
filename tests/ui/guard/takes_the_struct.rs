//! token: &Visible
//! fix: &Session<Visible>

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::guard]
async fn admins(session: &Visible) -> bool {
    session.admin
}

fn main() {}

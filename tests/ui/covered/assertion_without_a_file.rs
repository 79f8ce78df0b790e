//! token: assert_routes
//! fix: argument #2

use auth::covered::Router;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn main() {
    auth::covered::assert_routes(&Router::<()>::new());
}

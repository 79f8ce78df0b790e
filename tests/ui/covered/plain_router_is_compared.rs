//! token: &app()
//! fix: expected `&Router<_>`

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn app() -> axum::Router {
    axum::Router::new()
}

fn main() {
    auth::covered::assert_routes(&app(), "routes.json");
}

//! token: nest_service
//! fix: `WhoMayCall`

use auth::covered::Router;

fn main() {
    let files = axum::Router::<()>::new();
    let _: Router = Router::new().nest_service("/files", files);
}

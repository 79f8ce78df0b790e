//! The smallest useful application: a sign-in form, a session, and a page behind it.
//!
//! ```sh
//! AUTH_SECRET=$(openssl rand -base64 33) AUTH_URL=http://localhost:3000 cargo run -p minimal
//! ```

use std::net::SocketAddr;

use auth::prelude::*;
use axum::{Router, routing::get};

/// The fields of the sign-in page.
#[auth::credentials]
struct Login {
    username: String,
    #[auth(password)]
    password: Secret,
}

/// Checks the form. A real application compares with the password hashes in its database.
#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    let right = form.username == "ada" && form.password == Secret::new("lovelace");
    right.then(|| User::new("1").with_name("Ada"))
}

/// Runs only with a session. A browser without one is redirected to the sign-in page.
async fn hello(session: Session) -> String {
    format!("Hello, {}!", session.user.name.unwrap_or_default())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let auth = auth::Auth::builder().credentials::<login>().build()?;
    let app = Router::new().route("/", get(hello)).merge(auth.routes()).layer(auth.layer()).with_state(auth);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    // The connect info carries the client address, by which `auth` limits sign-in attempts.
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}

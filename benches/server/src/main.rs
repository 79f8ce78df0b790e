//! The server that `benches/peers` sets next to those of other libraries: `GET /auth/session` does what Auth.js does, and
//! `GET /me` is a handler behind the layer.
//!
//! `auth-bench-server tokens|rows` listens on the port `PORT`, with encrypted tokens or with sessions in SQLite. With the
//! variable `LIMITS`, attempts to sign in are counted, against a limit that is out of reach. Without it, nothing is counted,
//! as on the other servers.

mod rows;
mod tokens;

use std::{env, net::SocketAddr, time::Duration};

use auth::{config::RateLimit, prelude::*};
use tokio::net::TcpListener;

#[auth::credentials]
struct Login {
    username: String,
    #[auth(password)]
    password: Secret,
}

/// Signs in Alice.
#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    let is_right = form.username == "alice" && form.password == Secret::new("wonderland");
    is_right.then(|| {
        let alice = User::new("user-0001").with_name("Alice Liddell").with_email("alice@example.com");
        alice.with_image("https://example.com/alice.png")
    })
}

/// The limit of sign-in attempts.
fn limit() -> Option<RateLimit> {
    env::var_os("LIMITS").map(|_| RateLimit::new(u32::MAX, Duration::from_secs(60)))
}

fn address() -> Result<SocketAddr> {
    Ok(([127, 0, 0, 1], env::var("PORT")?.parse()?).into())
}

#[tokio::main]
async fn main() -> Result<()> {
    let app = match env::args().nth(1).as_deref() {
        Some("tokens") => tokens::app()?,
        Some("rows") => rows::app().await?,
        _ => return Err("auth-bench-server tokens|rows".into()),
    };
    let listener = TcpListener::bind(address()?).await?;
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}

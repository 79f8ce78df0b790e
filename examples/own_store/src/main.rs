//! Users and sessions in a database that the library does not know: an adapter for redb, an embedded store of keys and values,
//! and the contract suite that checks it.
//!
//! ```sh
//! AUTH_SECRET=$(openssl rand -base64 33) AUTH_URL=http://localhost:3000 cargo run -p own-store
//! cargo test -p own-store
//! ```

mod rows;
mod store;
mod user_row;

use std::net::SocketAddr;

use auth::prelude::*;
use axum::{Router, routing::get};

use crate::store::OwnStore;

/// The fields of the sign-in page.
#[auth::credentials]
struct Login {
    name: String,
    #[auth(password)]
    password: Secret,
}

/// Checks the form. The user is stored at the first sign-in.
#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    let correct = form.name == "ada" && form.password == Secret::new("countess");
    correct.then(|| User::new("1").with_name("Ada").with_email("ada@example.com"))
}

/// Runs only with a session.
async fn hello(session: Session) -> String {
    format!("Hello, {}!", session.user.name.unwrap_or_default())
}

#[tokio::main]
async fn main() -> auth::Result<()> {
    tracing_subscriber::fmt().init();
    let store = OwnStore::open("own-store.redb")?;
    let auth: Auth = Auth::builder().credentials::<login>().database_sessions(store).build()?;
    let app = Router::new().route("/", get(hello)).merge(auth.routes()).layer(auth.layer()).with_state(auth);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use auth::adapter::{Kind, contract};

    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn the_store_keeps_the_contract() -> auth::Result<()> {
        let path = std::env::temp_dir().join(format!("own-store-{}.redb", std::process::id()));
        let outcome = contract::run(OwnStore::open(&path)?).await;
        std::fs::remove_file(path)?;
        let report = outcome?;
        // The store keeps no passkeys, no API keys and other optional kinds; features that need them do not start.
        assert!(report.skipped.contains(&Kind::Authenticator) && report.passed > 50, "{report:?}");
        Ok(())
    }
}

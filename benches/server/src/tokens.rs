//! Sessions as encrypted tokens.

use auth::prelude::*;
use axum::{Json, Router, routing::get};

use crate::{address, limit, login};

#[auth::jwt]
struct Token {
    id: String,
    role: String,
}

#[auth::session(from = Token)]
struct Visible {
    id: String,
    role: String,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { id: user.id.to_string(), role: "admin".to_owned() }
}

pub(crate) fn app() -> Result<Router> {
    let auth = Auth::builder()
        .url(&format!("http://{}", address()?))
        .sign_in_limit(limit())
        .account_limit(limit())
        .credentials::<login>()
        .jwt::<issue>()
        .session::<Visible>()
        .build()?;
    let me = get(async |session: Session<Visible>| Json(session));
    Ok(Router::new().route("/me", me).layer(auth.layer()).merge(auth.routes()).with_state(auth))
}

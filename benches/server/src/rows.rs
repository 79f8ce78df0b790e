//! Sessions as rows of SQLite, in a file of the temporary directory.

use std::{env, process};

use auth::{
    adapter::{ColumnType, SqliteAdapter, UserColumn},
    prelude::*,
};
use axum::{Json, Router, routing::get};

use crate::{address, limit, login};

#[auth::user]
#[derive(Clone)]
struct Member {
    #[auth(default)]
    role: String,
}

#[auth::session(from = Member)]
struct Visible {
    role: String,
}

pub(crate) async fn app() -> Result<Router> {
    let file = env::temp_dir().join(format!("auth-bench-{}.sqlite", process::id()));
    let adapter = SqliteAdapter::open(&format!("sqlite:{}", file.display())).await?;
    let adapter = adapter.user_columns([UserColumn::new("role", ColumnType::Text)?]);
    adapter.migrate().await?;
    let auth = Auth::builder()
        .users::<Member>()
        .url(&format!("http://{}", address()?))
        .sign_in_limit(limit())
        .account_limit(limit())
        .database_sessions(adapter)
        .credentials::<login>()
        .session::<Visible>()
        .build()?;
    let me = get(async |session: Session<Visible>| Json(session));
    Ok(Router::new().route("/me", me).layer(auth.layer()).merge(auth.routes()).with_state(auth))
}

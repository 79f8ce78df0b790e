use auth::prelude::*;
use axum::http::request::Parts;

async fn leave(auth: &Auth, parts: Parts) -> Result<()> {
    let _ = auth.sign_out(&parts).await?;
    Ok(())
}

use auth::prelude::*;
use axum::http::request::Parts;

async fn sign_in(auth: &Auth, parts: Parts, user: User) -> Result<()> {
    let _ = auth.sign_in_as(&parts, user).await?;
    Ok(())
}

use auth::prelude::*;
use axum::http::request::Parts;

async fn sign_in(auth: &Auth, parts: Parts) -> Result<()> {
    let form = [("password", "secret")];
    let _ = auth.sign_in(&parts, "credentials", &form).await?;
    Ok(())
}

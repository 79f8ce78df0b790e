use auth::prelude::*;

async fn read(auth: &Auth, headers: HeaderMap) {
    let _ = auth.session(&headers).await;
}

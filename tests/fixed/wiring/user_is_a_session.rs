use auth::prelude::*;

async fn sign_in(auth: &Auth, headers: &HeaderMap, id: UserId) {
    let _ = auth.sign_in_as(headers, User::new(id)).await;
}

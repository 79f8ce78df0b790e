use auth::prelude::*;

#[auth::sign_in]
async fn anyone(user: &User, State(name): State<String>) -> bool {
    let _ = (user, name);
    true
}

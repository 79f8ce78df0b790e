//! token: "ada"
//! fix: `&parts`

use auth::prelude::*;

async fn sign_in(auth: &Auth) {
    let _ = auth.sign_in("ada", "credentials", &[("password", "secret")]).await;
}

fn main() {}

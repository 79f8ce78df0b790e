//! token: &Session
//! fix: it can take one form under `#[auth::credentials]`

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration, session: &Session) -> SignUp {
    let _ = session;
    SignUp::new().with_name(form.name)
}

fn main() {
    let _ = Auth::builder().sign_up::<register>();
}

//! token: SignInMethod<'_>
//! fix: it can take one form under `#[auth::credentials]`

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration, method: SignInMethod<'_>) -> SignUp {
    let _ = method;
    SignUp::new().with_name(form.name)
}

fn main() {
    let _ = Auth::builder().sign_up::<register>();
}

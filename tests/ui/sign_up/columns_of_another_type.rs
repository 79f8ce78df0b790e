//! token: sign_up::<register>
//! fix: call `.users::<Member>()` on the builder

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::user]
#[derive(Clone)]
struct Member {
    plan: Option<String>,
}

#[auth::sign_up]
async fn register(form: Registration) -> SignUp<Member> {
    SignUp::new().with_columns(Member { plan: Some(form.name) })
}

fn main() {
    let _ = Auth::builder().sign_up::<register>();
}

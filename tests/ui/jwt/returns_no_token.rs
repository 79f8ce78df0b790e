//! token: Claims
//! fix: return the struct under `#[auth::jwt]`, a `Jwt` of it, or an `Option` or

use auth::prelude::*;

struct Claims {
    admin: bool,
}

#[auth::jwt]
async fn issue(user: &User) -> Claims {
    Claims { admin: user.email.is_none() }
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().build();
}

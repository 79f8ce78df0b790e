//! token: AxumForm<Registration>
//! fix: Registration`

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

struct AxumForm<T>(T);

#[auth::sign_up]
async fn register(form: AxumForm<Registration>) -> SignUp {
    SignUp::new().with_name(form.0.name)
}

fn main() {}

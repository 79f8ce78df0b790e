//! token: Json<Registration>
//! fix: Registration`

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

struct Json<T>(T);

#[auth::sign_up]
async fn register(form: Json<Registration>) -> SignUp {
    SignUp::new().with_name(form.0.name)
}

fn main() {}

//! token: ClientIp
//! fix: Option<ClientIp>

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration, ip: ClientIp) -> SignUp {
    let _ = ip;
    SignUp::new().with_name(form.name)
}

fn main() {}

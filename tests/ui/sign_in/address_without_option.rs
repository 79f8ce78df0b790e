//! token: ClientIp
//! fix: write `address: Option<ClientIp>`

use auth::prelude::*;

#[auth::sign_in]
async fn local(address: ClientIp) -> bool {
    address.0.is_loopback()
}

fn main() {}

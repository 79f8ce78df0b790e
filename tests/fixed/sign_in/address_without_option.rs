//! Mended as the message says.

use auth::prelude::*;

#[auth::sign_in]
async fn local(address: Option<ClientIp>) -> bool {
    address.is_some_and(|address| address.0.is_loopback())
}

fn main() {}

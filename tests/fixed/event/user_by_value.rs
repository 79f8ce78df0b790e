//! Mended as the message says.

use auth::prelude::*;

#[auth::event(create_user)]
async fn note(user: &User) {
    let _ = user;
}

fn main() {}

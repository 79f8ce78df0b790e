//! Mended as the message says.

use auth::prelude::*;

#[auth::event(sign_in)]
async fn note(event: SignInEvent<'_>, State(part): State<Vec<u8>>) {
    let _ = (event, part);
}

fn main() {}

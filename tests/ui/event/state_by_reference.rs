//! token: &State<Vec<u8>>
//! fix: write `State(part): State<Vec<u8>>`

use auth::prelude::*;

#[auth::event(sign_in)]
async fn note(event: SignInEvent<'_>, db: &State<Vec<u8>>) {
    let _ = (event, db);
}

fn main() {}

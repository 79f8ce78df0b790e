//! token: sign_up::<Registration>
//! token: Registration
//! fix: #[auth::sign_up]

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

fn main() {
    let _ = Auth::builder().sign_up::<Registration>();
}

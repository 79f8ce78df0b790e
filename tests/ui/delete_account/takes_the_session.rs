//! token: &Session
//! fix: it can take `&User`

use auth::prelude::*;

#[auth::delete_account]
async fn forget(session: &Session) {
    let _ = &session.user;
}

fn main() {
    let _ = Auth::builder().state(()).delete_account::<forget>().build();
}

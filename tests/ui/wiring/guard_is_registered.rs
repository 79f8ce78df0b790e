//! token: staff
//! fix: take `Guard<staff>` as an argument of a handler

use auth::prelude::*;

#[auth::guard]
async fn staff(session: &Session) -> bool {
    session.user.name.is_some()
}

fn main() {
    let _ = Auth::builder().state(()).guard::<staff>().build();
}

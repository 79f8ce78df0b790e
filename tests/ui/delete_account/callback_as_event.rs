//! token: on::<forget>
//! fix: put `#[auth::event(…)]` on the function

use auth::prelude::*;

#[auth::delete_account]
async fn forget(user: &User) {
    let _ = &user.id;
}

fn main() {
    let _ = Auth::builder().state(()).on::<forget>().build();
}

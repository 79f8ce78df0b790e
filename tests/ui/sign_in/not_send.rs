//! token: guard
//! fix: drop it before the `.await`

use auth::prelude::*;

use std::rc::Rc;

async fn tick() {}

#[auth::sign_in]
async fn guard(user: &User) -> bool {
    let seen = Rc::new(user.email.is_some());
    tick().await;
    *seen
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}

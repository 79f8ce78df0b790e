//! token: audit
//! fix: drop it before the `.await`

use auth::prelude::*;

use std::rc::Rc;

async fn tick() {}

#[auth::event(sign_in)]
async fn audit(event: SignInEvent<'_>) {
    let seen = Rc::new(event.user);
    tick().await;
    let _ = seen;
}

fn main() {
    let _ = Auth::builder().state(()).on::<audit>().build();
}

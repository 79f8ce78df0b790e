//! token: event
//! fix: clone before it what it needs

use auth::prelude::*;

#[auth::event(sign_in)]
async fn seen(event: SignInEvent<'_>) {
    std::thread::spawn(move || println!("{}", event.user.id));
}

fn main() {
    let _ = Auth::builder().on::<seen>();
}

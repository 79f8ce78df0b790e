use auth::prelude::*;

#[auth::redirect]
async fn guard() -> Target {
    Target::Home
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}

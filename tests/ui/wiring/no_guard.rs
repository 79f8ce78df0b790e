use auth::prelude::*;

struct NotAGuard;

fn main() {
    let _ = Auth::builder().state(()).sign_in::<NotAGuard>().build();
}

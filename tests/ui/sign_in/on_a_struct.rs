use auth::prelude::*;

#[auth::sign_in]
pub struct Guard;

fn main() {
    let _ = Auth::builder().state(()).sign_in::<Guard>().build();
}

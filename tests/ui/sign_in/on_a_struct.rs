//! token: struct
//! fix: goes on an `async fn`, not on a struct: `async fn not_banned(user: &User) ->

use auth::prelude::*;

#[auth::sign_in]
pub struct Guard;

fn main() {
    let _ = Auth::builder().state(()).sign_in::<Guard>().build();
}

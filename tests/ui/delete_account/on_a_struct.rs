//! token: struct
//! fix: goes on an `async fn`, not on a struct

use auth::prelude::*;

#[auth::delete_account]
pub struct Forget;

fn main() {
    let _ = Auth::builder().state(()).delete_account::<Forget>().build();
}

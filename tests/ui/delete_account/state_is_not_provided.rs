//! token: delete_account::<forget>
//! fix: make it a field of the state

use auth::prelude::*;

#[derive(Clone)]
pub struct Db;

#[auth::delete_account]
async fn forget(State(db): State<Db>) {
    let _ = db;
}

fn main() {
    let _ = Auth::builder().state(()).delete_account::<forget>().build();
}

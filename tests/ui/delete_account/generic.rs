//! token: Db
//! fix: write the type in place of `Db`

use auth::prelude::*;

#[auth::delete_account]
async fn forget<Db>(State(db): State<Db>) {
    let _ = db;
}

fn main() {
    let _ = Auth::builder().state(()).delete_account::<forget>().build();
}

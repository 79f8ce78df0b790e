//! token: Db
//! fix: write the type in place of `Db`

use auth::prelude::*;

#[auth::second_factor]
async fn needed<Db>(State(db): State<Db>) -> SecondFactor {
    let _ = db;
    SecondFactor::Required
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}

//! token: &Db
//! fix: write `State(db): State<Db>`

use auth::prelude::*;

#[derive(Clone)]
pub struct Db;

#[auth::second_factor]
async fn needed(user: &User, db: &Db) -> SecondFactor {
    let _ = (user, db);
    SecondFactor::Required
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}

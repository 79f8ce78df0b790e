//! Mended as the message says.

use auth::prelude::*;

#[derive(Clone)]
pub struct Db;

#[auth::second_factor]
async fn needed(user: &User, State(db): State<Db>) -> SecondFactor {
    let _ = (user, db);
    SecondFactor::Required
}

fn main() {
    let _ = Auth::builder().state(Db).second_factor::<needed>().build();
}

//! token: Databse
//! fix: a struct with a similar name exists

use auth::prelude::*;

#[derive(Clone)]
pub struct Database;

#[auth::sign_in]
async fn guard(user: &User, State(_db): State<Databse>) -> bool {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().state(Database).sign_in::<guard>().build();
}

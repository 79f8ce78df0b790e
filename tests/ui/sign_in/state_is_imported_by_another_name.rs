//! token: AppState<Db>
//! fix: `State<…>` (written out, no alias)

use auth::{State as AppState, prelude::{Auth, User}};

#[derive(Clone)]
pub struct Db;

#[auth::sign_in]
async fn guard(user: &User, AppState(_db): AppState<Db>) -> bool {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().state(Db).sign_in::<guard>().build();
}

//! token: issue
//! fix: return something: add `-> Result<Token>`; it returns the struct under

use auth::prelude::*;

#[auth::jwt]
async fn issue(user: &User) {
    let _ = user;
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().build();
}

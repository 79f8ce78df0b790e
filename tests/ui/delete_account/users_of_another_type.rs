//! token: delete_account::<forget>
//! fix: call `.users::<Member>()`

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct Member {
    pub city: Option<String>,
}

#[auth::delete_account]
async fn forget(user: &User<Member>) {
    let _ = &user.city;
}

fn main() {
    let _ = Auth::builder().state(()).delete_account::<forget>().build();
}

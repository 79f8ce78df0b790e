//! token: sign_in::<ok>
//! fix: on the builder before registering callbacks

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct Member {
    pub team: Option<String>,
}

#[auth::sign_in]
async fn ok(user: &User<Member>) -> bool {
    user.team.is_some()
}

fn main() {
    let _ = Auth::builder().sign_in::<ok>().users::<Member>();
}

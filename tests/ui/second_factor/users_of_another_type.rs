//! token: second_factor::<needed>
//! fix: call `.users::<Member>()` on the builder before registering callbacks

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct Member {
    #[auth(default)]
    pub is_admin: bool,
}

#[auth::second_factor]
async fn needed(user: &User<Member>) -> SecondFactor {
    if user.is_admin { SecondFactor::Required } else { SecondFactor::IfEnrolled }
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}

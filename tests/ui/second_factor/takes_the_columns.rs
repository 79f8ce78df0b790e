//! token: &Member
//! fix: `&User<…>` (with the type in

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
struct Member {
    #[auth(default)]
    admin: bool,
}

#[auth::second_factor]
async fn needed(user: &Member) -> SecondFactor {
    if user.admin { SecondFactor::Required } else { SecondFactor::IfEnrolled }
}

fn main() {}

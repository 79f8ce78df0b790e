//! token: user.role
//! fix: ensure that all possible cases are being handled

use auth::prelude::*;

#[derive(Clone, Copy, serde::Serialize, serde::Deserialize)]
pub enum Role {
    Member,
    Admin,
    Support,
}

#[auth::user]
#[derive(Clone)]
pub struct Member {
    #[auth(default)]
    pub role: Option<Role>,
}

#[auth::second_factor]
async fn needed(user: &User<Member>) -> SecondFactor {
    match user.role {
        Some(Role::Admin) => SecondFactor::Required,
        Some(Role::Member) | None => SecondFactor::IfEnrolled,
    }
}

fn main() {
    let _ = Auth::builder().users::<Member>().second_factor::<needed>().build();
}

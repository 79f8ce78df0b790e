use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(default)]
    pub banned: bool,
}

#[auth::sign_in]
async fn not_banned(user: &AppUser) -> bool {
    !user.banned
}

fn main() {
    let _ = Wiring::state(()).users::<AppUser>().sign_in::<not_banned>();
    let _ = User::new("1");
}

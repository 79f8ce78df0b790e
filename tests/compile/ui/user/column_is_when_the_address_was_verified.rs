use auth_compile_tests::Wiring;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(rename = "emailVerified")]
    pub verified: Option<u64>,
}

fn main() {
    let _ = Wiring::state(()).users::<AppUser>();
}

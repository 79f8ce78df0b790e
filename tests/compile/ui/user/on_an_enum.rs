use auth_compile_tests::Wiring;

#[auth::user]
#[derive(Clone)]
pub enum AppUser {
    Member,
    Admin,
}

fn main() {
    let _ = Wiring::state(()).users::<AppUser>();
}

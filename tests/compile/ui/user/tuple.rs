use auth_compile_tests::Wiring;

#[auth::user]
#[derive(Clone)]
pub struct AppUser(pub Option<u8>);

fn main() {
    let _ = Wiring::state(()).users::<AppUser>();
}

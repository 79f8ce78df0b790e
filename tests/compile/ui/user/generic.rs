use auth_compile_tests::Wiring;

#[auth::user]
#[derive(Clone)]
pub struct AppUser<T> {
    pub extra: Option<T>,
}

fn main() {
    let _ = Wiring::state(()).users::<AppUser<u8>>();
}

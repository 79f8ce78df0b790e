use auth_compile_tests::Wiring;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(defualt)]
    pub banned: bool,
}

fn main() {
    let _ = Wiring::state(()).users::<AppUser>();
}

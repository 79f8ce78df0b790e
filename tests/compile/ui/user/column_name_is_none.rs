use auth_compile_tests::Wiring;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(rename = "nick-name")]
    pub nick: Option<String>,
}

fn main() {
    let _ = Wiring::state(()).users::<AppUser>();
}

use auth_compile_tests::Wiring;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    pub nick: Option<String>,
    #[auth(rename = "nick")]
    pub other: Option<String>,
}

fn main() {
    let _ = Wiring::state(()).users::<AppUser>();
}

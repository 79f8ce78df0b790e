use auth_compile_tests::Wiring;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(rename = "employee_id")]
    pub id: Option<u64>,
}

fn main() {
    let _ = Wiring::state(()).users::<AppUser>();
}

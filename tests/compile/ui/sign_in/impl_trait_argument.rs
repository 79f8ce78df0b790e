use auth_compile_tests::Wiring;

#[auth::sign_in]
async fn guard(user: impl AsRef<str>) -> bool {
    user.as_ref().is_empty()
}

fn main() {
    let _ = Wiring::state(()).sign_in::<guard>();
}

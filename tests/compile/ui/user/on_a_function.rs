use auth_compile_tests::Wiring;

#[auth::user]
async fn app_user() -> Option<u8> {
    None
}

fn main() {
    let _ = (Wiring::state(()), app_user());
}

use auth_compile_tests::Wiring;

#[auth::sign_in]
pub struct Guard;

fn main() {
    let _ = Wiring::state(()).sign_in::<Guard>();
}

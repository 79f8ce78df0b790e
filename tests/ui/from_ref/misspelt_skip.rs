//! token: skpi
//! fix: Did you mean `skip`? There is only `skip`

#[derive(auth::FromRef)]
struct App {
    #[from_ref(skpi)]
    db: u8,
}

fn main() {}

#[derive(auth::FromRef)]
struct App {
    #[from_ref(skpi)]
    db: u8,
}

fn main() {}

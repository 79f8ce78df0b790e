#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn main() {
    println!("{}", auth::typescript::module::<(), Visible>());
}

#[auth::credentials]
pub struct Login {
    #[auth(password, email)]
    pub name: String,
}

fn main() {}

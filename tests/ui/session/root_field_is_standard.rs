#[auth::session]
pub struct Visible {
    #[auth(root)]
    pub expires: u64,
}

fn main() {}

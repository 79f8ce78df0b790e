#[auth::session]
pub struct Visible(bool);

fn main() {}

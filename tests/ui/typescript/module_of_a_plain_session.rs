//! token: Visible
//! fix: write `#[auth::session(typescript)]` on the struct, or `()` where nothing is added to the

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn main() {
    println!("{}", auth::typescript::module::<(), Visible>());
}

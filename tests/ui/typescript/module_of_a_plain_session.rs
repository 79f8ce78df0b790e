//! token: Visible
//! fix: write `#[auth::session(typescript)]` on the struct, or use `()` if the session has no

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn main() {
    println!("{}", auth::typescript::module::<(), Visible>());
}

//! token: <const N: usize>
//! fix: remove the parameters

#[auth::permissions]
pub enum Permission<const N: usize> {
    Read,
}

fn main() {}

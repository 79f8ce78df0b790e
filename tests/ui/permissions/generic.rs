//! token: <const N: usize>
//! fix: remove `<const N: usize>`

#[auth::permissions]
pub enum Permission<const N: usize> {
    Read,
}

fn main() {}

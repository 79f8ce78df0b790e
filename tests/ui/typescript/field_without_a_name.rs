#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub struct Money(u64);

#[auth::session(typescript)]
pub struct Visible {
    pub balance: Money,
}

fn main() {}

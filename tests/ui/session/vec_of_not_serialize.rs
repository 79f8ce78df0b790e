//! token: Plan
//! fix: Serialize

#[derive(Clone)]
pub struct Plan;

#[auth::session]
pub struct Visible {
    pub plans: Vec<Option<Plan>>,
}

fn main() {}

#[auth::session]
pub struct Visible {
    pub role: String,
}

//! token: 3
//! fix: expected a string

fn main() {
    let _ = auth::cookie::CookieOption::new().name(3);
}

//! token: App
//! fix: goes on a struct with named fields, each of another type: `struct AppState {

#[derive(auth::FromRef)]
struct App(u8);

fn main() {}

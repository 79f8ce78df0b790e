//! token: enum
//! fix: goes on a struct with named fields, each of another type: `struct AppState {

#[derive(auth::FromRef)]
enum App {
    Empty,
}

fn main() {}

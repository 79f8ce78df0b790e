//! token: now
//! fix: `SystemClock.now()`

fn main() {
    let _ = auth::time::UnixTime::now();
}

//! token: adapter::WithRedis
//! fix: the item is gated behind the `redis` feature

use auth::adapter::WithRedis;

fn main() {
    let _ = WithRedis::new;
}

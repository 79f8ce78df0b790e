//! The layer: sessions in use live on, and nothing is encrypted anew before its time.

use std::time::Duration;

use http::header::CACHE_CONTROL;

use crate::site::*;

#[tokio::test]
async fn a_session_is_renewed_at_the_update_age_and_not_before() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    site.clock.advance(DAY - Duration::from_secs(1));
    for path in ["/me", "/maybe", "/admin", "/public"] {
        assert_eq!(site.get(path).await.set_cookies(), [""; 0], "{path}");
    }
    site.clock.advance(Duration::from_secs(1));
    assert_eq!(site.get("/public").await.set_cookies(), [""; 0], "who reads no session pays for none");
    let renewed = site.get("/me").await;
    assert_eq!(renewed.set_cookies(), [SESSION]);
    assert_eq!(renewed.header(CACHE_CONTROL), "private");
    assert_eq!(site.get("/me").await.set_cookies(), [""; 0], "it is fresh again");

    // From then on it is good for another thirty days.
    site.clock.advance(DAY * 30 - Duration::from_secs(1));
    assert_eq!(site.get("/me").await.status, 200);
}

#[tokio::test]
async fn the_update_age_is_a_setting() {
    let mut site = Site::with(|builder| builder.session_update_age(Duration::from_secs(60)));
    site.sign_in("ada").await;
    site.clock.advance(Duration::from_secs(59));
    assert_eq!(site.get("/admin").await.set_cookies(), [""; 0]);
    site.clock.advance(Duration::from_secs(1));
    assert_eq!(site.get("/admin").await.set_cookies(), [SESSION]);
}

#[tokio::test]
async fn who_signs_out_is_not_renewed() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    site.clock.advance(DAY * 2);
    let reply = site.get("/leave").await;
    assert_eq!((reply.body.as_str(), reply.set_cookies()), ("bye", vec![SESSION]));
    assert_eq!(site.session_cookies(), [""; 0]);
}

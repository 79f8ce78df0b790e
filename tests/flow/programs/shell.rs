//! The example `phone`, by requests and by `curl`.

use std::{net::SocketAddr, process::Command};

use serde_json::{Value, json};

use super::*;

async fn send(router: &Router, method: &str, path: &str, bearer: &str, body: Value) -> (StatusCode, Value) {
    let request = Request::builder().method(method).uri(path).header("content-type", "application/json");
    let request = match bearer {
        "" => request,
        bearer => request.header(AUTHORIZATION, format!("Bearer {bearer}")),
    };
    let response = router.clone().oneshot(request.body(Body::from(body.to_string())).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let text = || Value::from(String::from_utf8_lossy(&body).into_owned());
    (parts.status, serde_json::from_slice(&body).unwrap_or_else(|_| text()))
}

#[tokio::test]
async fn a_phone_signs_in_by_json_makes_a_key_and_signs_out() {
    let router = phone::application().unwrap();
    let wrong =
        send(&router, "POST", "/api/sign-in", "", json!({ "name": "ada", "password": "guess" })).await;
    assert_eq!(wrong, (StatusCode::UNAUTHORIZED, json!({ "error": "Unauthorized" })));
    let (status, body) =
        send(&router, "POST", "/api/sign-in", "", json!({ "name": "ada", "password": "countess" })).await;
    let token = body["token"].as_str().unwrap();
    assert_eq!(status, StatusCode::OK);
    let report = send(&router, "GET", "/api/report", token, Value::Null).await;
    assert_eq!(report, (StatusCode::OK, json!("all projects of Ada")));

    let (status, made) =
        send(&router, "POST", "/api/keys", token, json!({ "name": "nightly", "project": 7 })).await;
    assert_eq!(status, StatusCode::CREATED);
    let (id, key) = (made["id"].as_str().unwrap(), made["key"].as_str().unwrap());
    assert_eq!(send(&router, "GET", "/api/report", key, Value::Null).await.1, json!("project 7"));
    // A key makes no keys.
    let refused = send(&router, "POST", "/api/keys", key, json!({ "name": "more", "project": 8 })).await;
    assert_eq!(refused.0, StatusCode::UNAUTHORIZED);
    let (_, listed) = send(&router, "GET", "/api/keys", token, Value::Null).await;
    assert_eq!((&listed[0]["id"], &listed[0]["name"]), (&json!(id), &json!("nightly")));

    assert_eq!(send(&router, "POST", "/api/sign-out", token, Value::Null).await.0, StatusCode::NO_CONTENT);
    assert_eq!(send(&router, "GET", "/api/report", token, Value::Null).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(
        send(&router, "GET", "/api/report", key, Value::Null).await.0,
        StatusCode::OK,
        "a key outlives it"
    );
}

/// Calls `curl`, as the example says it.
fn curl(arguments: &[&str]) -> String {
    let output = Command::new("curl").args(["-s", "--max-time", "20"]).args(arguments).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn curl_signs_in_makes_a_key_uses_it_and_revokes_it() {
    if Command::new("curl").arg("--version").output().is_err() {
        return;
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = phone::application().unwrap().into_make_service_with_connect_info::<SocketAddr>();
    let server = tokio::spawn(async move { axum::serve(listener, service).await });
    let shell = tokio::task::spawn_blocking(move || {
        let url = |path: &str| format!("http://{address}/api/{path}");
        let (json, form) = ("content-type: application/json", r#"{"name":"ada","password":"countess"}"#);
        let reply: Value = serde_json::from_str(&curl(&[&url("sign-in"), "-H", json, "-d", form])).unwrap();
        let session = format!("authorization: Bearer {}", reply["token"].as_str().unwrap());
        assert_eq!(curl(&[&url("report"), "-H", &session]), "all projects of Ada");
        let order = r#"{"name":"nightly","project":7}"#;
        let made: Value =
            serde_json::from_str(&curl(&[&url("keys"), "-H", &session, "-H", json, "-d", order])).unwrap();
        let key = format!("authorization: Bearer {}", made["key"].as_str().unwrap());
        assert_eq!(curl(&[&url("report"), "-H", &key]), "project 7");
        let code = ["-o", "/dev/null", "-w", "%{http_code}"];
        let revoke = url(&format!("keys/{}", made["id"].as_str().unwrap()));
        assert_eq!(curl(&[&[revoke.as_str(), "-X", "DELETE", "-H", &session], &code[..]].concat()), "204");
        let refused = curl(&[&url("report"), "-i", "-H", &key]);
        assert!(
            refused.starts_with("HTTP/1.1 401") && refused.contains("error=\"invalid_token\""),
            "{refused}"
        );
        assert_eq!(
            curl(&[&[url("sign-out").as_str(), "-X", "POST", "-H", &session], &code[..]].concat()),
            "204"
        );
        assert_eq!(curl(&[&[url("report").as_str(), "-H", &session], &code[..]].concat()), "401");
    });
    shell.await.unwrap();
    server.abort();
}

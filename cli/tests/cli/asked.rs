//! The commands that ask the application.

use std::fs;

use serde_json::json;

use crate::site::{FAILED, FINE, SECRET, USAGE, WRONG, ask, empty, fixture, run};

fn codes(report: &serde_json::Value) -> Vec<&str> {
    report["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap()).collect()
}

#[test]
fn the_doctor_describes_what_works() {
    let ran = ask("full", &["doctor"], &[]).with(FINE);
    for line in [
        "origin          http://localhost:3000\n",
        "routes          /auth\n",
        "sessions        encrypted tokens, 30 days after the last use, in `authjs.session-token`\n",
        "database        none\n",
        "providers       form (credentials)\n",
        "[attempts_per_process]\n",
        "\nNothing is wrong.\n",
    ] {
        assert!(ran.out.contains(line), "{line}{}", ran.out);
    }
    assert!(!ran.out.contains("noise") && !ran.out.contains("nobody has asked"), "{}", ran.out);

    let report =
        ask("full", &["doctor", "--json"], &[("AUTH_URL", "https://a.test/api/auth")]).with(FINE).json();
    assert_eq!((&report["program"], &report["package"]), (&json!("full"), &json!("fixture")));
    assert_eq!((&report["errors"], &report["warnings"]), (&json!(0), &json!(0)));
    assert_eq!(report["application"]["base_path"], "/api/auth");
    assert_eq!(report["application"]["sessions"]["cookie"], "__Secure-authjs.session-token");
}

#[test]
fn the_doctor_names_everything_that_is_wrong_with_its_fix_and_its_page() {
    let variables =
        [("AUTH_SECRET", ""), ("AUTH_SECERT", "x"), ("AUTH_URL", "localhost:3000"), ("PASSWORDS", "1")];
    let ran = ask("full", &["doctor"], &variables).with(WRONG);
    for text in [
        "`full` does not start",
        "error: there is no secret: set AUTH_SECRET",
        "[missing_secret]\n  https://docs.rs/typed-auth/latest/auth/guide/errors/#missing_secret\n",
        "error: AUTH_URL: an origin must begin with `http://` or `https://`",
        "[invalid_variable]",
        "[passwords_without_adapter]",
        "warning: the variable AUTH_SECERT is set, and nothing reads it: it was probably meant to be AUTH_SECRET",
        "\n3 errors, 1 warning\n",
    ] {
        assert!(ran.out.contains(text), "{text}\n{}", ran.out);
    }
    let report = ask("full", &["doctor", "--json"], &variables).with(WRONG).json();
    let mut found = codes(&report);
    found.sort_unstable();
    assert_eq!(found, ["invalid_variable", "missing_secret", "passwords_without_adapter", "unread_variable"]);
    assert_eq!(report["application"], serde_json::Value::Null);

    let weak = ask("full", &["doctor", "--json"], &[("AUTH_SECRET", "short")]).with(FINE).json();
    assert!(codes(&weak).contains(&"short_secret"), "{weak}");
    ask("full", &["doctor", "--strict"], &[("AUTH_SECRET", "short")]).with(WRONG);
    let plain =
        ask("full", &["doctor", "--json"], &[("AUTH_URL", "http://app.example.com")]).with(FINE).json();
    assert!(codes(&plain).contains(&"insecure_origin"), "{plain}");
}

#[test]
fn the_doctor_says_how_a_request_would_be_seen() {
    let hosts = [("AUTH_URL", ""), ("HOSTS", "a.test,b.test")];
    let of_proxy = ["--header", "Host: 10.0.0.7", "--header", "X-Forwarded-Host: b.test", "--header"];
    let arguments: Vec<&str> = [&["doctor"][..], &of_proxy, &["X-Forwarded-Proto: https"]].concat();
    let ran = ask("full", &arguments, &hosts).with(FINE);
    assert!(ran.out.contains("that of each request, of the hosts a.test, b.test\n"), "{}", ran.out);
    assert!(ran.out.contains("the request     is seen under https://b.test\n"), "{}", ran.out);
    let refused = ask("full", &["doctor", "--header", "Host: evil.test"], &hosts).with(WRONG);
    assert!(refused.out.contains("the request     is refused\n"), "{}", refused.out);
    assert!(refused.out.contains("[untrusted_host]"), "{}", refused.out);
    ask("full", &["doctor", "--header", "Host"], &hosts).with(USAGE);
}

#[test]
fn tables_are_shown_created_and_checked() {
    let database = format!("sqlite:{}", empty("migrate").join("app.sqlite").display());
    let with = [("DATABASE_URL", database.as_str())];
    let migrate = |step: &str| ask("full", &["migrate", step], &with);
    let plan = migrate("plan").with(FINE);
    assert!(plan.out.starts_with("CREATE TABLE IF NOT EXISTS \"user\" ("), "{}", plan.out);
    assert!(plan.out.lines().all(|line| line.ends_with(';')), "{}", plan.out);
    assert!(plan.err.contains("SQLite: `cargo auth migrate apply` runs these statements"), "{}", plan.err);
    assert_eq!(
        migrate("check").with(WRONG).out,
        plan.out,
        "the call of `migrate()` at the start changes nothing"
    );
    let doctor = ask("full", &["doctor", "--json"], &with).with(FINE).json();
    assert!(codes(&doctor).contains(&"pending_migration"), "{doctor}");

    let applied = migrate("apply").with(FINE);
    assert!(
        applied.out.is_empty() && applied.err.contains("SQLite: everything is there."),
        "{}",
        applied.err
    );
    migrate("check").with(FINE);
    let report = ask("full", &["migrate", "plan", "--json"], &with).with(FINE).json();
    assert_eq!(
        report,
        json!({ "database": "SQLite", "has_database": true, "is_done": true, "statements": [], "problems": [] })
    );
    let none = ask("full", &["migrate", "check"], &[]).with(FINE);
    assert!(none.err.contains("The application has no database."), "{}", none.err);
    let broken = ask("full", &["migrate", "check"], &[("AUTH_SECRET", ""), with[0]]).with(FAILED);
    assert!(broken.err.contains("[missing_secret]"), "{}", broken.err);
}

#[test]
fn types_are_printed_written_and_compared() {
    let file = empty("types").join("web/next-auth.d.ts");
    let path = file.to_str().unwrap();
    let printed = ask("full", &["types"], &[]).with(FINE).out;
    assert!(
        printed.contains("declare module \"next-auth\"") && printed.contains("role: string;"),
        "{printed}"
    );
    let missing = ask("full", &["types", "--check", path], &[]).with(WRONG);
    assert!(missing.out.contains("is out of date") && missing.out.contains("+ "), "{}", missing.out);
    ask("full", &["types", "--out", path], &[]).with(FINE);
    assert_eq!(fs::read_to_string(&file).unwrap(), printed);
    ask("full", &["types", "--check", path], &[]).with(FINE);
    fs::write(&file, printed.replace("role", "rank")).unwrap();
    let changed = ask("full", &["types", "--check", path, "--json"], &[]).with(WRONG).json();
    assert_eq!(changed["is_current"], false);
    assert!(
        changed["changes"].to_string().contains("- ") && changed["changes"].to_string().contains("rank"),
        "{changed}"
    );
    let plain = ask("full", &["types"], &[("PLAIN", "1")]).with(FAILED);
    assert!(
        plain.err.contains("auth.commands().types::<Token, Visible>().answer().await?;"),
        "{}",
        plain.err
    );
}

#[test]
fn routes_say_who_may_call_them() {
    let ran = ask("full", &["routes"], &[]).with(FINE);
    assert_eq!(ran.out.lines().next(), Some("GET  /      public"), "{}", ran.out);
    assert!(ran.out.lines().nth(1).is_some_and(|line| line.starts_with("GET  /read  ")), "{}", ran.out);
    let file = empty("routes").join("routes.json");
    let path = file.to_str().unwrap();
    ask("full", &["routes", "--out", path], &[]).with(FINE);
    ask("full", &["routes", "--check", path], &[]).with(FINE);
    let record = fs::read_to_string(&file).unwrap();
    assert!(record.contains("\"GET /\": \"public\""), "{record}");
    fs::write(&file, record.replace("\"GET /\": \"public\"", "\"GET /\": \"session\"")).unwrap();
    let changed = ask("full", &["routes", "--check", path], &[]).with(WRONG);
    assert!(changed.out.contains("+   \"GET /\": \"public\""), "{}", changed.out);
    let report = ask("full", &["routes", "--json"], &[]).with(FINE).json();
    assert_eq!(report["routes"]["GET /"], "public");
    let plain = ask("full", &["routes"], &[("PLAIN", "1")]).with(FAILED);
    assert!(plain.err.contains("auth.commands().routes(&routes()).answer().await?;"), "{}", plain.err);
}

#[test]
fn the_size_of_the_cookie_is_shown() {
    let ran = ask("full", &["size"], &[]).with(FINE);
    assert!(ran.out.contains("  role                     102 bytes\n"), "{}", ran.out);
    assert!(ran.out.contains("which fit into one cookie."), "{}", ran.out);
    let report = ask("full", &["size", "--json"], &[]).with(FINE).json();
    assert_eq!((&report["size"]["cookies"], &report["kind"]), (&json!(1), &json!("token")));
    assert_eq!(report["size"]["claims"][0], json!({ "name": "role", "max_size": 102 }));
}

#[test]
fn an_application_without_the_line_is_told_which_one_to_add() {
    for program in ["silent", "brief"] {
        let ran = ask(program, &["doctor", "--timeout", "5"], &[]).with(FAILED);
        assert!(
            ran.err.contains("error: `") && ran.err.contains("auth.answer_commands().await?;"),
            "{}",
            ran.err
        );
        let report = ask(program, &["size", "--json", "--timeout", "5"], &[]).with(FAILED).json();
        assert_eq!(report["error"]["code"], "no_line");
    }
}

#[test]
fn an_application_that_does_not_come_as_far_is_shown_with_its_words() {
    let ran = ask("early", &["doctor"], &[]).with(FAILED);
    assert!(
        ran.err.contains("ended before `build()`") && ran.err.contains("| Error: AUTH_GITHUB_ID"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("guide/errors/#missing_variable"), "{}", ran.err);
    let given = [("AUTH_GITHUB_ID", "id"), ("AUTH_GITHUB_SECRET", SECRET)];
    let ran = ask("early", &["doctor"], &given).with(FINE);
    assert!(ran.out.contains("redirect URI http://localhost:3000/auth/callback/github"), "{}", ran.out);
    let waiting = ask("early", &["doctor", "--timeout", "2"], &[("WAITS", "1")]).with(FAILED);
    assert!(
        waiting.err.contains("within 2 seconds") && waiting.err.contains("| waiting for a database"),
        "{}",
        waiting.err
    );
}

#[test]
fn the_program_is_chosen_as_by_cargo_run() {
    let several = run(&fixture(), &["doctor"], &[]).with(FAILED);
    assert!(
        several.err.contains("there are several programs") && several.err.contains("-p fixture --bin full"),
        "{}",
        several.err
    );
    let nowhere = std::env::temp_dir();
    let outside = run(&nowhere, &["doctor"], &[]).with(FAILED);
    assert!(outside.err.contains("there is no project here"), "{}", outside.err);
    let manifest = fixture().join("Cargo.toml");
    let by_path = ["doctor", "--manifest-path", manifest.to_str().unwrap(), "-p", "fixture", "--bin", "full"];
    run(&nowhere, &by_path, &[("AUTH_SECRET", SECRET), ("AUTH_URL", "http://localhost")]).with(FINE);
    let features = ask("full", &["doctor", "--", "--features", "wrong"], &[]).with(FAILED);
    assert!(
        features.err.contains("the feature `wrong` is on") && features.err.contains("does not compile"),
        "{}",
        features.err
    );
    let file = empty("env-file").join("app.env");
    fs::write(&file, "AUTH_URL=https://from.file\n").unwrap();
    let ran = ask("full", &["doctor", "--env-file", file.to_str().unwrap()], &[]).with(FINE);
    assert!(ran.out.contains("origin          https://from.file\n"), "{}", ran.out);
    ask("full", &["doctor", "--env-file", "/nowhere"], &[]).with(FAILED);
}

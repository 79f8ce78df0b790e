//! What an application says of itself, and its description as text.

use serde::{Deserialize, Serialize};

use super::duration;
use crate::finding::Finding;

/// What an application says of itself.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Application {
    origin: Origin,
    request: Request,
    client_address: AddressSource,
    base_path: String,
    public_path: String,
    sessions: Sessions,
    providers: Vec<Provider>,
    /// The name of the database, if it has tables that were checked.
    database: Option<String>,
    has_database: bool,
    #[serde(skip_serializing)]
    pub(super) findings: Vec<Finding>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(tag = "source", rename_all = "lowercase")]
enum Origin {
    Fixed {
        url: String,
    },
    Request {
        /// The trusted hosts; `None` if every host is.
        hosts: Option<Vec<String>>,
    },
    None,
}

/// How a request with the headers of the question is seen.
#[derive(Debug, Deserialize, Serialize)]
struct Request {
    origin: Option<String>,
    client_address: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(tag = "source", rename_all = "lowercase")]
enum AddressSource {
    Connection,
    Header { header: String, proxies: u64 },
}

#[derive(Debug, Deserialize, Serialize)]
struct Sessions {
    kind: String,
    /// In seconds.
    max_age: u64,
    lifetime: Option<u64>,
    cookie: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Provider {
    id: String,
    name: String,
    #[serde(rename = "type")]
    kind: String,
    callback_url: Option<String>,
}

impl Application {
    /// Describes the application, one fact a line.
    pub(super) fn describe(&self, has_headers: bool) -> String {
        let mut lines = vec![("origin", self.origin.to_text())];
        if has_headers {
            let seen = self.request.origin.as_ref().map(|origin| format!("is seen under {origin}"));
            lines.push(("the request", seen.unwrap_or_else(|| "is refused".to_owned())));
        }
        let source = self.client_address.to_text();
        let address = self.request.client_address.as_ref().map(|address| format!("{source}: {address}"));
        lines.push(("client address", address.unwrap_or(source)));
        let (here, public) = (slash(&self.base_path), slash(&self.public_path));
        let moved = if here == public { String::new() } else { format!(", which browsers see at {public}") };
        lines.push(("routes", format!("{here}{moved}")));
        lines.push(("sessions", self.sessions.to_text()));
        lines.push((
            "database",
            match (&self.database, self.has_database) {
                (Some(name), _) => name.clone(),
                (None, true) => "without tables that could be checked".to_owned(),
                (None, false) => "none".to_owned(),
            },
        ));
        for (index, provider) in self.providers.iter().enumerate() {
            lines.push((if index == 0 { "providers" } else { "" }, provider.to_text()));
        }
        lines.into_iter().map(|(label, text)| format!("{label:<16}{text}\n")).collect()
    }
}

impl Origin {
    fn to_text(&self) -> String {
        match self {
            Self::Fixed { url } => url.clone(),
            Self::Request { hosts: None } => "that of each request, of any host".to_owned(),
            Self::Request { hosts: Some(hosts) } => {
                format!("that of each request, of the hosts {}", hosts.join(", "))
            }
            Self::None => "none: every request is refused".to_owned(),
        }
    }
}

impl AddressSource {
    fn to_text(&self) -> String {
        match self {
            Self::Connection => "the connection".to_owned(),
            Self::Header { header, proxies: 1 } => format!("the header `{header}`"),
            Self::Header { header, proxies } => format!("the header `{header}`, behind {proxies} proxies"),
        }
    }
}

impl Sessions {
    fn to_text(&self) -> String {
        let lifetime = self.lifetime.map(|lifetime| format!(", {} in all", duration(lifetime)));
        let cookie = self.cookie.as_ref().map(|name| format!(", in `{name}`"));
        format!(
            "{}, {} after the last use{}{}",
            self.kind,
            duration(self.max_age),
            lifetime.unwrap_or_default(),
            cookie.unwrap_or_default()
        )
    }
}

impl Provider {
    fn to_text(&self) -> String {
        let leads_back = matches!(self.kind.as_str(), "oauth" | "oidc");
        let redirect = self.callback_url.as_ref().filter(|_| leads_back);
        let redirect = redirect.map(|url| format!(", redirect URI {url}"));
        format!("{} ({}){}", self.id, self.kind, redirect.unwrap_or_default())
    }
}

fn slash(path: &str) -> &str {
    if path.is_empty() { "/" } else { path }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_application_behind_a_proxy_is_described() {
        let answer: Application = serde_json::from_value(json!({
            "origin": { "source": "request", "hosts": ["a.test", "b.test"] },
            "request": { "origin": "https://a.test", "client_address": "192.0.2.7" },
            "client_address": { "source": "header", "header": "x-forwarded-for", "proxies": 2 },
            "base_path": "/auth", "public_path": "/app/auth",
            "sessions": { "kind": "encrypted tokens", "max_age": 2_592_000, "lifetime": 5_400, "cookie": "c" },
            "has_database": true, "database": "SQLite",
            "providers": [
                { "id": "github", "name": "GitHub", "type": "oauth", "callback_url": "https://a.test/app/auth/callback/github" },
                { "id": "email", "name": "E-mail", "type": "email", "callback_url": "https://a.test/app/auth/callback/email" },
            ],
            "findings": [],
        }))
        .unwrap();
        assert_eq!(
            answer.describe(true),
            "origin          that of each request, of the hosts a.test, b.test\n\
             the request     is seen under https://a.test\n\
             client address  the header `x-forwarded-for`, behind 2 proxies: 192.0.2.7\n\
             routes          /auth, which browsers see at /app/auth\n\
             sessions        encrypted tokens, 30 days after the last use, 90 minutes in all, in `c`\n\
             database        SQLite\n\
             providers       github (oauth), redirect URI https://a.test/app/auth/callback/github\n\
             \u{20}               email (email)\n"
        );
    }
}

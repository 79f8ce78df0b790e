//! A browser without a screen: cookies by host, redirects one by one, and the provider's page filled in.

use std::collections::BTreeMap;

use auth::provider::{HttpClient, ReqwestClient};
use axum::body::Bytes;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header, request::Builder};
use serde_json::Value;

/// Cookies by host and name.
pub(crate) struct Browser {
    client: ReqwestClient,
    pub(crate) cookies: BTreeMap<String, BTreeMap<String, String>>,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Browser {
    pub(crate) fn new() -> Self {
        Self { client: ReqwestClient::new().unwrap(), cookies: BTreeMap::new() }
    }

    pub(crate) async fn get(&mut self, url: &str) -> Reply {
        self.send(url, Request::get(url), String::new()).await
    }

    pub(crate) async fn post(&mut self, url: &str, fields: &[(&str, &str)]) -> Reply {
        let request = Request::post(url).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(url, request, encode(fields)).await
    }

    pub(crate) async fn send(&mut self, url: &str, request: Builder, body: String) -> Reply {
        let request = self.request(url, request, body);
        let answer = self.client.send(request).await.unwrap();
        self.take(url, answer)
    }

    /// A request with the cookies of this browser.
    pub(crate) fn request(&mut self, url: &str, request: Builder, body: String) -> Request<Bytes> {
        let jar = self.cookies.entry(origin(url).to_owned()).or_default();
        let cookies: Vec<_> = jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        request.header(header::COOKIE, cookies.join("; ")).body(Bytes::from(body)).unwrap()
    }

    /// Takes the cookies of an answer.
    pub(crate) fn take(&mut self, url: &str, answer: Response<Bytes>) -> Reply {
        let (parts, body) = answer.into_parts();
        let jar = self.cookies.entry(origin(url).to_owned()).or_default();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if cookie.contains("Max-Age=0") || cookie.contains("expires=Thu, 01 Jan 1970") {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
        let body = String::from_utf8(body.into()).unwrap();
        Reply { status: parts.status, headers: parts.headers, body }
    }

    /// Goes to a URL of the provider, and on until it sends the browser elsewhere: there `login` is who signs
    /// in, or `None` refuses. The URL elsewhere is returned, and not visited.
    pub(crate) async fn at_provider(&mut self, url: &str, login: Option<&str>) -> String {
        match self.through_provider(url, login).await {
            Left::For(url) => url,
            Left::ByForm(page) => panic!("{}", page.body),
        }
    }

    /// The same, where the provider answers with a form that posts itself: its URL and its fields.
    pub(crate) async fn posted_by_provider(
        &mut self,
        url: &str,
        login: Option<&str>,
    ) -> (String, Vec<(String, String)>) {
        let page = match self.through_provider(url, login).await {
            Left::For(url) => panic!("{url}"),
            Left::ByForm(page) => page.body,
        };
        let attribute = |text: &str, name: &str| {
            let (_, rest) = text.split_once(&format!("{name}=\"")).unwrap();
            rest.split('"').next().unwrap().replace("&amp;", "&").replace("&#x2F;", "/")
        };
        let fields = page.split("<input").skip(1);
        let fields = fields.map(|input| (attribute(input, "name"), attribute(input, "value"))).collect();
        (attribute(&page, "action"), fields)
    }

    async fn through_provider(&mut self, url: &str, login: Option<&str>) -> Left {
        let issuer = origin(url).to_owned();
        let mut url = url.to_owned();
        while origin(&url) == issuer {
            let mut reply = self.get(&url).await;
            if reply.body.contains("Who are you?") {
                let answer = login.map_or(("refuse", "yes"), |user| ("login", user));
                reply = self.post(&url, &[answer]).await;
            } else if !reply.status.is_redirection() {
                return Left::ByForm(reply);
            }
            let location = reply.location();
            url = if location.starts_with('/') { format!("{issuer}{location}") } else { location.to_owned() };
        }
        Left::For(url)
    }
}

/// How the browser leaves the provider.
enum Left {
    For(String),
    ByForm(Reply),
}

impl Reply {
    pub(crate) fn location(&self) -> &str {
        assert!(self.status.is_redirection(), "{}: {}", self.status, self.body);
        self.headers[header::LOCATION].to_str().unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{} {}", self.status, self.body))
    }

    pub(crate) fn set_cookies(&self) -> impl Iterator<Item = &HeaderValue> {
        self.headers.get_all(header::SET_COOKIE).iter()
    }
}

/// `http://host:port` of a URL.
pub(crate) fn origin(url: &str) -> &str {
    url.match_indices('/').nth(2).map_or(url, |(end, _)| &url[..end])
}

/// A parameter in the query of a URL.
pub(crate) fn parameter(url: &str, name: &str) -> Option<String> {
    let query = url.split_once('?')?.1;
    form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// A URL with a parameter of its query changed, or left out.
pub(crate) fn with_parameter(url: &str, name: &str, value: Option<&str>) -> String {
    let (path, query) = url.split_once('?').unwrap();
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    let others = form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| key != name);
    pairs.extend_pairs(others);
    if let Some(value) = value {
        pairs.append_pair(name, value);
    }
    format!("{path}?{}", pairs.finish())
}

pub(crate) fn encode(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

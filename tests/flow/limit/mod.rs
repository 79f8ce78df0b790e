//! Limits of sign-in attempts.

mod accounts;
mod addresses;
mod processes;

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use auth::{
    Auth, AuthError, SignInResult,
    adapter::{AnyAdapter, MemoryAdapter},
    config::{ClientIpSource, RateLimit},
    provider::Passkey,
    testing::SoftwarePasskey,
    time::{Clock, ManualClock},
};
use axum::{Router, body::Body, extract::ConnectInfo};
use http::{HeaderMap, HeaderName, Request, StatusCode, header::CONTENT_TYPE, request::Parts};

use crate::{
    logs::Log,
    mail::{Mailing, Sessions, sqlite},
    site::*,
    world::Visible,
};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const MINUTE: Duration = Duration::from_secs(60);

/// How many wrong passwords an account allows without a wait.
const FREE: usize = 20;

fn behind_a_proxy(builder: Start) -> Start {
    builder.client_ip(ClientIpSource::Header(FORWARDED_FOR))
}

/// The address of the client with a number.
fn address(number: usize) -> String {
    format!("10.{}.{}.{}", number >> 16, number >> 8 & 255, number & 255)
}

impl Site {
    /// Tries a password from an address; `true` if it was counted as one too many.
    async fn tries(&mut self, address: &str, name: &str, password: &str) -> Reply {
        let token = self.csrf().await;
        let fields = [("name", name), ("password", password), ("csrfToken", token.as_str())];
        let request = Request::post("/auth/callback/credentials")
            .header(CONTENT_TYPE, FORM)
            .header(FORWARDED_FOR, address);
        self.send(request, form(fields.into_iter())).await
    }
}

/// The head of a request on a connection from an address.
fn parts(address: &str) -> Parts {
    let mut request = Request::new(());
    let peer: SocketAddr = format!("{address}:4711").parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    request.into_parts().0
}

async fn guess(auth: &Auth<Visible>, head: &Parts, name: &str) -> Result<SignInResult, AuthError> {
    auth.sign_in(head, "credentials", &[("name", name), ("password", "guess")]).await
}

fn is_limited<T>(result: &Result<T, AuthError>) -> bool {
    matches!(result, Err(AuthError::TooManyRequests { .. }))
}

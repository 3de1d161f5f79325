//! Who is answered: only a browser of this machine that was given the address, and only pages of the preview itself.
//!
//! The server listens on the loopback address alone. Against pages from elsewhere in the same browser: the `Host`
//! must be ours (a foreign name that was made to resolve to this machine is refused), a secret that the address was
//! exchanged for must come back as a cookie, and what changes something must say that it comes from here.
//!
//! Others on this machine can read the command line of the browser: the address in it opens the preview once. The
//! address in the terminal opens it again.

use super::running::AGAIN;
use super::server::{App, note};
use super::shared::lock;
use super::welcome;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use std::sync::{Arc, Mutex, MutexGuard};

/// Where the preview is, and the word that opens it.
#[derive(Clone)]
pub struct Access {
    port: u16,
    /// In the address that is printed.
    token: String,
    /// In the address that the browser is started with, until it was used.
    once: Arc<Mutex<Option<String>>>,
    /// What the browser has then.
    secret: String,
}

impl Access {
    /// At a port, with a token of its own.
    pub fn new(port: u16) -> Result<Self, getrandom::Error> {
        Ok(Self { port, token: random()?, once: Arc::new(Mutex::new(None)), secret: random()? })
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address that opens it.
    pub fn address(&self) -> String {
        self.with(&self.token)
    }

    /// An address that opens it once.
    pub fn once(&self) -> Result<String, getrandom::Error> {
        let token = random()?;
        let address = self.with(&token);
        *self.unused() = Some(token);
        Ok(address)
    }

    fn with(&self, token: &str) -> String {
        format!("http://127.0.0.1:{}/?token={token}", self.port)
    }

    fn unused(&self) -> MutexGuard<'_, Option<String>> {
        lock(&self.once)
    }

    /// Whether an address with this token opens it.
    fn opens(&self, given: &str) -> bool {
        let is_once = self.unused().take_if(|token| is_same(given, token)).is_some();
        is_once || is_same(given, &self.token)
    }

    /// Ports of one machine share their cookies: each preview has a name of its own.
    fn cookie(&self) -> String {
        format!("letters-preview-{}", self.port)
    }

    fn is_own_host(&self, host: &str) -> bool {
        ["127.0.0.1", "localhost", "[::1]"]
            .iter()
            .any(|own| host.eq_ignore_ascii_case(&format!("{own}:{}", self.port)))
    }

    fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let name = self.cookie();
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs =
            cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(key, value)| key == name && is_same(value, &self.secret))
    }
}

/// Whether a token is the one that is expected.
pub fn is_same(given: &str, token: &str) -> bool {
    // As long for a nearly right token as for a wrong one.
    let differing = given.bytes().zip(token.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
    given.len() == token.len() && differing == 0
}

/// 128 random bits as text.
pub fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What a page of the preview may do. Letters have a policy of their own, which they bring along.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Lets through what may be answered, and gives every answer its headers.
pub async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = match refused(&app, &request) {
        Some(refusal) => refusal,
        None => {
            app.life.heard();
            next.run(request).await
        }
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    for name in ["cross-origin-opener-policy", "cross-origin-resource-policy"] {
        headers.insert(name, HeaderValue::from_static("same-origin"));
    }
    response
}

/// The answer to a request that is not let through.
fn refused(app: &App, request: &Request) -> Option<Response> {
    let (access, headers) = (&app.access, request.headers());
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if !matches!(*request.method(), Method::GET | Method::HEAD | Method::POST) {
        return Some(StatusCode::METHOD_NOT_ALLOWED.into_response());
    }
    let foreign = request.uri().authority().is_some_and(|authority| !access.is_own_host(authority.as_str()));
    let hosts = headers.get_all(header::HOST).iter().count();
    if foreign || hosts != 1 || !text(header::HOST).is_some_and(|host| access.is_own_host(host)) {
        return Some(
            (StatusCode::FORBIDDEN, "Request refused: this is not the address of the preview.\n")
                .into_response(),
        );
    }
    if request.uri().path() == "/"
        && let Some(token) = query(request.uri().query(), "token")
        && *request.method() == Method::GET
        && access.opens(token)
    {
        let cookie = format!("{}={}; HttpOnly; SameSite=Strict; Path=/", access.cookie(), access.secret);
        let headers = [(header::LOCATION, "/".to_owned()), (header::SET_COOKIE, cookie)];
        return Some((StatusCode::SEE_OTHER, headers).into_response());
    }
    let is_second = request.uri().path() == AGAIN && *request.method() == Method::POST;
    if is_second && text(header::ORIGIN).is_none() && welcome::is_second(app, headers) {
        return None;
    }
    // What browsers say of themselves: a page of another port or place has no business here.
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    let is_foreign = site.is_some_and(|site| !matches!(site, "same-origin" | "none"));
    if is_foreign || !access.has_cookie(headers) {
        // Assets need the cookie too: the page is plain.
        return Some((StatusCode::FORBIDDEN, STRANGER).into_response());
    }
    let own = |origin: &str| origin.strip_prefix("http://").is_some_and(|host| access.is_own_host(host));
    if request.method() == Method::POST && !text(header::ORIGIN).is_some_and(own) {
        return Some(note(
            app,
            StatusCode::FORBIDDEN,
            "Request refused",
            &["The request did not come from a page of the preview."],
        ));
    }
    None
}

/// What a browser without the cookie reads.
const STRANGER: &str = "To open the preview, double-click the program again, or use the address that it shows in the terminal. That address ends with a code that gives your browser access.\n";

/// The value of a key of a query; ours hold nothing that is escaped.
pub fn query<'a>(query: Option<&'a str>, key: &str) -> Option<&'a str> {
    query?
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(name, _)| *name == key)
        .map(|(_, value)| value)
}

/// A value of a query as it was before it was escaped; what is escaped wrongly stays.
pub fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn values_of_queries_are_read() {
        assert_eq!(decoded("body.3.text"), "body.3.text");
        assert_eq!(decoded("%3Dgroup.name+x%20y%C3%A9"), "=group.name x y\u{e9}");
        assert_eq!(decoded("%zz%"), "%zz%");
    }
}

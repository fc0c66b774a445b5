//! Requests through the real application, as a person's browser or as an integration.

use super::app::TestApp;
use actix_web::body::BoxBody;
use actix_web::dev::ServiceResponse;
use actix_web::http::Method;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::test::TestRequest;
use actix_web::{body, test};
use kundig::platform::State;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::HashMap;
use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

thread_local! {
    /// One event loop a test: a new one for each request would leave its threads behind.
    static LOOP: actix_web::rt::SystemRunner = actix_web::rt::System::new();
    /// The applications that were asked before, each by its settings, which it holds: mounting all routes anew for each request would take
    /// longer than most answers. None is dropped with its thread, when the event loop is gone already.
    static ASKED: RefCell<HashMap<usize, ManuallyDrop<Served>>> = RefCell::new(HashMap::new());
}

type Served = Rc<dyn Fn(TestRequest) -> Pin<Box<dyn Future<Output = ServiceResponse<BoxBody>>>>>;

/// The application on this state.
async fn served(state: &State) -> Served {
    let key = Arc::as_ptr(&state.config) as usize;
    if let Some(known) = ASKED.with_borrow(|asked| asked.get(&key).cloned()) {
        return ManuallyDrop::into_inner(known);
    }
    let service = Rc::new(test::init_service(kundig::app::build(state.clone())).await);
    let served: Served = Rc::new(move |request| {
        let service = service.clone();
        Box::pin(async move {
            test::call_service(service.as_ref(), request.to_request())
                .await
                .map_into_boxed_body()
        })
    });
    ASKED.with_borrow_mut(|asked| asked.insert(key, ManuallyDrop::new(served.clone())));
    served
}

/// Lets go of the application on this state.
pub fn forget(state: &State) {
    let key = Arc::as_ptr(&state.config) as usize;
    if let Some(known) = ASKED.with_borrow_mut(|asked| asked.remove(&key)) {
        in_the_loop(async { drop(ManuallyDrop::into_inner(known)) });
    }
}

/// Runs something asynchronous to its end.
pub fn in_the_loop<T>(work: impl Future<Output = T>) -> T {
    LOOP.with(|runner| runner.block_on(work))
}

/// Somebody who asks: nobody, a signed-in person, or an integration with its token.
#[derive(Clone)]
pub struct Browser<'a> {
    app: &'a TestApp,
    headers: Vec<(String, String)>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub location: Option<String>,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The value of a cookie that the answer sets.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.headers
            .iter()
            .filter(|(n, _)| n.eq_ignore_ascii_case("set-cookie"))
            .find_map(|(_, value)| value.strip_prefix(&format!("{name}="))?.split(';').next().map(ToOwned::to_owned))
    }

    /// The text of the first element that a CSS selector finds, with single spaces.
    pub fn select(&self, css: &str) -> Option<String> {
        let page = scraper::Html::parse_document(&self.text());
        let selector = scraper::Selector::parse(css).unwrap();
        let found = page.select(&selector).next()?;
        Some(found.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// How many elements a CSS selector finds.
    pub fn count(&self, css: &str) -> usize {
        let page = scraper::Html::parse_document(&self.text());
        page.select(&scraper::Selector::parse(css).unwrap()).count()
    }

    /// An attribute of the first element that a CSS selector finds.
    pub fn attribute(&self, css: &str, name: &str) -> Option<String> {
        let page = scraper::Html::parse_document(&self.text());
        let selector = scraper::Selector::parse(css).unwrap();
        page.select(&selector).next()?.attr(name).map(ToOwned::to_owned)
    }

    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(
            self.status,
            status,
            "{} {}",
            self.location.as_deref().unwrap_or_default(),
            self.text()
        );
        self
    }
}

impl<'a> Browser<'a> {
    pub fn anonymous(app: &'a TestApp) -> Self {
        Self { app, headers: Vec::new() }
    }

    /// With a cookie of the sign-in.
    pub fn with_cookie(app: &'a TestApp, token: &str) -> Self {
        Self {
            app,
            headers: vec![("cookie".into(), format!("kundig={token}"))],
        }
    }

    /// With a bearer token.
    pub fn with_token(app: &'a TestApp, token: &str) -> Self {
        Self {
            app,
            headers: vec![("authorization".into(), format!("Bearer {token}"))],
        }
    }

    /// The same with one more head line.
    pub fn saying(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Vec::new())
    }

    /// Sends a form.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        self.send(
            Method::POST,
            path,
            &[("content-type", "application/x-www-form-urlencoded")],
            form.finish().into_bytes(),
        )
    }

    /// Sends a form with one file.
    pub fn upload(&self, path: &str, fields: &[(&str, &str)], field: &str, file_name: &str, content: &[u8]) -> Answer {
        let border = "border-of-the-test";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("--{border}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
        }
        body.extend(
            format!("--{border}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{file_name}\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .into_bytes(),
        );
        body.extend_from_slice(content);
        body.extend(format!("\r\n--{border}--\r\n").into_bytes());
        self.send(
            Method::POST,
            path,
            &[("content-type", &format!("multipart/form-data; boundary={border}"))],
            body,
        )
    }

    /// Sends JSON with any method.
    pub fn json(&self, method: &str, path: &str, value: &Value) -> Answer {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        self.send(
            method,
            path,
            &[("content-type", "application/json")],
            value.to_string().into_bytes(),
        )
    }

    /// Sends anything.
    pub fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], content: Vec<u8>) -> Answer {
        in_the_loop(async {
            let ask = served(&self.app.state).await;
            let mut request = TestRequest::default()
                .method(method)
                .uri(path)
                .insert_header(("host", "127.0.0.1:8080"));
            for (name, value) in self
                .headers
                .iter()
                .map(|(n, v)| (n.as_str(), v.as_str()))
                .chain(headers.iter().copied())
            {
                let line = (HeaderName::try_from(name).unwrap(), HeaderValue::from_str(value).unwrap());
                // Of two hosts the first would count.
                request = if name == "host" {
                    request.insert_header(line)
                } else {
                    request.append_header(line)
                };
            }
            let response = ask(request.set_payload(content)).await;
            let status = response.status().as_u16();
            let headers: Vec<(String, String)> = response
                .headers()
                .iter()
                .map(|(n, v)| (n.to_string(), String::from_utf8_lossy(v.as_bytes()).into_owned()))
                .collect();
            let location = headers.iter().find(|(n, _)| n == "location").map(|(_, v)| v.clone());
            let body = body::to_bytes(response.into_body())
                .await
                .map_err(|_| "the body ends early")
                .unwrap()
                .to_vec();
            Answer {
                status,
                location,
                headers,
                body,
            }
        })
    }
}

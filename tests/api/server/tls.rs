//! HTTPS ended by the product itself, with a certificate of the school's own.

use std::{os::unix::fs::PermissionsExt, path::Path, sync::Arc, time::Duration};

use rustls::{
    ClientConfig, RootCertStore,
    crypto::ring,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use test_support::{PASSWORD, TestApp, TestDb, TestEngine};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tokio_rustls::TlsConnector;

use crate::registers::ledgers::{DONE, PROGRAM};

/// Certificates made by the command, in the data folder.
async fn certified(names: &[&str]) -> TestDb {
    let db = TestDb::new(TestEngine::Sqlite).await;
    let done = db.run(PROGRAM, &[&["tls", "self-signed"], names].concat()).await.expect(DONE);
    assert!(done.out.contains("STEWARD_TLS_CERT="), "{done:?}");
    db
}

async fn serving(db: TestDb) -> TestApp {
    let tls = db.dir.path().join("tls");
    TestApp::start_with(db, |config| {
        config.tls.cert = Some(tls.join("server.crt"));
        config.tls.key = Some(tls.join("server.key"));
        config.server.header_timeout_ms = 500;
    })
    .await
}

/// A client that trusts an authority.
fn trusting(authority: &Path) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(authority).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions().unwrap();
    TlsConnector::from(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}

/// One request over TLS, and everything that came back.
async fn ask(connector: &TlsConnector, app: &TestApp, name: &str, request: &str) -> std::io::Result<String> {
    let stream = TcpStream::connect(app.base.strip_prefix("http://").unwrap()).await?;
    let mut stream = connector.connect(ServerName::try_from(name.to_owned()).unwrap(), stream).await?;
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: school.lan\r\nconnection: close\r\n\r\n")
}

#[tokio::test]
async fn devices_that_trust_the_schools_authority_come_in_and_others_do_not() {
    let db = certified(&["school.lan", "127.0.0.1"]).await;
    let app = serving(db).await;
    let authority = app.db.dir.path().join("tls/ca.crt");
    let trusted = trusting(&authority);
    for name in ["school.lan", "127.0.0.1"] {
        let answer = ask(&trusted, &app, name, &get("/health/ready")).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(answer.contains("strict-transport-security: max-age=31536000"), "{answer}");
    }
    let other_name = ask(&trusted, &app, "elsewhere.lan", &get("/health/ready")).await;
    assert!(other_name.unwrap_err().to_string().contains("certificate"), "another name is another server");
    let stranger = certified(&["school.lan"]).await;
    let distrusting = trusting(&stranger.dir.path().join("tls/ca.crt"));
    ask(&distrusting, &app, "school.lan", &get("/health/ready")).await.unwrap_err();

    // Cookies go over HTTPS only, without a setting of their own.
    let token = app.running.as_ref().unwrap().setup_token.clone().unwrap();
    let person = |name: &str, number: &str| format!("{{\"name\":\"{name}\",\"staff_no\":\"{number}\",\"password\":\"{PASSWORD}\"}}");
    let body = format!(
        "{{\"token\":\"{token}\",\"school\":{{\"name\":\"青禾小学\"}},\"administrator\":{},\"second_key_holder\":{}}}",
        person("林管理", "A001"),
        person("董校长", "P001")
    );
    let post = |path: &str, body: &str| {
        format!(
            "POST {path} HTTP/1.1\r\nhost: school.lan\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        )
    };
    let made = ask(&trusted, &app, "school.lan", &post("/api/v1/setup", &body)).await.unwrap();
    assert!(made.starts_with("HTTP/1.1 201"), "{made}");
    let sign_in = format!("{{\"login\":\"A001\",\"password\":\"{PASSWORD}\"}}");
    let signed_in = ask(&trusted, &app, "school.lan", &post("/api/v1/session", &sign_in)).await.unwrap();
    let cookies: Vec<&str> = signed_in.lines().filter(|line| line.starts_with("set-cookie:")).collect();
    assert!(cookies.len() == 3 && cookies.iter().all(|cookie| cookie.contains("; Secure")), "{signed_in}");
    assert!(signed_in.contains("__Host-steward_access="), "{signed_in}");
}

#[tokio::test]
async fn plain_http_on_the_same_port_is_shown_the_way_and_a_silent_client_is_cut_off() {
    let app = serving(certified(&["school.lan"]).await).await;
    let address = app.base.strip_prefix("http://").unwrap().to_owned();
    let mut plain = TcpStream::connect(&address).await.unwrap();
    plain.write_all(get("/s/7K3MABCDEF?x=1").as_bytes()).await.unwrap();
    let mut answer = String::new();
    plain.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 308") && answer.contains("location: https://school.lan/s/7K3MABCDEF?x=1"), "{answer}");

    for first in [&b""[..], b"\x16\x03\x01"] {
        let mut silent = TcpStream::connect(&address).await.unwrap();
        silent.write_all(first).await.unwrap();
        let ended = tokio::time::timeout(Duration::from_secs(10), silent.read_to_end(&mut Vec::new())).await;
        assert!(ended.is_ok(), "a client that does not shake hands is let go");
    }
}

#[tokio::test]
async fn keys_are_private_and_the_authority_is_used_again() {
    let db = certified(&["school.lan"]).await;
    let tls = db.dir.path().join("tls");
    let mode = |name: &str| tls.join(name).metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("ca.key"), mode("server.key")), (0o600, 0o600));
    let read = |name: &str| std::fs::read_to_string(tls.join(name)).unwrap();
    let (authority, server) = (read("ca.crt"), read("server.crt"));
    let done = db.run(PROGRAM, &["tls", "self-signed", "school.lan", "192.168.1.20"]).await.expect(DONE);
    assert_eq!(read("ca.crt"), authority, "devices trust it already");
    assert_ne!(read("server.crt"), server);
    let fingerprint = done.out.lines().find(|line| line.matches(':').count() == 31).unwrap().trim();
    assert!(read("trust.html").contains(fingerprint), "the page shows what to compare");
    // What the second run made fits the authority of the first.
    let app = serving(db).await;
    let trusted = trusting(&app.db.dir.path().join("tls/ca.crt"));
    assert!(ask(&trusted, &app, "192.168.1.20", &get("/health/live")).await.unwrap().starts_with("HTTP/1.1 200"));
    for wrong in ["https://school.lan", "school.lan:8443", "学校", ""] {
        let refused = app.db.run(PROGRAM, &["tls", "self-signed", wrong]).await.expect(1);
        assert!(refused.err.contains("is neither a name nor an address"), "{refused:?}");
    }
}

#[tokio::test]
async fn a_certificate_that_does_not_fit_stops_the_start_in_words() {
    let (db, other) = (certified(&["school.lan"]).await, certified(&["school.lan"]).await);
    let (mine, theirs) = (db.dir.path().join("tls"), other.dir.path().join("tls"));
    for (cert, key, why) in [
        (Some(mine.join("server.crt")), Some(theirs.join("server.key")), "does not belong to"),
        (Some(mine.join("server.crt")), None, "belong together"),
        (Some(mine.join("nothing.crt")), Some(mine.join("server.key")), "cannot read the certificate"),
        (Some(mine.join("server.key")), Some(mine.join("server.key")), "holds no certificate"),
    ] {
        let mut config = db.config();
        (config.tls.cert, config.tls.key) = (cert, key);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let said = server::run(&config, kernel::Clock::default(), listener).await.err().map(|error| format!("{error:#}"));
        assert!(said.as_deref().is_some_and(|said| said.contains(why)), "{why}: {said:?}");
    }
}

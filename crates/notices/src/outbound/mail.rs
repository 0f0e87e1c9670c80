//! Mail, by the school's own server. Text only: nothing in a message is looked at as anything else, and nothing is fetched to show it.

use std::time::Duration;

use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
    transport::smtp::{
        authentication::Credentials,
        client::{Tls, TlsParameters},
        extension::ClientId,
    },
};
use serde::{Deserialize, Serialize};
use url::Host;
use utoipa::ToSchema;

use super::{LONGEST, NotSent, Outbound};

/// Longest for a whole message: greeting, signing in, handing over.
const WHOLE: Duration = Duration::from_secs(20);

/// How a connection to a mail server is kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = MailSecurity)]
pub enum Security {
    /// From the first byte; usually port 465.
    Tls,
    /// After `STARTTLS`, or not at all; usually port 587.
    Starttls,
    /// Not: only in the school's own network.
    None,
}

/// A server that takes mail.
#[derive(Debug, Clone)]
pub struct MailServer {
    pub host: String,
    pub port: u16,
    pub security: Security,
    /// Name and password.
    pub credentials: Option<(String, String)>,
    /// In whose name it is sent.
    pub from: String,
}

/// Somebody's message.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Unlike any other: the same message sent twice has it twice.
    pub id: String,
    pub to: String,
    pub subject: String,
    pub text: String,
}

/// Reads a mail address: one, without a name, without a line break.
///
/// # Errors
/// When it is none.
pub fn readable(typed: &str) -> Result<Address, NotSent> {
    typed.parse().map_err(NotSent::because)
}

impl Outbound {
    /// Hands a message to the server.
    ///
    /// # Errors
    /// When the server is not allowed, does not answer in time or does not take it.
    pub async fn mail(&self, server: &MailServer, mail: &Mail) -> Result<(), NotSent> {
        let message = message(server, mail)?;
        let sent = async {
            let parsed = Host::parse(&server.host).map_err(NotSent::because)?;
            let host = match &parsed {
                Host::Domain(name) => Host::Domain(name.as_str()),
                Host::Ipv4(ip) => Host::Ipv4(*ip),
                Host::Ipv6(ip) => Host::Ipv6(*ip),
            };
            // By its number, so that the name is not asked for again; the certificate has to be the name's.
            let at = self.addresses(&host, server.port).await?.into_iter().next().ok_or_else(|| NotSent("no address".into()))?;
            let tls = || TlsParameters::new(server.host.clone()).map_err(NotSent::because);
            let tls = match server.security {
                Security::Tls => Tls::Wrapper(tls()?),
                Security::Starttls => Tls::Required(tls()?),
                Security::None => Tls::None,
            };
            let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(at.ip().to_string())
                .port(server.port)
                .tls(tls)
                .timeout(Some(LONGEST))
                .hello_name(ClientId::Domain("steward.invalid".into()));
            if let Some((name, password)) = &server.credentials {
                transport = transport.credentials(Credentials::new(name.clone(), password.clone()));
            }
            transport.build().send(message).await.map_err(NotSent::because)
        };
        tokio::time::timeout(WHOLE, sent).await.unwrap_or_else(|_| Err(NotSent("no answer in time".into())))?;
        Ok(())
    }
}

fn message(server: &MailServer, mail: &Mail) -> Result<Message, NotSent> {
    let from = Mailbox::new(None, readable(&server.from)?);
    Message::builder()
        .from(from)
        .to(Mailbox::new(None, readable(&mail.to)?))
        .message_id(Some(format!("<{}@steward.invalid>", mail.id)))
        // One line, whatever is in the words.
        .subject(mail.subject.split(char::is_control).collect::<Vec<_>>().join(" "))
        .header(ContentType::TEXT_PLAIN)
        .body(mail.text.clone())
        .map_err(NotSent::because)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn j04_line_breaks_in_mail_fields_go_nowhere() {
        for typed in ["a@b.cn\r\nBcc: c@d.cn", "a@b.cn\nx", "a b@c.cn", "a@b.cn, c@d.cn", "老师 <a@b.cn>", "@", "a@", ""] {
            readable(typed).unwrap_err();
        }
        let server =
            MailServer { host: "m".into(), port: 25, security: Security::None, credentials: None, from: "zongwu@school.cn".into() };
        let mail = Mail {
            id: "1".into(),
            to: "a@b.cn".into(),
            subject: "总务\r\nBcc: c@d.cn\r\n\r\n<b>".into(),
            text: "{{7*7}} <script>\r\n.\r\nRCPT TO:<c@d.cn>".into(),
        };
        let written = String::from_utf8(message(&server, &mail).unwrap().formatted()).unwrap();
        let (head, _) = written.split_once("\r\n\r\n").unwrap();
        assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
        assert!(head.contains("Content-Type: text/plain"), "{head}");
    }
}

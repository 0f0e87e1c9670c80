//! A mail server that speaks enough of RFC 5321 to be handed mail, and keeps it.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// A message as it was handed over.
#[derive(Debug, Clone, Default)]
pub struct Letter {
    pub from: String,
    pub to: Vec<String>,
    /// What the client said after `AUTH`, if it did.
    pub auth: Option<String>,
    /// Head and body, dots undone.
    pub data: String,
}

impl Letter {
    /// A field of the head, unfolded.
    pub fn field(&self, name: &str) -> String {
        let head = self.data.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ");
        let found = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned));
        found.unwrap_or_default()
    }
}

/// A mail server on a port of its own; gone with the value.
#[derive(Debug)]
pub struct MailServer {
    pub address: SocketAddr,
    letters: Arc<Mutex<Vec<Letter>>>,
    busy: Arc<AtomicBool>,
    task: JoinHandle<()>,
}

impl MailServer {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (letters, busy) = (Arc::<Mutex<Vec<Letter>>>::default(), Arc::<AtomicBool>::default());
        let (kept, refuses) = (letters.clone(), busy.clone());
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (kept, refuses) = (kept.clone(), refuses.clone());
                tokio::spawn(async move {
                    // A client that hangs up has said all it had to say.
                    let _ = talk(stream, &kept, &refuses).await;
                });
            }
        });
        Self { address, letters, busy, task }
    }

    /// From now on it asks to come again later, or does not any more.
    pub fn is_busy(&self, busy: bool) {
        self.busy.store(busy, Ordering::SeqCst);
    }

    pub fn letters(&self) -> Vec<Letter> {
        self.letters.lock().unwrap().clone()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn talk(stream: TcpStream, kept: &Mutex<Vec<Letter>>, busy: &AtomicBool) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut letter = Letter::default();
    stream.write_all(b"220 mail.test ESMTP\r\n").await?;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let said = line.trim_end().to_owned();
        let verb = said.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-mail.test\r\n250-AUTH PLAIN\r\n250 8BITMIME",
            "HELO" | "RSET" | "NOOP" => "250 ok",
            "AUTH" => {
                letter.auth = Some(said[5..].to_owned());
                "235 ok"
            }
            "MAIL" if busy.load(Ordering::SeqCst) => "451 come again later",
            "MAIL" => {
                letter.from = bracketed(&said);
                "250 ok"
            }
            "RCPT" => {
                letter.to.push(bracketed(&said));
                "250 ok"
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                letter.data = data(&mut stream).await?;
                kept.lock().unwrap().push(std::mem::take(&mut letter));
                "250 kept"
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "502 what?",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
}

async fn data(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut all = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 || line == ".\r\n" {
            return Ok(all);
        }
        all.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

fn bracketed(said: &str) -> String {
    said.split(['<', '>']).nth(1).unwrap_or_default().to_owned()
}

//! A TCP proxy before the private socket of PostgreSQL: the network between server and database, with its faults.

use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream, UnixStream},
    sync::watch,
};

use crate::TestDb;

/// What the network does with bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    Open,
    /// Every piece comes late.
    Slow(Duration),
    /// Half-open: connections are taken, bytes are swallowed and never answered.
    Held,
    /// Connections break, new ones too.
    Cut,
    /// A COMMIT goes through; the connection breaks before its answer does.
    CutAfterCommit,
}

/// The proxy; gone with the value.
#[derive(Debug)]
pub struct Proxy {
    pub address: SocketAddr,
    flow: watch::Sender<Flow>,
    accepting: tokio::task::JoinHandle<()>,
}

impl Proxy {
    /// Stands before the database of a test on PostgreSQL.
    pub async fn before(db: &TestDb) -> Self {
        let url = db.url.as_deref().expect("only PostgreSQL is behind a network");
        let folder = url.split_once("host=").unwrap().1;
        let socket = PathBuf::from(folder).join(".s.PGSQL.5432");
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (flow, watched) = watch::channel(Flow::Open);
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(relay(stream, socket.clone(), watched.clone()));
            }
        });
        Self { address, flow, accepting }
    }

    /// The database's URL through this proxy.
    pub fn url(&self, db: &TestDb) -> String {
        let url = db.url.as_deref().unwrap();
        let (head, _) = url.split_once('?').unwrap();
        let name = head.rsplit('/').next().unwrap();
        format!("postgres://steward@{}/{name}?sslmode=disable", self.address)
    }

    pub fn set(&self, flow: Flow) {
        self.flow.send_replace(flow);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn relay(stream: TcpStream, socket: PathBuf, mut flow: watch::Receiver<Flow>) {
    if flow.wait_for(|f| *f != Flow::Held).await.is_err() || *flow.borrow() == Flow::Cut {
        return;
    }
    let Ok(database) = UnixStream::connect(socket).await else { return };
    let (from_server, to_server) = stream.into_split();
    let (from_database, to_database) = database.into_split();
    let committing = AtomicBool::new(false);
    tokio::select! {
        () = pump(from_server, to_database, flow.clone(), Way::In(&committing)) => {}
        () = pump(from_database, to_server, flow.clone(), Way::Out(&committing)) => {}
        _ = flow.wait_for(|f| *f == Flow::Cut) => {}
    }
}

/// Which way bytes go, and whether a COMMIT has gone in whose answer is to be lost.
enum Way<'a> {
    In(&'a AtomicBool),
    Out(&'a AtomicBool),
}

async fn pump(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin, mut flow: watch::Receiver<Flow>, way: Way<'_>) {
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let Ok(n @ 1..) = from.read(&mut buffer).await else { return };
        let Ok(now) = flow.wait_for(|f| *f != Flow::Held).await.map(|f| *f) else { return };
        if let Flow::Slow(delay) = now {
            tokio::time::sleep(delay).await;
        }
        match way {
            Way::In(committing) if now == Flow::CutAfterCommit && buffer.get(..n).is_some_and(|b| b.windows(6).any(|w| w == b"COMMIT")) => {
                committing.store(true, Ordering::SeqCst);
            }
            Way::Out(committing) if committing.load(Ordering::SeqCst) => return,
            Way::In(_) | Way::Out(_) => {}
        }
        if now == Flow::Cut || to.write_all(buffer.get(..n).unwrap_or_default()).await.is_err() {
            return;
        }
    }
}

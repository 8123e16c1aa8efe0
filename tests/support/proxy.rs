//! A TCP proxy before the server that counts how often a client has to wait for an answer: what a run costs behind a slow network.
//! Not counted is the login, which is the same for every client.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// A proxy that listens on `localhost`; it ends with the process.
pub struct Proxy {
    /// Where it listens.
    pub port: u16,
    /// Of each connection.
    round_trips: Arc<Mutex<Vec<Arc<AtomicUsize>>>>,
    traffic: Arc<Traffic>,
}

/// Where a connection is cut.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cut {
    /// The server does not get the message.
    Before,
    /// The client does not get what the server says to it.
    After,
}

/// The client's messages, and the one at which it ends.
#[derive(Default)]
struct Traffic {
    messages: AtomicUsize,
    cut: Option<(Cut, usize)>,
}

impl Traffic {
    /// Counts a message; whether it is the one.
    fn next(&self) -> Option<Cut> {
        let number = self.messages.fetch_add(1, Ordering::SeqCst) + 1;
        self.cut.filter(|(_, last)| number >= *last).map(|(cut, _)| cut)
    }
}

impl Proxy {
    /// Before the server on that port of `localhost`.
    pub fn before(server: u16) -> Proxy {
        Proxy::with(server, None)
    }

    /// The same; it cuts the connection at the client's message of that number, from 1, and all later ones.
    pub fn cutting(server: u16, cut: Cut, message: usize) -> Proxy {
        Proxy::with(server, Some((cut, message)))
    }

    fn with(server: u16, cut: Option<(Cut, usize)>) -> Proxy {
        let traffic = Arc::new(Traffic { cut, ..Traffic::default() });
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let round_trips: Arc<Mutex<Vec<Arc<AtomicUsize>>>> = Arc::default();
        let (counts, seen) = (round_trips.clone(), traffic.clone());
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let count: Arc<AtomicUsize> = Arc::default();
                counts.lock().expect("no other panic").push(count.clone());
                let seen = seen.clone();
                thread::spawn(move || serve(client, server, &count, &seen));
            }
        });
        Proxy { port, round_trips, traffic }
    }

    /// How many messages clients sent.
    pub fn messages(&self) -> usize {
        self.traffic.messages.load(Ordering::SeqCst)
    }

    /// How many the busiest connection had since the last call; another one may have looked on.
    pub fn round_trips(&self) -> usize {
        let counts = std::mem::take(&mut *self.round_trips.lock().expect("no other panic"));
        counts.iter().map(|count| count.load(Ordering::SeqCst)).max().expect("a connection")
    }
}

fn serve(client: TcpStream, server: u16, count: &AtomicUsize, traffic: &Traffic) {
    let Ok(upstream) = TcpStream::connect(("localhost", server)) else { return };
    for stream in [&client, &upstream] {
        stream.set_nodelay(true).expect("TCP_NODELAY");
    }
    let (mut from, mut to) = (upstream.try_clone().expect("a socket"), client.try_clone().expect("a socket"));
    let answers = thread::spawn(move || {
        let _ = io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Write);
    });
    let _ = forward(&client, &upstream, count, traffic);
    let _ = upstream.shutdown(Shutdown::Write);
    answers.join().expect("the other direction");
}

/// Passes on message by message.
fn forward(mut client: &TcpStream, mut server: &TcpStream, count: &AtomicUsize, traffic: &Traffic) -> io::Result<()> {
    let mut started = false;
    loop {
        // Before and in the start-up packet there is no byte for the kind of message.
        let mut message = Vec::new();
        if started {
            message = read(&mut client, 1)?;
        }
        let kind = message.first().copied();
        let length = read(&mut client, 4)?;
        let size = u32::from_be_bytes(length.clone().try_into().expect("four bytes")) as usize;
        message.extend(length);
        let body = read(&mut client, size - 4)?;
        // 80877103 and 80877104 ask for encryption: a one-byte answer, and then the start-up packet.
        started |= !matches!(body.get(..4), Some([0x04, 0xd2, 0x16, 0x2f | 0x30]));
        message.extend(body);
        // Query, Sync, the end of COPY data
        if matches!(kind, Some(b'Q' | b'S' | b'c')) {
            count.fetch_add(1, Ordering::SeqCst);
        }
        let cut = traffic.next();
        if cut.is_some() {
            // From now on the client hears nothing; the server sees the end behind what it gets.
            client.shutdown(Shutdown::Both)?;
        }
        if cut != Some(Cut::Before) {
            server.write_all(&message)?;
        }
        if cut.is_some() {
            return Ok(());
        }
    }
}

fn read(from: &mut &TcpStream, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

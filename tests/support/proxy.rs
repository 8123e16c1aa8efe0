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
}

impl Proxy {
    /// Before the server on that port of `localhost`.
    pub fn before(server: u16) -> Proxy {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let round_trips: Arc<Mutex<Vec<Arc<AtomicUsize>>>> = Arc::default();
        let counts = round_trips.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let count: Arc<AtomicUsize> = Arc::default();
                counts.lock().expect("no other panic").push(count.clone());
                thread::spawn(move || serve(client, server, &count));
            }
        });
        Proxy { port, round_trips }
    }

    /// How many the busiest connection had since the last call; another one may have looked on.
    pub fn round_trips(&self) -> usize {
        let counts = std::mem::take(&mut *self.round_trips.lock().expect("no other panic"));
        counts.iter().map(|count| count.load(Ordering::SeqCst)).max().expect("a connection")
    }
}

fn serve(client: TcpStream, server: u16, count: &AtomicUsize) {
    let Ok(upstream) = TcpStream::connect(("localhost", server)) else { return };
    for stream in [&client, &upstream] {
        stream.set_nodelay(true).expect("TCP_NODELAY");
    }
    let (mut from, mut to) = (upstream.try_clone().expect("a socket"), client.try_clone().expect("a socket"));
    let answers = thread::spawn(move || {
        let _ = io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Write);
    });
    let _ = forward(client, &upstream, count);
    let _ = upstream.shutdown(Shutdown::Write);
    answers.join().expect("the other direction");
}

/// Passes on message by message.
fn forward(mut client: TcpStream, mut server: &TcpStream, count: &AtomicUsize) -> io::Result<()> {
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
        server.write_all(&message)?;
    }
}

fn read(from: &mut TcpStream, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

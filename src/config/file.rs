//! Reading a file whose length nobody has promised.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// No configuration and no password is longer. What is longer is another file, or a device without an end.
const LONGEST: u64 = 1 << 20;

/// The bytes of a file, or of a pipe.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    bounded(File::open(path)?)
}

/// All that comes, up to the limit.
pub fn bounded(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(LONGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "is longer than 1 MiB: hardly the file that is meant"));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_end_is_refused() {
        assert_eq!(bounded(&b"abc"[..]).unwrap(), b"abc");
        assert_eq!(bounded(io::repeat(0)).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(read(Path::new("/dev/zero")).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }
}

//! Made-up input: samples of what people write, changed at random. `fastrand` draws; libraries that make values from types are
//! of no use where a reader's input is any text at all, and what matters is to stay near those that it accepts.

use std::ops::Range;

use fastrand::Rng;

/// The longest input but for those that repeat something: time goes into many short ones.
const LONGEST: usize = 16 * 1024;
/// Something said so often that recursion or quadratic work would tell.
const OFTEN: usize = 20_000;

/// What inputs are made of.
#[derive(Debug)]
pub struct Corpus {
    samples: Vec<Vec<u8>>,
    words: Vec<Vec<u8>>,
}

impl Corpus {
    /// Whole inputs, and pieces that mean something in them.
    pub fn new<T: Into<Vec<u8>>>(samples: impl IntoIterator<Item = T>, words: &[&str]) -> Self {
        let samples = samples.into_iter().map(Into::into).collect();
        Corpus { samples, words: words.iter().map(|word| word.as_bytes().to_vec()).collect() }
    }

    /// One input; the same for the same state of `random`.
    pub fn input(&self, random: &mut Rng) -> Vec<u8> {
        let mut input = match random.u8(..) {
            0..8 => (0..random.usize(..12)).flat_map(|_| self.word(random).to_vec()).collect(),
            _ => random.choice(&self.samples).cloned().unwrap_or_default(),
        };
        if input.len() > LONGEST {
            let start = random.usize(..input.len() - LONGEST);
            input.drain(..start);
            input.truncate(LONGEST);
        }
        // Half of all inputs have one change, a quarter two …
        loop {
            self.change(&mut input, random);
            if random.bool() {
                return input;
            }
        }
    }

    fn word(&self, random: &mut Rng) -> &[u8] {
        random.choice(&self.words).map_or(b"", Vec::as_slice)
    }

    fn change(&self, input: &mut Vec<u8>, random: &mut Rng) {
        let at = random.usize(..=input.len());
        match random.u8(..100) {
            // A token in place of a token keeps the form, and is what people do: of its own …
            0..20 => {
                let other = random.usize(..=input.len());
                let word = input[token(input, other)].to_vec();
                input.splice(token(input, at), word);
            }
            // … or one that means something.
            20..40 => {
                let word = self.word(random).to_vec();
                input.splice(token(input, at), word);
            }
            40..55 => {
                let word = self.word(random).to_vec();
                input.splice(at..at, word);
            }
            55..65 => {
                input.drain(piece(input, random));
            }
            65..75 => {
                let copy = input[piece(input, random)].to_vec();
                input.splice(at..at, copy);
            }
            75..83 => {
                let other = random.choice(&self.samples).cloned().unwrap_or_default();
                let copy = other[piece(&other, random)].to_vec();
                input.splice(at..at, copy);
            }
            83..90 => {
                let byte = random.u8(..);
                input.splice(at..at, [byte]);
            }
            90..96 if at < input.len() => input[at] ^= 1 << random.u8(..8),
            96 => input.truncate(at),
            97 => {
                let character = random.char(..).to_string();
                input.splice(at..at, character.into_bytes());
            }
            98 if random.u8(..8) == 0 => {
                let times = random.usize(..OFTEN);
                let word = self.word(random).repeat(times / 8);
                input.splice(at..at, word);
            }
            _ => {
                let token = token(input, at);
                let number = random.choice(NUMBERS).copied().unwrap_or_default();
                input.splice(token, number.bytes());
            }
        }
    }
}

/// Numbers on both sides of some limit.
const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "-1",
    "1",
    "007",
    "0x10",
    "1e3",
    "1e400",
    "-1e-400",
    "127",
    "255",
    "256",
    "32767",
    "32768",
    "65535",
    "65536",
    "2147483647",
    "2147483648",
    "-2147483648",
    "4294967296",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "340282366920938463463374607431768211456",
    "0.1",
    "1.",
    ".5",
    "NaN",
    "inf",
    "-Infinity",
    "1_000",
    "+1",
    "٣",
    "1e",
    "0.30000000000000004",
    "99999999999999999999999999999999.99",
];

/// Some bytes in a row, mostly few.
fn piece(input: &[u8], random: &mut Rng) -> Range<usize> {
    let start = random.usize(..=input.len());
    let limit = if random.u8(..8) == 0 { input.len() } else { 24 };
    start..(start + random.usize(..=limit)).min(input.len())
}

/// The token around a byte: letters, digits and what stands in names, or the text between two quotes.
fn token(input: &[u8], at: usize) -> Range<usize> {
    let is_inner = |byte: &&u8| byte.is_ascii_alphanumeric() || b"_.-".contains(byte) || !byte.is_ascii();
    let start = at - input[..at].iter().rev().take_while(is_inner).count();
    let end = at + input[at..].iter().take_while(is_inner).count();
    match (start.checked_sub(1).and_then(|before| input.get(before)), input.get(end)) {
        (Some(b'"'), Some(b'"')) => start - 1..end + 1,
        _ => start..end,
    }
}

//! How wide a terminal is, and text that is no wider.

use std::os::fd::AsFd;

use terminal_size::{Width, terminal_size_of};
use unicode_width::UnicodeWidthStr;

/// The columns of a terminal; none where it is no terminal, or one that does not know.
pub fn width(stream: impl AsFd) -> Option<usize> {
    terminal_size_of(stream).map(|(Width(columns), _)| columns.into())
}

/// Each line broken between words so that it fits; what follows is indented as the line is, and a little more.
pub fn fit(text: &str, width: Option<usize>) -> String {
    let Some(width) = width else { return text.to_owned() };
    let indented = |line: &str| line.len() - line.trim_start_matches(' ').len() + 2;
    text.lines().map(|line| fit_line(line, width, indented(line))).collect::<Vec<_>>().join("\n")
}

/// What it takes of a line; colours take nothing.
fn columns(word: &str) -> usize {
    anstream::adapter::strip_str(word).map(UnicodeWidthStr::width).sum()
}

/// A line broken between words, `hanging` columns before each part but the first. What stands in backquotes is to be copied, and stays whole.
pub fn fit_line(line: &str, width: usize, hanging: usize) -> String {
    let mut fitted = String::new();
    let (mut column, mut begins, mut broken) = (0, true, false);
    for word in words(line) {
        if !begins && column > hanging && column + 1 + columns(word) > width {
            fitted.truncate(fitted.trim_end().len());
            fitted.push('\n');
            fitted.push_str(&" ".repeat(hanging));
            (column, begins, broken) = (hanging, true, true);
        }
        // Spaces that a break stands in for.
        if broken && word.is_empty() {
            continue;
        }
        if !begins {
            fitted.push(' ');
            column += 1;
        }
        fitted.push_str(word);
        column += columns(word);
        (begins, broken) = (false, false);
    }
    fitted
}

/// What stands between single spaces outside backquotes.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let paired = line.matches('`').count().is_multiple_of(2);
    let mut quoted = false;
    line.split(move |character| {
        quoted ^= character == '`' && paired;
        character == ' ' && !quoted
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words() {
        assert_eq!(fit("  one two three\nfour", Some(11)), "  one two\n    three\nfour");
        assert_eq!(fit("one   two", None), "one   two");
        assert_eq!(fit_line("one   two three", 9, 2), "one   two\n  three");
        assert_eq!(fit_line("one      two", 6, 0), "one\ntwo");
    }

    #[test]
    fn what_is_to_be_copied_stays_whole() {
        assert_eq!(fit_line("run `mgr config show` now", 12, 0), "run\n`mgr config show`\nnow");
        assert_eq!(fit_line("a lone ` is none", 8, 0), "a lone `\nis none");
        assert_eq!(fit_line("한글 한글 한글", 9, 0), "한글 한글\n한글");
        assert_eq!(fit_line("\u{1b}[1mone\u{1b}[0m two", 7, 0), "\u{1b}[1mone\u{1b}[0m two");
    }
}

//! Numbers and times that are none. The toml crate looks into a number when it is asked for its value; Python, and with it the manager,
//! refuses the file, in whatever table it stands.

use std::num::IntErrorKind;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Where the first begins, in bytes, and what is wrong with it.
pub fn invalid(table: &DeTable<'_>) -> Option<(usize, &'static str)> {
    table.values().find_map(of_value)
}

fn of_value(value: &Spanned<DeValue<'_>>) -> Option<(usize, &'static str)> {
    let what = match value.get_ref() {
        DeValue::Array(items) => return items.iter().find_map(of_value),
        DeValue::Table(table) => return invalid(table),
        DeValue::Integer(number) => {
            // Python's have no limit.
            let parsed = i128::from_str_radix(number.as_str(), number.radix());
            let is_invalid =
                parsed.is_err_and(|error| matches!(error.kind(), IntErrorKind::InvalidDigit | IntErrorKind::Empty));
            is_invalid.then_some("invalid number")
        }
        DeValue::Float(number) => number.as_str().parse::<f64>().is_err().then_some("invalid number"),
        // RFC 3339 has leap seconds, Python has none.
        DeValue::Datetime(at) if at.time.is_some_and(|time| time.second == Some(60)) => Some("invalid second"),
        _ => None,
    };
    what.map(|what| (value.span().start, what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_has_a_place() {
        let found = |text: &str| invalid(DeTable::parse(text).unwrap().get_ref()).map(|(at, _)| at);
        assert_eq!(found("a = 1_000nan\n"), Some(4));
        assert_eq!(found("[x]\nd = [1, { y = 1_ddr0 }]\n"), Some(18));
        assert_eq!(found("a.b = 1_000:32:00Z\n"), Some(6));
        assert_eq!(found("a = 07:32:60\n"), Some(4));
        assert_eq!(found("a = 0x"), Some(4));
        assert_eq!(found("a = 1_0\u{1b}00\n"), Some(4));
        for plain in [
            "a = [0, -1, +1, 1_000, 0xff_ff, 0o17, 0b1, 99999999999999999999999999999999999999999999]",
            "a = [0.5, -1e3, 1_0.0_1E+1, inf, -inf, +inf, nan, -nan]",
            "a = [1979-05-27T07:32:00Z, 1979-05-27 07:32:59.9-01:00, 1979-05-27, 07:32:00]",
        ] {
            assert_eq!(found(plain), None, "{plain}");
        }
    }
}
